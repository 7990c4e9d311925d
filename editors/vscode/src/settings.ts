import * as vscode from 'vscode';

/** The section of the settings. */
export const SECTION = 'brief-ls';

/** Settings of the extension itself, which the server does not know. */
const OWN = ['path', 'trace'];

/** The level of a rule that is left to the profile. */
const AS_IN_PROFILE = 'default';

/** The path of the program that the author has set; empty for none. */
export function programPath(): string {
  return vscode.workspace.getConfiguration(SECTION).get('path', '');
}

/** The settings below the section as the server takes them. */
export function forServer(settings: unknown): unknown {
  if (!isTable(settings)) {
    return settings;
  }
  const entries = Object.entries(settings).filter(([key, value]) => !OWN.includes(key) && isSet(value));
  return Object.fromEntries(entries.map(([key, value]) => [key, key === 'rules' ? levels(value) : value]));
}

/** What is empty in the settings is not set, and left to a `brief-ls.toml` or the server. */
function isSet(value: unknown): boolean {
  return value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
}

function levels(rules: unknown): unknown {
  if (!isTable(rules)) {
    return rules;
  }
  return Object.fromEntries(Object.entries(rules).filter(([, level]) => level !== AS_IN_PROFILE));
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
