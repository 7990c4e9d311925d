// What the menu of quick fixes shows: one entry to suppress a finding, and the address on the clipboard for a placeholder.

import * as vscode from 'vscode';
import type { ProvideCodeActionsSignature } from 'vscode-languageclient';

import { resolveAndApply } from './code_actions';
import type { Server } from './server';

/** The command that asks how to suppress a finding. */
export const SUPPRESS = 'brief-ls.suppress';

/** The command that writes the address on the clipboard in place of a placeholder. */
export const PASTE_ADDRESS = 'brief-ls.pasteAddress';

type Actions = Awaited<ReturnType<ProvideCodeActionsSignature>>;

/** The actions of the server, with those that suppress one rule as one entry, and what the editor itself can do. */
export async function provideQuickFixes(
  document: vscode.TextDocument,
  range: vscode.Range,
  context: vscode.CodeActionContext,
  token: vscode.CancellationToken,
  next: ProvideCodeActionsSignature,
): Promise<Actions> {
  const offered = (await next(document, range, context, token)) ?? [];
  const ways = new Map<string, vscode.CodeAction[]>();
  const others: (vscode.Command | vscode.CodeAction)[] = [];
  for (const action of offered) {
    const code = action instanceof vscode.CodeAction ? suppressed(action) : undefined;
    if (code === undefined) {
      others.push(action);
    } else {
      ways.set(code, [...(ways.get(code) ?? []), action as vscode.CodeAction]);
    }
  }
  const isAsked = context.triggerKind === vscode.CodeActionTriggerKind.Invoke;
  const pastes = isAsked && ways.has('placeholder-link') ? placeholders(document, context).map(pasteAddress) : [];
  return [...pastes, ...others, ...[...ways].map(([code, actions]) => suppression(code, actions))];
}

/** The rule that an action of the server suppresses. */
function suppressed(action: vscode.CodeAction): string | undefined {
  return /^(?:Suppress|Turn off) ([a-z-]+) (?:here|in )/.exec(action.title)?.[1];
}

function suppression(code: string, actions: vscode.CodeAction[]): vscode.CodeAction {
  const action = new vscode.CodeAction(`Suppress ${code}…`, vscode.CodeActionKind.QuickFix);
  action.diagnostics = actions[0]?.diagnostics;
  action.command = { command: SUPPRESS, title: action.title, arguments: [actions] };
  return action;
}

/** Asks where a finding is to be suppressed, and does it. */
export async function suppress(server: Server, actions: vscode.CodeAction[]): Promise<void> {
  const seen = new Set<string>();
  const entries = actions.map((action) => ({ label: action.title, action })).filter(({ label }) => !seen.has(label) && seen.add(label));
  const chosen = await vscode.window.showQuickPick(entries, { placeHolder: 'Where' });
  const document = vscode.window.activeTextEditor?.document;
  if (chosen !== undefined && document !== undefined && server.client !== undefined) {
    await resolveAndApply(server.client, document, chosen.action);
  }
}

/** The placeholders for an address among the findings of a request. */
function placeholders(document: vscode.TextDocument, context: vscode.CodeActionContext): vscode.Diagnostic[] {
  const links = context.diagnostics.filter((one) => one.code === 'placeholder-link');
  return links.filter((one) => /^\(?[^\s()]*\)?$/.test(document.getText(one.range)));
}

function pasteAddress(diagnostic: vscode.Diagnostic): vscode.CodeAction {
  const action = new vscode.CodeAction('Insert the address on the clipboard', vscode.CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  action.command = { command: PASTE_ADDRESS, title: action.title, arguments: [diagnostic.range] };
  return action;
}

/** Writes the address on the clipboard at `range`, in the brackets that stand there. */
export async function insertAddress(range: vscode.Range): Promise<void> {
  const address = (await vscode.env.clipboard.readText()).trim();
  const editor = vscode.window.activeTextEditor;
  if (!/^https?:\/\/[^\s()]+$/.test(address)) {
    return void vscode.window.showInformationMessage('There is no web address on the clipboard. Copy it from the browser first.');
  }
  if (editor !== undefined) {
    const isBracketed = editor.document.getText(range).startsWith('(');
    await editor.edit((builder) => builder.replace(range, isBracketed ? `(${address})` : address));
  }
}
