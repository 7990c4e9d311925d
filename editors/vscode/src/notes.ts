import * as vscode from 'vscode';
import { ExecuteCommandRequest, LanguageClient, Location } from 'vscode-languageclient/node';

/** Asks the server where to go from the cursor, and goes there. */
export async function goToNote(client: LanguageClient | undefined, command: string): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (client === undefined || editor === undefined) {
    return;
  }
  const params = client.code2ProtocolConverter.asTextDocumentPositionParams(
    editor.document,
    editor.selection.active,
  );
  const request = { command: `brief-ls.${command}`, arguments: [params] };
  const location: Location | null = await client.sendRequest(ExecuteCommandRequest.type, request);
  if (location === null) {
    return;
  }
  const range = client.protocol2CodeConverter.asRange(location.range);
  editor.selection = new vscode.Selection(range.start, range.start);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
