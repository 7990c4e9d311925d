use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{DocumentSymbolParams, DocumentSymbolResponse};

use crate::ide::{self, Symbol};
use crate::server::compute::compute;
use crate::server::convert::{flat_symbols, nested_symbols};
use crate::server::session::{Session, Snapshot};

/// LSP 3.17, `textDocument/documentSymbol`: a tree, or a list for a client that knows no tree.
pub async fn document_symbol(
    session: &Session,
    params: DocumentSymbolParams,
) -> Result<Option<DocumentSymbolResponse>> {
    let uri = &params.text_document.uri;
    if let Some(bibliography) = session.bibliography(uri) {
        let entries = move || {
            let (_, entries) = bibliography.bibliography()?;
            Some(shown(&bibliography, ide::entry_symbols(entries)))
        };
        return compute(entries).await;
    }
    let question = |brief: &Snapshot| {
        let notes = brief.configured.outlines_notes();
        Some(shown(brief, ide::symbols(&brief.document, notes)))
    };
    session.ask(uri, question).await
}

fn shown(snapshot: &Snapshot, symbols: Vec<Symbol>) -> DocumentSymbolResponse {
    match snapshot.client.hierarchical_symbols {
        true => DocumentSymbolResponse::Nested(nested_symbols(&snapshot.located(), symbols)),
        false => DocumentSymbolResponse::Flat(flat_symbols(&snapshot.located(), symbols)),
    }
}
