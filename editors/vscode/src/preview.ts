import * as vscode from 'vscode';

import { activeBrief } from './active';
import { nameOf } from './documents';
import { withTitle } from './markdown/title_block';
import type { Server } from './server';

/** The scheme of plain-text briefs as Markdown. */
const SCHEME = 'brief-ls-preview';

/** Waits until the author pauses, in milliseconds. */
const PAUSE = 500;

/** Shows a brief in the editor's Markdown preview beside it, a plain-text one in Markdown. */
export async function preview(server: Server): Promise<void> {
  const active = activeBrief(server);
  if (active === undefined) {
    return;
  }
  const { document } = active.editor;
  const isMarkdown = document.languageId === 'markdown';
  await vscode.commands.executeCommand('markdown.showPreviewToSide', isMarkdown ? document.uri : asMarkdown(document.uri));
}

/** Has plain-text briefs read in Markdown, as long as the preview shows them. */
export function plainTextPreview(server: Server): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  let timer: NodeJS.Timeout | undefined;
  return vscode.Disposable.from(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) => content(server, uri),
    }),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      clearTimeout(timer);
      timer = setTimeout(() => changed.fire(asMarkdown(document.uri)), PAUSE);
    }),
  );
}

/** The document of the preview carries the URI of the brief as its query, and the ending of Markdown. */
function asMarkdown(brief: vscode.Uri): vscode.Uri {
  return vscode.Uri.from({ scheme: SCHEME, path: `${brief.path}.md`, query: brief.toString() });
}

async function content(server: Server, uri: vscode.Uri): Promise<string> {
  const brief = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri.query));
  const args = ['convert', '-', '--to', 'markdown', '--stdin-name', nameOf(brief)];
  try {
    return withTitle((await server.run(args, brief.getText())).text);
  } catch {
    // A brief that cannot be converted is shown as it is, line by line.
    return brief.getText().replace(/^/gm, '    ');
  }
}
