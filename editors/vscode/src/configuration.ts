import * as vscode from 'vscode';
import type { DocumentSelector, LanguageClientOptions } from 'vscode-languageclient/node';

const SECTION = 'brief-ls';

/** Settings of the extension itself: the server knows nothing of them. */
const OWN_SETTINGS = ['path', 'trace'];

/** Plain text has the name of many files that are no brief, so it is asked for by file name. */
const BRIEFS: DocumentSelector = [
  { language: 'markdown' },
  { language: 'quarto' },
  { language: 'rmarkdown' },
  { language: 'rmd' },
  { language: 'plaintext', pattern: '**/*.{txt,text}' },
  { language: 'plaintext', scheme: 'untitled' },
];

export function programPath(): string {
  return vscode.workspace.getConfiguration(SECTION).get('path', 'brief-ls');
}

export function clientOptions(log: vscode.LogOutputChannel): LanguageClientOptions {
  return {
    documentSelector: BRIEFS,
    outputChannel: log,
    diagnosticPullOptions: { onChange: true, onTabs: false },
    synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher('**/brief-ls.toml') },
    middleware: {
      workspace: {
        configuration: async (params, token, next) => {
          const answers = await next(params, token);
          return Array.isArray(answers) ? answers.map(withoutOwnSettings) : answers;
        },
      },
    },
  };
}

function withoutOwnSettings(settings: unknown): unknown {
  if (typeof settings !== 'object' || settings === null) {
    return settings;
  }
  const entries = Object.entries(settings).filter(([key]) => !OWN_SETTINGS.includes(key));
  return Object.fromEntries(entries);
}
