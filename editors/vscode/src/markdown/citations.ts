// Citations by key in the Markdown preview: `[see @roe2020, p. 4]` as `(see Roe 2020, p. 4)`, with the source as a tooltip.

import type MarkdownIt from 'markdown-it';

/** A source that is cited by key. */
export interface Cited {
  authors: string;
  year: number | null;
  /** As the citation style prints it. */
  printed: string;
}

/** What is known of the keys of a document, by its URI. */
export type KeysOf = (document: string) => ReadonlyMap<string, Cited>;

/** A key after its sign (Pandoc manual, "Citation syntax"): no punctuation at its end. */
const KEY = String.raw`(-?)@(?:\{([^{}\s]+)\}|([\p{L}\p{N}_](?:[\p{L}\p{N}_]|[:.#$%&\-+?<>~/](?=[\p{L}\p{N}_]))*))`;

/** A group in brackets, or a key in running text. */
const CITATION = new RegExp(String.raw`\[([^\[\]]*?@[^\[\]]+)\]|(?<![\p{L}\p{N}@.])${KEY}`, 'gu');

/** Has the preview print the citations whose keys are known. */
export function withCitations(md: MarkdownIt, keysOf: KeysOf): MarkdownIt {
  const escape = md.utils.escapeHtml;
  // The preview keeps what it has parsed, and names the document only where it renders.
  md.renderer.rules.text = (tokens, index, _, env: { currentDocument?: { toString(): string } }) => {
    const text = tokens[index]?.content ?? '';
    const document = env.currentDocument?.toString();
    return document === undefined || !text.includes('@') ? escape(text) : printed(text, keysOf(document), escape);
  };
  return md;
}

/** A text as HTML, with its citations printed. */
function printed(text: string, keys: ReadonlyMap<string, Cited>, escape: (text: string) => string): string {
  let html = '';
  let end = 0;
  for (const match of text.matchAll(CITATION)) {
    const shown = match[1] === undefined ? inText(match[0], keys) : inBrackets(match[1], keys);
    if (shown !== undefined) {
      html += escape(text.slice(end, match.index));
      html += `<span class="brief-ls-citation" title="${escape(shown.title)}">${escape(shown.text)}</span>`;
      end = match.index + match[0].length;
    }
  }
  return html + escape(text.slice(end));
}

interface Shown {
  text: string;
  title: string;
}

function inBrackets(group: string, keys: ReadonlyMap<string, Cited>): Shown | undefined {
  const titles: string[] = [];
  const text = group.replace(new RegExp(KEY, 'gu'), (written: string, minus: string, braced?: string, bare?: string) => {
    const cited = keys.get(braced ?? bare ?? '');
    if (cited === undefined) {
      return written;
    }
    titles.push(cited.printed);
    const year = cited.year === null ? '' : String(cited.year);
    return minus === '-' ? year : `${cited.authors} ${year}`.trim();
  });
  return titles.length === 0 ? undefined : { text: `(${text})`, title: titles.join(' · ') };
}

function inText(written: string, keys: ReadonlyMap<string, Cited>): Shown | undefined {
  const cited = keys.get(written.replace(/^-?@\{?|\}$/g, ''));
  if (cited === undefined) {
    return undefined;
  }
  const year = cited.year === null ? '' : ` (${cited.year})`;
  return { text: `${cited.authors}${year}`, title: cited.printed };
}
