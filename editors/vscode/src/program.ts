import { execFile } from 'node:child_process';

import * as vscode from 'vscode';

/** Why `program` does not run, in the system's words; nothing if it does. */
export function cannotRun(program: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(program, ['--version'], (error) => resolve(error?.message));
  });
}

/** Shows what to do about a program that cannot be started. */
export async function explainCannotRun(program: string, reason: string): Promise<void> {
  const openSettings = 'Set its path';
  const retry = 'Try again';
  const message = reason.includes('ENOENT')
    ? `The program brief-ls was not found ("${program}"), so footnotes are not checked. ` +
      'Install it (see its README), or set brief-ls.path to its full path.'
    : `The program brief-ls ("${program}") cannot be started: ${reason}`;
  const choice = await vscode.window.showErrorMessage(message, openSettings, retry);
  if (choice === openSettings) {
    await vscode.commands.executeCommand('workbench.action.openSettings', 'brief-ls.path');
  } else if (choice === retry) {
    await vscode.commands.executeCommand('brief-ls.restart');
  }
}
