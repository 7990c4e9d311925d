import * as vscode from 'vscode';

import { isBrief } from './selector';
import type { Server } from './server';
import { findingsOf } from './status';

interface Entry extends vscode.QuickPickItem {
  command?: string;
}

/** What a click on the status item offers. */
export async function showMenu(server: Server): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  const brief = document !== undefined && isBrief(document) ? document : undefined;
  const forBrief = server.client !== undefined && brief !== undefined ? entriesForBrief(brief) : [];
  const entries: Entry[] = [
    ...forBrief,
    { label: 'Program', kind: vscode.QuickPickItemKind.Separator },
    { label: '$(debug-restart) Restart the server', command: 'brief-ls.restart' },
    { label: '$(output) Show the log', command: 'brief-ls.showLog' },
    { label: '$(gear) Settings', command: 'brief-ls.openSettings' },
    { label: '$(book) First steps', command: 'brief-ls.openWalkthrough' },
  ];
  const placeHolder = server.failure ?? 'What to do with this brief';
  const chosen = await vscode.window.showQuickPick(entries, { placeHolder });
  if (chosen?.command !== undefined) {
    await vscode.commands.executeCommand(chosen.command);
  }
}

function entriesForBrief(document: vscode.TextDocument): Entry[] {
  const count = findingsOf(document).length;
  return [
    { label: '$(warning) Show the findings', description: String(count), command: 'workbench.actions.view.problems' },
    { label: '$(wand) Apply all safe fixes', command: 'brief-ls.fixAll' },
    { label: 'Footnotes', kind: vscode.QuickPickItemKind.Separator },
    { label: '$(add) Insert footnote', command: 'brief-ls.footnote' },
    { label: '$(list-ordered) Renumber footnotes', command: 'brief-ls.renumber' },
    { label: '$(arrow-swap) Convert footnotes to Markdown', command: 'brief-ls.convertToMarkdown' },
    { label: 'Brief', kind: vscode.QuickPickItemKind.Separator },
    { label: '$(references) Show the sources', command: 'brief-ls.sources.focus' },
    { label: '$(open-preview) Preview', command: 'brief-ls.preview' },
    { label: '$(checklist) Report for the editor', command: 'brief-ls.report' },
    { label: '$(file-text) Export as a Word file', command: 'brief-ls.exportWord' },
  ];
}
