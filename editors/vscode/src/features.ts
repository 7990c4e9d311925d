import * as vscode from 'vscode';

import { adoptPandocFiles } from './adopt';
import { cleanUp, exportWord, importDocument, mergeBriefs } from './convert';
import { footnote, goToNote } from './footnote';
import { showMenu } from './menu';
import { ADD_NOTE, addNote } from './new_note';
import { plainTextPreview, preview } from './preview';
import { insertAddress, PASTE_ADDRESS, suppress, SUPPRESS } from './quick_fixes';
import { registerRefactorings } from './refactorings';
import { saveReport, showReport } from './report';
import { explainRule, rulesOf } from './rules';
import { openSample } from './sample';
import type { Server } from './server';
import { registerCopies } from './sources/copy';
import { SourcesView } from './sources/view';
import { statusItem } from './status';

const WALKTHROUGH = 'brief-ls.brief-ls#brief-ls.first-steps';

/** Registers all that the extension has beside the language client. */
export function registerFeatures(context: vscode.ExtensionContext, server: Server, log: vscode.LogOutputChannel): void {
  const view = new SourcesView(server, context.workspaceState);
  const rules = rulesOf(context.extension.packageJSON);
  const commands: Record<string, (...args: never[]) => unknown> = {
    [ADD_NOTE]: addNote,
    [PASTE_ADDRESS]: insertAddress,
    [SUPPRESS]: (actions: vscode.CodeAction[]) => suppress(server, actions),
    'brief-ls.footnote': () => footnote(server),
    'brief-ls.goToNextNote': () => goToNote(server, 'brief-ls.nextNote'),
    'brief-ls.goToPreviousNote': () => goToNote(server, 'brief-ls.previousNote'),
    'brief-ls.goAcross': () => goToNote(server, 'brief-ls.acrossNote'),
    'brief-ls.menu': () => showMenu(server),
    'brief-ls.preview': () => preview(server),
    'brief-ls.report': () => showReport(server),
    'brief-ls.saveReport': () => saveReport(server),
    'brief-ls.import': (file?: vscode.Uri) => importDocument(server, file),
    'brief-ls.exportWord': () => exportWord(server),
    'brief-ls.merge': (_: unknown, files?: vscode.Uri[]) => mergeBriefs(server, files),
    'brief-ls.cleanUp': () => cleanUp(server),
    'brief-ls.explainRule': () => explainRule(server, rules),
    'brief-ls.openSample': () => openSample(),
    'brief-ls.restart': () => server.restart(),
    'brief-ls.showLog': () => log.show(),
    'brief-ls.openSettings': () => openSettings(),
    'brief-ls.openWalkthrough': () =>
      vscode.commands.executeCommand('workbench.action.openWalkthrough', WALKTHROUGH, false),
  };
  context.subscriptions.push(
    adoptPandocFiles(),
    plainTextPreview(server),
    statusItem(server),
    view.register(),
    ...registerCopies(server, view),
    ...registerRefactorings(server),
    ...Object.entries(commands).map(([name, run]) => vscode.commands.registerCommand(name, run)),
  );
}

function openSettings(): Thenable<unknown> {
  return vscode.commands.executeCommand('workbench.action.openSettings', '@ext:brief-ls.brief-ls');
}
