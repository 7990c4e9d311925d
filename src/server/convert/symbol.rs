use tower_lsp::lsp_types::{DocumentSymbol, Location, SymbolInformation, SymbolKind as LspKind};

use crate::ide::{Symbol, SymbolKind};

use super::place::Located;

/// Symbols with their children.
#[allow(
    deprecated,
    reason = "the protocol's type has a field that is replaced by tags"
)]
pub fn nested_symbols(document: &Located<'_>, symbols: Vec<Symbol>) -> Vec<DocumentSymbol> {
    let nested = |symbol: Symbol| DocumentSymbol {
        kind: symbol_kind(symbol.kind),
        name: symbol.name,
        detail: symbol.detail,
        tags: None,
        deprecated: None,
        range: document.range(symbol.span),
        selection_range: document.range(symbol.selection),
        children: (!symbol.children.is_empty()).then(|| nested_symbols(document, symbol.children)),
    };
    symbols.into_iter().map(nested).collect()
}

/// Symbols and their children in one list by place, each with the name of what it stands in.
pub fn flat_symbols(document: &Located<'_>, symbols: Vec<Symbol>) -> Vec<SymbolInformation> {
    let mut flat = Vec::new();
    flatten(document, symbols, None, &mut flat);
    flat
}

#[allow(
    deprecated,
    reason = "the protocol's type has a field that is replaced by tags"
)]
fn flatten(
    document: &Located<'_>,
    symbols: Vec<Symbol>,
    container: Option<&str>,
    flat: &mut Vec<SymbolInformation>,
) {
    for symbol in symbols {
        flat.push(SymbolInformation {
            name: symbol.name.clone(),
            kind: symbol_kind(symbol.kind),
            tags: None,
            deprecated: None,
            location: Location::new(document.uri.clone(), document.range(symbol.span)),
            container_name: container.map(str::to_owned),
        });
        flatten(document, symbol.children, Some(&symbol.name), flat);
    }
}

/// The protocol has kinds for programs only. Headings are of the kind that the Markdown of VS Code and other Markdown
/// servers give them; a note shows its number. Every client knows these (LSP 3.17, `DocumentSymbolClientCapabilities.symbolKind`).
pub fn symbol_kind(kind: SymbolKind) -> LspKind {
    match kind {
        SymbolKind::Title | SymbolKind::Section => LspKind::STRING,
        SymbolKind::Note => LspKind::NUMBER,
        SymbolKind::Notes => LspKind::ARRAY,
        SymbolKind::Entry => LspKind::CONSTANT,
    }
}
