// The footnote key: from the text into a note, which is added where there is none, and back behind the marker.

import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

import { activeBrief } from './active';
import { perform } from './code_actions';
import { notesOf, placeFrom } from './requests';
import type { Note } from './requests';
import type { Server } from './server';

const EXTRACT = 'refactor.extract.note';
const ADD = 'refactor.rewrite.addNote';
const INSERT = 'refactor.rewrite.insertNote';

/** Makes a note of the selection; goes from a note to behind its marker, and from a marker to its note; else adds a note. */
export async function footnote(server: Server): Promise<void> {
  const active = activeBrief(server);
  if (active === undefined) {
    return;
  }
  const { client, editor } = active;
  const { document, selection } = editor;
  if (!selection.isEmpty) {
    const isDone = await perform(client, document, selection, [EXTRACT]);
    return isDone ? undefined : refuse('Select part of a paragraph without footnote markers.');
  }
  const notes = await notesOf(client, document);
  const here = notes.find((note) => range(client, note.range).contains(selection.active));
  const cited = notes.find((note) => note.markers.some((one) => range(client, one).contains(selection.active)));
  if (here !== undefined) {
    await back(client, editor, here);
  } else if (cited !== undefined) {
    select(editor, endOfText(document, range(client, cited.range)));
  } else if (!(await perform(client, document, selection, [ADD, INSERT]))) {
    refuse('A footnote cannot be inserted here. Put the cursor behind a word of a paragraph.');
  }
}

/** Asks the server where to go from the cursor, and goes there. */
export async function goToNote(server: Server, command: string): Promise<void> {
  const active = activeBrief(server);
  if (active === undefined) {
    return;
  }
  const { client, editor } = active;
  const at = client.code2ProtocolConverter.asTextDocumentPositionParams(editor.document, editor.selection.active);
  const place = await placeFrom(client, command, at);
  if (place !== null) {
    select(editor, range(client, place.range).start);
  }
}

async function back(client: BaseLanguageClient, editor: vscode.TextEditor, note: Note): Promise<void> {
  const marker = note.markers[0];
  if (marker === undefined) {
    return refuse('No marker cites this note.');
  }
  select(editor, range(client, marker).end);
}

function endOfText(document: vscode.TextDocument, note: vscode.Range): vscode.Position {
  const text = document.getText(note);
  return document.positionAt(document.offsetAt(note.start) + text.trimEnd().length);
}

function select(editor: vscode.TextEditor, place: vscode.Position): void {
  editor.selection = new vscode.Selection(place, place);
  editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

function range(client: BaseLanguageClient, range: Parameters<typeof client.protocol2CodeConverter.asRange>[0]): vscode.Range {
  return client.protocol2CodeConverter.asRange(range) as vscode.Range;
}

function refuse(reason: string): void {
  void vscode.window.showWarningMessage(reason);
}
