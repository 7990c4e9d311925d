import * as vscode from 'vscode';

import type { Output } from './server';

/** The name under which the command line is told of a document: its path, or one that says its kind. */
export function nameOf(document: vscode.TextDocument): string {
  if (document.uri.scheme === 'file') {
    return document.uri.fsPath;
  }
  return document.languageId === 'plaintext' ? 'untitled.txt' : 'untitled.md';
}

/** Asks where the file that is made of a document is written: beside it, with `ending` in place of its own. */
export function askTarget(
  document: vscode.TextDocument,
  ending: string,
  filters: Record<string, string[]>,
): Thenable<vscode.Uri | undefined> {
  const defaultUri = vscode.Uri.file(nameOf(document).replace(/\.[^./\\]*$/, '') + ending);
  return vscode.window.showSaveDialog({ defaultUri, filters });
}

/** What a command writes; where it fails, the author is told why, and it is nothing. */
export async function wordsOf(command: () => Promise<Output>): Promise<Output | undefined> {
  try {
    return await command();
  } catch (error) {
    void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

/** Opens a new document with `content`, and says what there is to say of it. */
export async function openNew(language: string, content: string, remarks = ''): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language, content });
  await vscode.window.showTextDocument(document);
  if (remarks !== '') {
    void vscode.window.showInformationMessage(remarks);
  }
}
