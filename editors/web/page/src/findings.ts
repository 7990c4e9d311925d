// What is wrong with the brief: underlined in the text, and listed.

import { setDiagnostics } from '@codemirror/lint';
import type { Diagnostic, PublishDiagnosticsParams } from 'vscode-languageserver-protocol';

import { button, element, fill, span } from './dom';
import type { Editor } from './editor';

const SEVERITIES = ['error', 'warning', 'info', 'hint'] as const;
const WORDS = { error: 'Error', warning: 'Warning', info: 'Note', hint: 'Hint' };

/** Ours are plain text (LSP 3.18 has Markdown too). */
function message({ message }: Diagnostic): string {
  return typeof message === 'string' ? message : message.value;
}

function severity(diagnostic: Diagnostic): (typeof SEVERITIES)[number] {
  return SEVERITIES[(diagnostic.severity ?? 1) - 1] ?? 'info';
}

/** Shows what the server found. `act` asks what can be done about a finding. */
export function showFindings(
  editor: Editor,
  { uri, diagnostics }: PublishDiagnosticsParams,
  act: (diagnostic: Diagnostic) => void,
): void {
  if (uri !== editor.uri) return;
  const marks = diagnostics.map((diagnostic) => ({
    from: editor.offset(diagnostic.range.start),
    to: editor.offset(diagnostic.range.end),
    severity: severity(diagnostic),
    message: message(diagnostic),
  }));
  editor.view.dispatch(setDiagnostics(editor.view.state, marks));
  element('findings-tab').textContent = `Findings (${diagnostics.length})`;
  const items = diagnostics.map((diagnostic) => item(editor, diagnostic, act));
  fill(element('findings'), items, 'Nothing to report.');
}

function item(editor: Editor, diagnostic: Diagnostic, act: (diagnostic: Diagnostic) => void): HTMLElement {
  const line = diagnostic.range.start.line + 1;
  const place = span('place', `${WORDS[severity(diagnostic)]}, line ${line}`);
  const made = document.createElement('li');
  made.className = `item ${severity(diagnostic)}`;
  const go = button([place, document.createTextNode(message(diagnostic))], () => editor.goTo(diagnostic.range));
  const fix = button('Fix…', () => act(diagnostic));
  fix.setAttribute('aria-label', `Fix… line ${line}: ${message(diagnostic)}`);
  made.append(go, fix);
  return made;
}
