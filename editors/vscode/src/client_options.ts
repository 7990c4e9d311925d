import * as vscode from 'vscode';
import type { LanguageClientOptions, ShowDocumentParams } from 'vscode-languageclient';

import { resolveIntoNewNote, writeInNewNote } from './new_note';
import { provideQuickFixes } from './quick_fixes';
import { documentSelector } from './selector';
import { forServer } from './settings';

/** How a client speaks with the server, wherever that runs. */
export function clientOptions(log: vscode.LogOutputChannel, schemes: readonly string[]): LanguageClientOptions {
  return {
    documentSelector: documentSelector(schemes),
    outputChannel: log,
    diagnosticPullOptions: { onChange: true, onTabs: false },
    middleware: {
      provideCodeActions: provideQuickFixes,
      resolveCodeAction: resolveIntoNewNote,
      window: {
        showDocument: async (params, token, next) => {
          if (isRulePage(params)) {
            await vscode.commands.executeCommand('markdown.showPreview', vscode.Uri.parse(params.uri));
            return { success: true };
          }
          const shown = await next(params, token);
          await writeInNewNote(params);
          return shown;
        },
      },
      workspace: {
        configuration: async (params, token, next) => {
          const answers = await next(params, token);
          return Array.isArray(answers) ? answers.map(forServer) : answers;
        },
        // The server asks for its settings when it hears that they have changed, so they are not sent along.
        didChangeConfiguration: (_, next) => next(undefined),
      },
    },
  };
}

/** The server writes the page of a rule to the cache folder before it has it shown. */
function isRulePage(params: ShowDocumentParams): boolean {
  return /\/brief-ls\/rules\/[a-z-]+\.md$/.test(params.uri);
}
