import type MarkdownIt from 'markdown-it';
import * as vscode from 'vscode';

import { registerFeatures } from './features';
import { withCitations } from './markdown/citations';
import { withFootnotes } from './markdown/footnotes';
import { NativeServer } from './node/native_server';
import { PreviewKeys } from './preview_keys';

let server: NativeServer | undefined;

/** What the Markdown preview takes from an extension. */
interface MarkdownExtension {
  extendMarkdownIt(md: MarkdownIt): MarkdownIt;
}

export function activate(context: vscode.ExtensionContext): MarkdownExtension {
  const log = vscode.window.createOutputChannel('brief-ls', { log: true });
  const started = new NativeServer(context, log);
  server = started;
  const keys = new PreviewKeys(started);
  registerFeatures(context, started, log);
  context.subscriptions.push(
    log,
    keys.register(),
    vscode.workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration('brief-ls.path')) {
        await started.restart();
      }
    }),
  );
  // The preview waits for what this returns, and needs no server.
  void started.start();
  return { extendMarkdownIt: (md) => withCitations(withFootnotes(md), keys.of) };
}

export async function deactivate(): Promise<void> {
  await server?.stop();
  server = undefined;
}
