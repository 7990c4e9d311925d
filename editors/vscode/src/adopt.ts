import * as vscode from 'vscode';

/**
 * Has `.qmd` and `.Rmd` files read as Markdown where no other extension knows them. To contribute the endings to
 * Markdown would take them away from the extensions for Quarto and R.
 */
export function adoptPandocFiles(): vscode.Disposable {
  const adopt = (document: vscode.TextDocument): void => {
    if (document.languageId === 'plaintext' && /\.(qmd|rmd)$/i.test(document.uri.path)) {
      void vscode.languages.setTextDocumentLanguage(document, 'markdown');
    }
  };
  vscode.workspace.textDocuments.forEach(adopt);
  return vscode.workspace.onDidOpenTextDocument(adopt);
}
