import type MarkdownIt from 'markdown-it';
import footnote from 'markdown-it-footnote';

/** Has the Markdown preview show footnotes: numbered by first citation, below the text, with links back. */
export function withFootnotes(md: MarkdownIt): MarkdownIt {
  md.use(footnote);
  // A note that is cited again has the same number, as GitHub and Pandoc print it.
  md.renderer.rules.footnote_caption = (tokens, index) => `[${Number(tokens[index]?.meta.id) + 1}]`;
  return md;
}
