import * as vscode from 'vscode';
import { DocumentSymbolRequest, SymbolKind } from 'vscode-languageclient';
import type { BaseLanguageClient, DocumentSymbol, Range } from 'vscode-languageclient';

import type { Citation, Note } from '../requests';
import { noteName, noteRemark, referenceRemark, remarks, shortForm, states } from './rows';
import type { Grouping, SourceState } from './rows';

/** A row of the view. */
export interface Row {
  label: string;
  description: string;
  /** All of the title, where the label is cut. */
  title?: string;
  icon: string;
  /** Whether something is to be mended. */
  isFaulty: boolean;
  range: Range;
  /** The citation, of a row that can be copied. */
  citation?: Citation;
  children: Row[];
}

const ICONS: Record<SourceState, string> = {
  placeholder: 'error',
  'no address': 'link',
  'no date': 'calendar',
  complete: 'pass',
};

/** What the view shows of a brief. */
export class SourceTree {
  constructor(
    private readonly client: BaseLanguageClient,
    private readonly document: vscode.TextDocument,
    private readonly notes: readonly Note[],
  ) {}

  async rows(grouping: Grouping): Promise<Row[]> {
    switch (grouping) {
      case 'note':
        return this.notes.map((note) => this.noteRow(note));
      case 'source':
        return this.bySource();
      case 'section':
        return this.bySection();
    }
  }

  private noteRow(note: Note): Row {
    const children = [
      ...note.citations.map((citation) => this.citationRow(citation)),
      ...note.backReferences.map((reference): Row => ({
        label: this.textAt(reference.range),
        description: referenceRemark(reference),
        icon: reference.state === 'resolved' ? 'reply' : 'question',
        isFaulty: reference.state === 'dangling',
        range: reference.range,
        children: [],
      })),
    ];
    children.sort((a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character);
    const isFaulty = note.state !== 'cited' || children.some((child) => child.isFaulty);
    const [only] = children.length === 1 ? children : [];
    const name = noteName(note);
    // A note that cites one source is one row.
    return only !== undefined && noteRemark(note) === ''
      ? { ...only, label: `${note.number ?? name}. ${only.label}` }
      : { label: name, description: noteRemark(note), icon: 'note', isFaulty, range: note.range, children };
  }

  private citationRow(citation: Citation): Row {
    const found = states(citation.item, this.hasPlaceholder(citation.range));
    const [first = 'complete'] = found;
    return {
      label: shortForm(citation.item),
      description: remarks(citation, found),
      title: citation.item.title,
      icon: ICONS[first],
      isFaulty: first === 'placeholder',
      range: citation.range,
      citation,
      children: [],
    };
  }

  private bySource(): Row[] {
    const groups = new Map<number | string, { citation: Citation; notes: Note[] }>();
    for (const note of this.notes) {
      for (const citation of note.citations) {
        const key = citation.source ?? `${citation.range.start.line}:${citation.range.start.character}`;
        const group = groups.get(key) ?? { citation, notes: [] };
        groups.set(key, { ...group, notes: [...group.notes, note] });
      }
    }
    const rows = [...groups.values()].map(({ citation, notes }): Row => {
      const places = notes.length > 1 ? notes : [];
      const children = places.map((note): Row => ({
        label: noteName(note),
        description: '',
        icon: 'note',
        isFaulty: false,
        range: note.range,
        children: [],
      }));
      return { ...this.citationRow(citation), children };
    });
    return rows.sort((a, b) => a.label.localeCompare(b.label));
  }

  private async bySection(): Promise<Row[]> {
    const sections = await this.sections();
    const groups = new Map<string, Row>();
    for (const note of this.notes) {
      const line = note.markers[0]?.start.line;
      const section = sections.filter((one) => line !== undefined && one.range.start.line <= line).pop();
      const label = section?.name ?? (line === undefined ? 'Without a marker' : 'Before the first heading');
      const range = section?.selectionRange ?? note.range;
      const group = groups.get(label) ?? { label, description: '', icon: 'symbol-string', isFaulty: false, range, children: [] };
      group.children.push(this.noteRow(note));
      groups.set(label, group);
    }
    return [...groups.values()];
  }

  /** The headings of the brief by place: the outline has them as strings, and notes as numbers. */
  private async sections(): Promise<DocumentSymbol[]> {
    const textDocument = this.client.code2ProtocolConverter.asTextDocumentIdentifier(this.document);
    const symbols = await this.client.sendRequest(DocumentSymbolRequest.type, { textDocument });
    const nested = (symbols ?? []).filter((one): one is DocumentSymbol => 'range' in one);
    return flattened(nested).filter((one) => one.kind === SymbolKind.String);
  }

  private hasPlaceholder(range: Range): boolean {
    const here = this.client.protocol2CodeConverter.asRange(range);
    const found = vscode.languages.getDiagnostics(this.document.uri);
    return found.some((one) => one.code === 'placeholder-link' && here.intersection(one.range) !== undefined);
  }

  private textAt(range: Range): string {
    return this.document.getText(this.client.protocol2CodeConverter.asRange(range)).replace(/\s+/g, ' ');
  }
}

function flattened(symbols: readonly DocumentSymbol[]): DocumentSymbol[] {
  return symbols.flatMap((one) => [one, ...flattened(one.children ?? [])]);
}
