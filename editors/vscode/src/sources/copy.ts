import * as vscode from 'vscode';

import { exported } from '../requests';
import type { SourceFormat } from '../requests';
import type { Server } from '../server';
import { plural } from '../status';
import type { Row } from './tree';
import type { SourcesView } from './view';

const FORMATS: [command: string, format: SourceFormat][] = [
  ['copyBibtex', 'bibtex'],
  ['copyCslJson', 'csl-json'],
  ['copyFormatted', 'formatted'],
];

/** Commands that copy a source of the view, or all of the brief where no row is given. */
export function registerCopies(server: Server, view: SourcesView): vscode.Disposable[] {
  return FORMATS.map(([command, format]) =>
    vscode.commands.registerCommand(`brief-ls.${command}`, async (row?: Row) => {
      const document = view.shown;
      if (server.client === undefined || document === undefined) {
        return void vscode.window.showWarningMessage(server.failure ?? 'Open a brief first.');
      }
      const text = await exported(server.client, document, format, row?.citation?.range);
      if (text === null || text === '') {
        return void vscode.window.showInformationMessage('The notes cite no source.');
      }
      await vscode.env.clipboard.writeText(text);
      const copied = row?.citation === undefined ? 'All sources are' : 'The source is';
      const lines = text.trimEnd().split('\n').length;
      vscode.window.setStatusBarMessage(`${copied} on the clipboard (${plural(lines, 'line')}).`, 5000);
    }),
  );
}
