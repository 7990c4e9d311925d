import * as vscode from 'vscode';

import type { Server } from './server';
import { findingsOf } from './status';

/** Shows the page of a rule: one of those whose findings the brief has, or any other. */
export async function explainRule(server: Server, rules: readonly RuleEntry[]): Promise<void> {
  if (server.client === undefined) {
    return void vscode.window.showWarningMessage(server.failure ?? 'brief-ls is still starting.');
  }
  const document = vscode.window.activeTextEditor?.document;
  const found = new Set((document === undefined ? [] : findingsOf(document)).map((one) => String(one.code)));
  const entry = ({ code, summary }: RuleEntry): vscode.QuickPickItem => ({
    label: code,
    description: found.has(code) ? 'in this brief' : '',
    detail: summary,
  });
  const [here, others] = [rules.filter((one) => found.has(one.code)), rules.filter((one) => !found.has(one.code))];
  const entries = [...here, ...others].map(entry);
  const chosen = await vscode.window.showQuickPick(entries, { placeHolder: 'A rule', matchOnDetail: true });
  if (chosen !== undefined) {
    await vscode.commands.executeCommand('brief-ls.explain', chosen.label);
  }
}

/** A rule as the settings name it. */
export interface RuleEntry {
  code: string;
  summary: string;
}

/** The rules, from the settings of the extension. */
export function rulesOf(manifest: unknown): RuleEntry[] {
  const sections = (manifest as Manifest).contributes.configuration;
  const properties = sections.flatMap((section) => Object.entries(section.properties));
  return properties.flatMap(([name, property]) => {
    const code = /^brief-ls\.rules\.(.+)$/.exec(name)?.[1];
    return code === undefined ? [] : [{ code, summary: property.description ?? '' }];
  });
}

interface Manifest {
  contributes: { configuration: { properties: Record<string, { description?: string }> }[] };
}
