import * as vscode from 'vscode';

import { activeBrief } from './active';
import { perform } from './code_actions';
import type { Server } from './server';

/** The commands for refactorings, their kinds of code action, and what to say where there is none. */
const REFACTORINGS: [command: string, kind: string, otherwise: string][] = [
  ['addMissingNote', 'refactor.rewrite.addNote', 'Put the cursor on a marker without a note.'],
  ['selectionToFootnote', 'refactor.extract.note', 'Select part of a paragraph without footnote markers.'],
  ['footnoteToInline', 'refactor.inline.note', 'Inline notes are for Pandoc: put the cursor on the one marker of a note.'],
  ['citationToKey', 'refactor.extract.bibliography', 'Put the cursor in a note that cites a source.'],
  ['keyToNote', 'refactor.inline.citation', 'Put the cursor on a citation such as [@roe2020].'],
  ['deleteFootnote', 'refactor.rewrite.deleteNote', 'Put the cursor on a marker or in its note.'],
  ['joinParagraph', 'refactor.rewrite.join', 'Put the cursor in a paragraph that footnotes split.'],
  ['renumber', 'refactor.rewrite.renumber', 'There are no numbered footnotes.'],
  ['moveFootnotesToEnd', 'refactor.rewrite.gather', 'There are no footnotes to move.'],
  ['moveFootnotesToSections', 'refactor.rewrite.layBySection', 'There are no footnotes to move.'],
  ['mergeIdenticalFootnotes', 'refactor.rewrite.mergeIdentical', 'There are no identical footnotes.'],
  ['convertToMarkdown', 'refactor.rewrite.convert.markdown', 'All footnotes are in this form.'],
  ['convertToSuperscript', 'refactor.rewrite.convert.superscript', 'All footnotes are in this form.'],
  ['convertToHtml', 'refactor.rewrite.convert.html', 'All footnotes are in this form.'],
  ['convertToInline', 'refactor.rewrite.convert.inline', 'All footnotes are in this form, or cannot be.'],
  ['convertToEndnotes', 'refactor.rewrite.convert.endnotes', 'All footnotes are in this form.'],
  ['fixAll', 'source.fixAll.brief-ls', 'No finding has a safe fix.'],
];

/** A command for each refactoring, by name. */
export function registerRefactorings(server: Server): vscode.Disposable[] {
  return REFACTORINGS.map(([command, kind, otherwise]) =>
    vscode.commands.registerCommand(`brief-ls.${command}`, async () => {
      const active = activeBrief(server);
      if (active === undefined) {
        return;
      }
      const { client, editor } = active;
      if (!(await perform(client, editor.document, editor.selection, [kind]))) {
        void vscode.window.showInformationMessage(otherwise);
      }
    }),
  );
}
