// The headings of the brief, beside the text.

import type { LSPClient } from '@codemirror/lsp-client';
import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver-protocol';

import { button, element, fill } from './dom';
import type { Editor } from './editor';

export async function showOutline(client: LSPClient, editor: Editor): Promise<void> {
  const textDocument = { uri: editor.uri };
  const symbols = await client.request<object, DocumentSymbol[] | null>('textDocument/documentSymbol', { textDocument });
  fill(element('outline'), list(editor, symbols ?? []), 'No headings.');
}

/** Headings with those below them; notes have a list of their own. */
function list(editor: Editor, symbols: DocumentSymbol[]): HTMLElement[] {
  return symbols.filter(isHeading).map((symbol) => {
    const item = document.createElement('li');
    item.append(button(symbol.name, () => editor.goTo(symbol.selectionRange)));
    const below = list(editor, symbol.children ?? []);
    if (below.length > 0) {
      const children = document.createElement('ul');
      children.append(...below);
      item.append(children);
    }
    return item;
  });
}

function isHeading({ kind }: DocumentSymbol): boolean {
  return kind === SymbolKind.String || kind === SymbolKind.Namespace || kind === SymbolKind.Module;
}
