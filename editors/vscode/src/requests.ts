// The server's own requests; docs/sources.md describes their answers.

import type { TextDocument } from 'vscode';
import { ExecuteCommandRequest, RequestType, TextDocumentPositionParams } from 'vscode-languageclient';
import type {
  BaseLanguageClient,
  Command,
  Location,
  Range,
  TextDocumentIdentifier,
} from 'vscode-languageclient';

interface DocumentParams {
  textDocument: TextDocumentIdentifier;
}

/** How long a brief is, and what it cites. */
export interface Counts {
  words: number;
  wordsWithNotes: number;
  notes: number;
  sources: number;
}

/** A source that a note cites. */
export interface Citation {
  range: Range;
  /** CSL-JSON. */
  item: CslItem;
  /** The source among those of the brief: citations of one source have the same number. */
  source: number | null;
  /** How often the brief cites it, with the references back to it. */
  times: number;
  /** The other briefs that cite it. */
  elsewhere: string[];
}

/** The fields of CSL-JSON that are shown. */
export interface CslItem {
  type?: string;
  title?: string;
  author?: { family?: string; given?: string; literal?: string }[];
  issued?: { 'date-parts'?: (number | string)[][]; literal?: string; raw?: string };
  URL?: string;
  DOI?: string;
  'container-title'?: string;
}

/** Words that lead back to a source. */
export interface BackReference {
  range: Range;
  state: 'resolved' | 'dangling' | 'unknown';
  source: Range | null;
  notes: Range[];
}

/** A note with what it cites. */
export interface Note {
  label: string;
  number: number | null;
  range: Range;
  selectionRange: Range;
  state: 'cited' | 'unused' | 'duplicate';
  markers: Range[];
  citations: Citation[];
  backReferences: BackReference[];
}

/** A source that a brief cites by key and that its bibliography has. */
export interface CitedKey {
  /** Without `@`. */
  key: string;
  authors: string;
  year: number | null;
  /** As the citation style prints it. */
  printed: string;
}

/** How sources are copied. */
export type SourceFormat = 'bibtex' | 'csl-json' | 'formatted';

interface ExportParams extends DocumentParams {
  format: SourceFormat;
  /** The citation; without it, all of the brief. */
  range?: Range;
}

const SOURCES = new RequestType<DocumentParams, { notes: Note[] } | null, void>('brief-ls/sources');
const COUNTS = new RequestType<DocumentParams, Counts | null, void>('brief-ls/counts');
const CITED_KEYS = new RequestType<DocumentParams, CitedKey[] | null, void>('brief-ls/citedKeys');
const EXPORT = new RequestType<ExportParams, string | null, void>('brief-ls/export');

/** The notes of a brief in the order in which they are read. */
export async function notesOf(client: BaseLanguageClient, document: TextDocument): Promise<Note[]> {
  const answer = await client.sendRequest(SOURCES, params(client, document));
  return answer?.notes ?? [];
}

export async function countsOf(client: BaseLanguageClient, document: TextDocument): Promise<Counts | null> {
  return client.sendRequest(COUNTS, params(client, document));
}

export async function citedKeysOf(client: BaseLanguageClient, document: TextDocument): Promise<CitedKey[]> {
  return (await client.sendRequest(CITED_KEYS, params(client, document))) ?? [];
}

/** The sources of a brief, or the one at `range`, as text; null where there is none. */
export async function exported(
  client: BaseLanguageClient,
  document: TextDocument,
  format: SourceFormat,
  range?: Range,
): Promise<string | null> {
  return client.sendRequest(EXPORT, { ...params(client, document), format, range });
}

/** Where `brief-ls.nextNote`, `brief-ls.previousNote` or `brief-ls.acrossNote` leads from a position. */
export async function placeFrom(
  client: BaseLanguageClient,
  command: string,
  at: TextDocumentPositionParams,
): Promise<Location | null> {
  return client.sendRequest(ExecuteCommandRequest.type, { command, arguments: [at] });
}

/** Runs a command of the server. */
export async function execute(client: BaseLanguageClient, command: Command): Promise<void> {
  await client.sendRequest(ExecuteCommandRequest.type, command);
}

function params(client: BaseLanguageClient, document: TextDocument): DocumentParams {
  return { textDocument: client.code2ProtocolConverter.asTextDocumentIdentifier(document) };
}
