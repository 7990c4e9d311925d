// What the server asks the page.

import { type LSPClient, LSPPlugin } from '@codemirror/lsp-client';
import type { ShowDocumentParams, ShowMessageRequestParams, WorkspaceEdit } from 'vscode-languageserver-protocol';

import type { BriefLs, FromServer } from '../../src/index';
import { choose, show } from './dialog';
import { apply } from './edits';
import type { Editor } from './editor';

export function answerServer(server: BriefLs, client: LSPClient, editor: Editor, settings: () => object): void {
  const handlers: Record<string, (params: never) => unknown> = {
    'workspace/configuration': () => [settings()],
    async 'workspace/applyEdit'({ edit }: { edit: WorkspaceEdit }) {
      await apply(server, editor, edit);
      client.sync();
      return { applied: true };
    },
    'window/showMessageRequest': ({ message, actions }: ShowMessageRequestParams) => choose(message, actions ?? []),
    'window/showDocument': (params: ShowDocumentParams) => showDocument(server, editor, params),
  };
  server.listen(({ id, method, params }: FromServer) => (id === undefined ? undefined : handlers[method]?.(params as never)));
}

/** Goes to a place in the brief, or shows another document: the page of a rule. */
async function showDocument(server: BriefLs, editor: Editor, { uri, selection }: ShowDocumentParams): Promise<object> {
  if (uri === editor.uri) {
    if (selection) editor.goTo(selection);
    return { success: true };
  }
  const file = await server.readFile(decodeURIComponent(new URL(uri).pathname));
  if (file === null) return { success: false };
  const page = document.createElement('div');
  const value = new TextDecoder().decode(file).replace(/^# (.*)\n/, '');
  page.innerHTML = LSPPlugin.get(editor.view)?.docToHTML({ kind: 'markdown', value }) ?? '';
  show(uri.replace(/^.*\/|\.md$/g, ''), [page]);
  return { success: true };
}
