import * as vscode from 'vscode';

import { countsOf } from './requests';
import { isBrief } from './selector';
import type { Server } from './server';

/** Waits until the author pauses, in milliseconds. */
const PAUSE = 400;

/** The item at the bottom of the window: how long the brief is, and how much is to be mended. */
export function statusItem(server: Server): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('brief-ls.status', vscode.StatusBarAlignment.Right, 90);
  item.name = 'brief-ls';
  item.command = 'brief-ls.menu';
  let timer: NodeJS.Timeout | undefined;
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void update(server, item), PAUSE);
  };
  later();
  return vscode.Disposable.from(
    item,
    new vscode.Disposable(() => clearTimeout(timer)),
    server.onDidChange(later),
    vscode.window.onDidChangeActiveTextEditor(later),
    vscode.languages.onDidChangeDiagnostics(later),
    vscode.workspace.onDidChangeTextDocument((change) => {
      if (change.document === vscode.window.activeTextEditor?.document) {
        later();
      }
    }),
  );
}

async function update(server: Server, item: vscode.StatusBarItem): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document === undefined || !isBrief(document)) {
    return item.hide();
  }
  if (server.client === undefined) {
    item.text = '$(warning) brief-ls';
    item.tooltip = server.failure ?? 'brief-ls is starting';
    item.accessibilityInformation = { label: `brief-ls: ${item.tooltip}` };
    return item.show();
  }
  const counts = await countsOf(server.client, document);
  if (counts === null) {
    return item.hide();
  }
  const findings = findingsOf(document).length;
  const parts = [plural(counts.words, 'word'), plural(counts.notes, 'note'), plural(findings, 'finding')];
  item.text = parts.join(' · ');
  item.tooltip =
    `${plural(counts.wordsWithNotes, 'word')} with notes, ${plural(counts.sources, 'source')}. Click for what can be done.`;
  item.accessibilityInformation = { label: `brief-ls: ${parts.join(', ')}. ${item.tooltip}` };
  item.show();
}

/** What brief-ls reports in a document. */
export function findingsOf(document: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(document.uri).filter((one) => one.source === 'brief-ls');
}

/** `2,444 words`. */
export function plural(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
