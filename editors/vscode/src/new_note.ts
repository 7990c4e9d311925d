// Where an action adds a note, the author goes on writing in it: one undo takes away all that the action did.

import * as vscode from 'vscode';
import type { ResolveCodeActionSignature, ShowDocumentParams } from 'vscode-languageclient';

/** The command of the server that puts the cursor into a note that was added. */
const SHOW_NEW_NOTE = 'brief-ls.showNewNote';

/** The command that makes the edit of such an action and runs the command of the server. */
export const ADD_NOTE = 'brief-ls.addNote';

/** Has the editor make the edit of an action that adds a note by {@link addNote}: an edit of its own ends with an undo stop. */
export async function resolveIntoNewNote(
  action: vscode.CodeAction,
  token: vscode.CancellationToken,
  next: ResolveCodeActionSignature,
): Promise<vscode.CodeAction | null | undefined> {
  const resolved = await next(action, token);
  if (resolved?.edit !== undefined && resolved.command?.command === SHOW_NEW_NOTE) {
    resolved.command = { command: ADD_NOTE, title: '', arguments: [resolved.edit, resolved.command] };
    resolved.edit = new vscode.WorkspaceEdit();
  }
  return resolved;
}

/** Makes `edit`, which adds a note to one document, and has `show` put the cursor into the note. */
export async function addNote(edit: vscode.WorkspaceEdit, show: vscode.Command): Promise<void> {
  const [uri, edits] = edit.entries()[0] ?? [];
  const editor = vscode.window.activeTextEditor;
  const isHere = uri !== undefined && editor?.document.uri.toString() === uri.toString();
  if (isHere) {
    await editor.edit((builder) => edits?.forEach((one) => builder.replace(one.range, one.newText)), {
      undoStopBefore: true,
      undoStopAfter: false,
    });
  } else {
    await vscode.workspace.applyEdit(edit);
  }
  await vscode.commands.executeCommand(show.command, ...(show.arguments ?? []));
}

/** Writes the space behind the opener of a note without text, once the cursor is there, and offers sources. */
export async function writeInNewNote(shown: ShowDocumentParams): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined || shown.selection === undefined || !editor.selection.isEmpty) {
    return;
  }
  const cursor = editor.selection.active;
  const line = editor.document.lineAt(cursor.line).text;
  // Other places that the server shows are the beginnings of lines.
  if (cursor.character === 0 || cursor.character !== line.length || /\s$/.test(line)) {
    return;
  }
  await editor.edit((builder) => builder.insert(cursor, ' '), { undoStopBefore: false, undoStopAfter: true });
  await vscode.commands.executeCommand('editor.action.triggerSuggest');
}
