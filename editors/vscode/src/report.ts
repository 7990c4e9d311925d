import path from 'node:path';

import * as vscode from 'vscode';

import { activeBrief } from './active';
import { askTarget, nameOf, wordsOf } from './documents';
import type { Server } from './server';

/** The panel of a report, by the URI of its brief. */
const panels = new Map<string, vscode.WebviewPanel>();

/** Shows the report on a brief beside it. A second call shows it anew in the same panel. */
export async function showReport(server: Server): Promise<void> {
  const active = activeBrief(server);
  if (active === undefined) {
    return;
  }
  const { document } = active.editor;
  const page = await wordsOf(() => server.run(['report', '-', '--stdin-name', nameOf(document)], document.getText()));
  if (page === undefined) {
    return;
  }
  const uri = document.uri.toString();
  const panel = panels.get(uri) ?? newPanel(uri, `Report: ${path.posix.basename(document.uri.path)}`);
  // The page has no script and loads nothing: the panel may do neither.
  panel.webview.html = page.text;
  panel.reveal(undefined, true);
}

function newPanel(uri: string, title: string): vscode.WebviewPanel {
  const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
  const panel = vscode.window.createWebviewPanel('brief-ls.report', title, place, {
    enableScripts: false,
    enableFindWidget: true,
    localResourceRoots: [],
  });
  panels.set(uri, panel);
  panel.onDidDispose(() => panels.delete(uri));
  return panel;
}

/** Writes the report as a page for a browser, where the author says. */
export async function saveReport(server: Server): Promise<void> {
  const active = activeBrief(server);
  if (active === undefined) {
    return;
  }
  const { document } = active.editor;
  const name = nameOf(document);
  const target = await askTarget(document, '-report.html', { 'Web page': ['html'] });
  if (target === undefined) {
    return;
  }
  const page = await wordsOf(() => server.run(['report', '-', '--stdin-name', name], document.getText()));
  if (page !== undefined) {
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(page.text));
    await offerToOpen(target);
  }
}

async function offerToOpen(target: vscode.Uri): Promise<void> {
  const open = 'Open in a browser';
  const name = path.posix.basename(target.path);
  if ((await vscode.window.showInformationMessage(`${name} is written.`, open)) === open) {
    await vscode.env.openExternal(target);
  }
}
