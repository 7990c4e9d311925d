// Word files and PDFs into briefs, briefs into Word files, several briefs into one, pasted text into a clean brief.

import path from 'node:path';

import * as vscode from 'vscode';

import { activeBrief } from './active';
import { askTarget, nameOf, openNew, wordsOf } from './documents';
import type { Server } from './server';

/** Opens a Word file or PDF as a new brief in Markdown; `file` is that of a menu. */
export async function importDocument(server: Server, file?: vscode.Uri): Promise<void> {
  const [chosen] = file === undefined ? ((await choose({ 'Word files and PDFs': ['docx', 'pdf'] }, false)) ?? []) : [file];
  if (chosen === undefined) {
    return;
  }
  const title = `Reading ${path.basename(chosen.fsPath)}`;
  const place = { location: vscode.ProgressLocation.Notification, title };
  const brief = await vscode.window.withProgress(place, () =>
    wordsOf(() => server.run(['convert', chosen.fsPath, '--to', 'markdown'])),
  );
  if (brief !== undefined) {
    await openNew('markdown', brief.text, brief.remarks);
  }
}

/** Writes the brief as a Word file with footnotes, where the author says. */
export async function exportWord(server: Server): Promise<void> {
  const active = activeBrief(server);
  if (active === undefined) {
    return;
  }
  const { document } = active.editor;
  const name = nameOf(document);
  const target = await askTarget(document, '.docx', { 'Word file': ['docx'] });
  if (target === undefined) {
    return;
  }
  const args = ['convert', '-', '--to', 'docx', '-o', target.fsPath, '--force', '--stdin-name', name];
  const done = await wordsOf(() => server.run(args, document.getText()));
  if (done !== undefined) {
    const remarks = done.remarks === '' ? '' : ` ${done.remarks}`;
    void vscode.window.showInformationMessage(`${path.basename(target.fsPath)} is written.${remarks}`);
  }
}

/** Joins briefs into a new one; `files` are those of a menu, in its order. */
export async function mergeBriefs(server: Server, files?: vscode.Uri[]): Promise<void> {
  const several = files !== undefined && files.length > 1 ? files : undefined;
  const chosen = several ?? (await choose({ Briefs: ['md', 'markdown', 'txt', 'qmd', 'rmd', 'Rmd', 'brief'] }, true)) ?? [];
  if (chosen.length < 2) {
    return chosen.length === 1 ? void vscode.window.showInformationMessage('Choose two or more briefs.') : undefined;
  }
  const merged = await wordsOf(() => server.run(['merge', ...chosen.map((one) => one.fsPath)]));
  if (merged !== undefined) {
    await openNew('markdown', merged.text, merged.remarks);
  }
}

/** Makes Markdown of text that was pasted from a PDF or a page: the selection, or the whole document. */
export async function cleanUp(server: Server): Promise<void> {
  const active = activeBrief(server);
  if (active === undefined) {
    return;
  }
  const { editor } = active;
  const { document, selection } = editor;
  const last = document.lineAt(document.lineCount - 1).range.end;
  const range = selection.isEmpty ? new vscode.Range(new vscode.Position(0, 0), last) : selection;
  const args = ['convert', '-', '--to', 'markdown', '--stdin-name', 'pasted.txt'];
  const clean = await wordsOf(() => server.run(args, document.getText(range)));
  if (clean === undefined) {
    return;
  }
  await editor.edit((builder) => builder.replace(range, clean.text));
  if (document.isUntitled && selection.isEmpty) {
    await vscode.languages.setTextDocumentLanguage(document, 'markdown');
  }
  if (clean.remarks !== '') {
    void vscode.window.showInformationMessage(clean.remarks);
  }
}

async function choose(filters: Record<string, string[]>, canSelectMany: boolean): Promise<vscode.Uri[] | undefined> {
  return vscode.window.showOpenDialog({ filters, canSelectMany });
}
