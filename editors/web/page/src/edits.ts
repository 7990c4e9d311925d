// Changes that the server makes: in the brief, or in a file beside it.

import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver-protocol';

import type { BriefLs } from '../../src/index';
import type { Editor } from './editor';

const CHANGED = 2;

export async function apply(server: BriefLs, editor: Editor, edit: WorkspaceEdit): Promise<void> {
  for (const [uri, edits] of Object.entries(byDocument(edit))) {
    if (uri === editor.uri) editor.edit(edits);
    else await applyToFile(server, uri, edits);
  }
}

function byDocument(edit: WorkspaceEdit): Record<string, TextEdit[]> {
  const edits: Record<string, TextEdit[]> = { ...edit.changes };
  for (const change of edit.documentChanges ?? []) {
    if ('textDocument' in change) edits[change.textDocument.uri] = change.edits as TextEdit[];
  }
  return edits;
}

/** The configuration, or a bibliography. */
async function applyToFile(server: BriefLs, uri: string, edits: TextEdit[]): Promise<void> {
  const path = decodeURIComponent(new URL(uri).pathname);
  const before = new TextDecoder().decode((await server.readFile(path)) ?? new Uint8Array());
  const lines = before.split('\n');
  const starts = lines.map((_, line) => lines.slice(0, line).reduce((sum, text) => sum + text.length + 1, 0));
  const offset = ({ line, character }: TextEdit['range']['start']) => (starts[line] ?? before.length) + character;
  const fromTheEnd = [...edits].sort((a, b) => offset(b.range.start) - offset(a.range.start));
  const after = fromTheEnd.reduce(
    (text, { range, newText }) => text.slice(0, offset(range.start)) + newText + text.slice(offset(range.end)),
    before,
  );
  await server.writeFiles({ [path]: after });
  server.notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type: CHANGED }] });
}
