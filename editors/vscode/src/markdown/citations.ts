// Citations by key in the Markdown preview: `[see @roe2020, p. 4]` as `(see Roe 2020, p. 4)`, with the source as a tooltip.

import type MarkdownIt from 'markdown-it';
import type { Token } from 'markdown-it';

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
  md.core.ruler.push('brief-ls-citations', (state) => {
    const { currentDocument } = state.env as { currentDocument?: { toString(): string } };
    const keys = currentDocument === undefined ? undefined : keysOf(currentDocument.toString());
    if (keys === undefined || keys.size === 0) {
      return;
    }
    for (const block of state.tokens) {
      block.children = block.children?.flatMap((token) => printed(token, keys, state.Token, md.utils.escapeHtml)) ?? null;
    }
  });
  return md;
}

/** A text with its citations printed; any other token as it is. */
function printed(
  token: Token,
  keys: ReadonlyMap<string, Cited>,
  create: new (type: string, tag: string, nesting: 0) => Token,
  escape: (text: string) => string,
): Token[] {
  if (token.type !== 'text' || !token.content.includes('@')) {
    return [token];
  }
  const parts: Token[] = [];
  const add = (type: string, content: string): void => {
    const part = new create(type, '', 0);
    part.content = content;
    parts.push(part);
  };
  let end = 0;
  for (const match of token.content.matchAll(CITATION)) {
    const shown = match[1] === undefined ? inText(match[0], keys) : inBrackets(match[1], keys);
    if (shown !== undefined) {
      add('text', token.content.slice(end, match.index));
      add('html_inline', `<span class="brief-ls-citation" title="${escape(shown.title)}">${escape(shown.text)}</span>`);
      end = match.index + match[0].length;
    }
  }
  add('text', token.content.slice(end));
  return parts;
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
