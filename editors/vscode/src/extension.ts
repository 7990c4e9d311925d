import * as vscode from 'vscode';
import { LanguageClient } from 'vscode-languageclient/node';

import { clientOptions, programPath } from './configuration';
import { goToNote } from './notes';
import { cannotRun, explainCannotRun } from './program';

let client: LanguageClient | undefined;
let log: vscode.LogOutputChannel;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  log = vscode.window.createOutputChannel('brief-ls', { log: true });
  context.subscriptions.push(
    log,
    vscode.commands.registerCommand('brief-ls.goToNextNote', () => goToNote(client, 'nextNote')),
    vscode.commands.registerCommand('brief-ls.goToPreviousNote', () => goToNote(client, 'previousNote')),
    vscode.commands.registerCommand('brief-ls.goAcross', () => goToNote(client, 'acrossNote')),
    vscode.commands.registerCommand('brief-ls.restart', restart),
    vscode.commands.registerCommand('brief-ls.showLog', () => log.show()),
    vscode.workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration('brief-ls.path')) {
        await restart();
      }
    }),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
  client = undefined;
}

async function start(): Promise<void> {
  const program = programPath();
  const reason = await cannotRun(program);
  if (reason !== undefined) {
    log.error(reason);
    void explainCannotRun(program, reason);
    return;
  }
  const server = { command: program, args: ['server'] };
  client = new LanguageClient('brief-ls', 'brief-ls', server, clientOptions(log));
  await client.start();
}

async function restart(): Promise<void> {
  await deactivate();
  await start();
}
