import * as vscode from 'vscode';
import { CodeActionRequest } from 'vscode-languageclient';
import type { BaseLanguageClient } from 'vscode-languageclient';

/** Does the first action of the kinds `kinds` at `range`; one that has nothing to do says why. Whether there was one. */
export async function perform(
  client: BaseLanguageClient,
  document: vscode.TextDocument,
  range: vscode.Range,
  kinds: readonly string[],
): Promise<boolean> {
  const provider = client.getFeature(CodeActionRequest.method).getProvider(document);
  const token = new vscode.CancellationTokenSource().token;
  for (const kind of kinds) {
    const context: vscode.CodeActionContext = {
      diagnostics: [],
      only: vscode.CodeActionKind.Empty.append(kind),
      triggerKind: vscode.CodeActionTriggerKind.Invoke,
    };
    const offered = await provider?.provideCodeActions(document, range, context, token);
    const action = offered?.find((one): one is vscode.CodeAction => one instanceof vscode.CodeAction);
    if (action?.disabled !== undefined) {
      void vscode.window.showInformationMessage(action.disabled.reason);
      return true;
    }
    if (action !== undefined) {
      await resolveAndApply(client, document, action);
      return true;
    }
  }
  return false;
}

/** Asks for the edit of an action that the server has offered, and does it. */
export async function resolveAndApply(
  client: BaseLanguageClient,
  document: vscode.TextDocument,
  action: vscode.CodeAction,
): Promise<void> {
  const provider = client.getFeature(CodeActionRequest.method).getProvider(document);
  const token = new vscode.CancellationTokenSource().token;
  await apply((await provider?.resolveCodeAction?.(action, token)) ?? action);
}

async function apply(action: vscode.CodeAction): Promise<void> {
  if (action.edit !== undefined && action.edit.size > 0) {
    await vscode.workspace.applyEdit(action.edit);
  }
  if (action.command !== undefined) {
    await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
  }
}
