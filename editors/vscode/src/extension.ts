import type MarkdownIt from 'markdown-it';
import * as vscode from 'vscode';

import { registerFeatures } from './features';
import { withFootnotes } from './markdown/footnotes';
import { NativeServer } from './node/native_server';

let server: NativeServer | undefined;

/** What the Markdown preview takes from an extension. */
interface MarkdownExtension {
  extendMarkdownIt(md: MarkdownIt): MarkdownIt;
}

export function activate(context: vscode.ExtensionContext): MarkdownExtension {
  const log = vscode.window.createOutputChannel('brief-ls', { log: true });
  const started = new NativeServer(context, log);
  server = started;
  registerFeatures(context, started, log);
  context.subscriptions.push(
    log,
    vscode.workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration('brief-ls.path')) {
        await started.restart();
      }
    }),
  );
  // The preview waits for what this returns, and needs no server.
  void started.start();
  return { extendMarkdownIt: withFootnotes };
}

export async function deactivate(): Promise<void> {
  await server?.stop();
  server = undefined;
}
