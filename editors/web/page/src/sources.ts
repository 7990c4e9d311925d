// What the notes of the brief cite, note by note.

import type { LSPClient } from '@codemirror/lsp-client';
import type { Range } from 'vscode-languageserver-protocol';

import { button, element, fill, span } from './dom';
import type { Editor } from './editor';

/** An answer of `brief-ls/sources`; docs/sources.md describes it. */
interface Sources {
  notes: Note[];
}

interface Note {
  label: string;
  number: number | null;
  selectionRange: Range;
  state: 'cited' | 'unused' | 'duplicate';
  citations: { item: { title?: string; author?: Name[]; issued?: { 'date-parts'?: number[][] } } }[];
  backReferences: { state: 'resolved' | 'dangling' | 'unknown' }[];
}

interface Name {
  family?: string;
  literal?: string;
}

const STATES = { cited: '', unused: 'no marker', duplicate: 'second note of this label' };

export async function showSources(client: LSPClient, editor: Editor): Promise<void> {
  const textDocument = { uri: editor.uri };
  const sources = await client.request<object, Sources | null>('brief-ls/sources', { textDocument });
  const notes = sources?.notes ?? [];
  element('sources-tab').textContent = `Sources (${notes.length})`;
  const items = notes.map((note) => {
    const item = document.createElement('li');
    item.className = 'item';
    const place = span('place', ['Note ' + (note.number ?? note.label), STATES[note.state]].filter(Boolean).join(', '));
    item.append(button([place, document.createTextNode(text(note))], () => editor.goTo(note.selectionRange)));
    return item;
  });
  fill(element('sources'), items, 'No notes.');
}

function text({ citations, backReferences }: Note): string {
  const cited = citations.map(({ item }) => {
    const names = item.author?.map((name) => name.family ?? name.literal).join(', ');
    const year = item.issued?.['date-parts']?.[0]?.[0];
    return [names, item.title, year].filter(Boolean).join('. ');
  });
  if (cited.length > 0) return cited.join('; ');
  return backReferences.length > 0 ? 'Refers to an earlier note' : 'No source recognized';
}
