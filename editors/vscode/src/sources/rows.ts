// What the Sources view says of a source, and how it groups them: no editor here.

import type { BackReference, Citation, CslItem, Note } from '../requests';

/** How the view is ordered. */
export type Grouping = 'note' | 'source' | 'section';

/** What is to be said of a source. The first that applies is its icon. */
export type SourceState = 'placeholder' | 'no address' | 'no date' | 'complete';

/** The short form of a source: `Roe, Dams of the World, 2010`. */
export function shortForm(item: CslItem): string {
  const parts = [authors(item), shortened(item.title ?? item['container-title'] ?? ''), year(item)];
  const known = parts.filter((part) => part !== '');
  return known.length > 0 ? known.join(', ') : item.URL ?? item.DOI ?? 'Source without a title';
}

/** What is missing from a source; `hasPlaceholder` is whether a rule reports a placeholder in it. */
export function states(item: CslItem, hasPlaceholder: boolean): SourceState[] {
  const states: SourceState[] = [];
  if (hasPlaceholder) {
    states.push('placeholder');
  } else if (item.URL === undefined && item.DOI === undefined && isOnline(item)) {
    states.push('no address');
  }
  if (item.issued === undefined && !isLaw(item)) {
    states.push('no date');
  }
  return states.length > 0 ? states : ['complete'];
}

/** What is said behind the short form: `no date · cited 3 times · also in annex.md`. */
export function remarks(citation: Citation, states: readonly SourceState[]): string {
  const parts: string[] = states.filter((state) => state !== 'complete');
  if (citation.times > 1) {
    parts.push(citation.times === 2 ? 'cited twice' : `cited ${citation.times} times`);
  }
  const [first, ...others] = citation.elsewhere.map((path) => path.split(/[\\/]/).pop() ?? path);
  if (first !== undefined) {
    parts.push(others.length > 0 ? `also in ${first} and ${others.length} more` : `also in ${first}`);
  }
  return parts.join(' · ');
}

/** The name of a note: `Note 3`, or its label where readers do not see it. */
export function noteName(note: Note): string {
  if (note.number === null) {
    return note.label === '' ? 'Note' : `Note [^${note.label}]`;
  }
  const named = note.label !== '' && note.label !== String(note.number);
  return named ? `Note ${note.number} [^${note.label}]` : `Note ${note.number}`;
}

/** What is said behind the name of a note. */
export function noteRemark(note: Note): string {
  const isEmpty = note.citations.length + note.backReferences.length === 0;
  const parts = [
    note.state === 'unused' ? 'no marker' : '',
    note.state === 'duplicate' ? 'same label as another note' : '',
    isEmpty ? 'no source' : '',
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

/** What is said behind words that lead back. */
export function referenceRemark(reference: BackReference): string {
  return { resolved: '', dangling: 'leads nowhere', unknown: 'source not known' }[reference.state];
}

/** Pages of the web are found by their addresses alone. */
function isOnline(item: CslItem): boolean {
  return ['webpage', 'post', 'post-weblog'].includes(item.type ?? '');
}

function isLaw(item: CslItem): boolean {
  return ['legislation', 'legal_case', 'bill', 'treaty', 'hearing', 'regulation'].includes(item.type ?? '');
}

function authors(item: CslItem): string {
  const names = (item.author ?? []).map((one) => one.family ?? one.literal ?? one.given ?? '');
  const [first = '', second] = names;
  if (names.length > 2) {
    return `${first} et al.`;
  }
  return second === undefined ? first : `${first} and ${second}`;
}

function year(item: CslItem): string {
  const part = item.issued?.['date-parts']?.[0]?.[0];
  return part === undefined ? item.issued?.raw ?? item.issued?.literal ?? '' : String(part);
}

/** A side bar is narrow, and what a source lacks comes behind its title; a tooltip has all of it. */
function shortened(title: string): string {
  const LONGEST = 28;
  return title.length > LONGEST ? `${title.slice(0, LONGEST - 1).trimEnd()}…` : title;
}
