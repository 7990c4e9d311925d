import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

import { isBrief } from './selector';
import type { Server } from './server';

/** The brief that the author looks at, with a server that knows it; otherwise says what is missing. */
export function activeBrief(server: Server): { client: BaseLanguageClient; editor: vscode.TextEditor } | undefined {
  const editor = vscode.window.activeTextEditor;
  const client = server.client;
  if (client === undefined) {
    void vscode.window.showWarningMessage(server.failure ?? 'brief-ls is still starting. Try again in a moment.');
  } else if (editor === undefined || !isBrief(editor.document)) {
    void vscode.window.showWarningMessage('Open a brief first: a Markdown or text file with footnotes.');
  } else {
    return { client, editor };
  }
  return undefined;
}
