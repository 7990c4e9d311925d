import * as vscode from 'vscode';

import type { Program } from './program';

/** Why the program does not run, in a sentence; `reason` is what the system says. */
export function sentence(program: Program, reason: string): string {
  if (!reason.includes('ENOENT')) {
    return `The program brief-ls ("${program.path}") cannot be started: ${reason}`;
  }
  return program.origin === 'the PATH'
    ? 'The program brief-ls was not found on the PATH, so footnotes are not checked. Choose its file.'
    : `The program "${program.path}" was not found, so footnotes are not checked. Choose its file.`;
}

/** Shows why the program does not run, and what to do about it. */
export async function offerRepair(failure: string): Promise<void> {
  const [choose, retry, help] = ['Choose the file', 'Try again', 'How to install it'];
  const choice = await vscode.window.showErrorMessage(failure, choose, retry, help);
  if (choice === choose) {
    await chooseFile();
  } else if (choice === retry) {
    await vscode.commands.executeCommand('brief-ls.restart');
  } else if (choice === help) {
    await vscode.commands.executeCommand('extension.open', 'brief-ls.brief-ls');
  }
}

/** The setting is one of the machine, which in a remote window is not the one of the user's settings. */
async function chooseFile(): Promise<void> {
  const [file] = (await vscode.window.showOpenDialog({ title: 'The program brief-ls', openLabel: 'Use this program' })) ?? [];
  if (file !== undefined) {
    await vscode.workspace
      .getConfiguration('brief-ls')
      .update('path', file.fsPath, vscode.ConfigurationTarget.Global);
  }
}
