import type { TextDocument } from 'vscode';
import type { DocumentSelector } from 'vscode-languageclient';

/** Languages of briefs, whatever the name of the file. `rmd` and `rmarkdown` are both in use. */
const LANGUAGES = ['markdown', 'brief', 'quarto', 'rmarkdown', 'rmd'];

/** Files that are briefs by their names, whatever their language. */
const BRIEFS = '**/*.{txt,text,brief,qmd,rmd,Rmd,RMD}';

/** Bibliographies that are no BibTeX have these names by custom; the server reads those that a brief names anyway. */
const BIBLIOGRAPHIES = '**/{references,refs,bibliography}.{json,yml,yaml}';

/** The documents that the server is told of, of those with a scheme of `schemes`. */
export function documentSelector(schemes: readonly string[]): DocumentSelector {
  const within = (scheme: string): DocumentSelector => [
    ...LANGUAGES.map((language) => ({ scheme, language })),
    { scheme, language: 'plaintext', pattern: BRIEFS },
    { scheme, language: 'bibtex' },
    { scheme, pattern: BIBLIOGRAPHIES },
  ];
  return [...schemes.flatMap(within), { scheme: 'untitled', language: 'plaintext' }];
}

/** Whether `document` may be a brief. */
export function isBrief(document: TextDocument): boolean {
  const named = /\.(txt|text|brief|qmd|rmd)$/i.test(document.uri.path);
  const isText = document.languageId === 'plaintext' && (named || document.isUntitled);
  return document.uri.scheme !== 'output' && (LANGUAGES.includes(document.languageId) || isText);
}
