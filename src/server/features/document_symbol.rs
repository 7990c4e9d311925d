use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{DocumentSymbolParams, DocumentSymbolResponse};

use crate::ide;
use crate::server::convert::{flat_symbols, nested_symbols};
use crate::server::session::{Session, Snapshot};

/// LSP 3.17, `textDocument/documentSymbol`: a tree, or a list for a client that knows no tree.
pub async fn document_symbol(
    session: &Session,
    params: DocumentSymbolParams,
) -> Result<Option<DocumentSymbolResponse>> {
    let question = |brief: &Snapshot| {
        let notes = brief.effective.config().outline.notes.unwrap_or(true);
        let symbols = ide::symbols(&brief.document, notes);
        Some(match brief.client.hierarchical_symbols {
            true => DocumentSymbolResponse::Nested(nested_symbols(brief, symbols)),
            false => DocumentSymbolResponse::Flat(flat_symbols(brief, symbols)),
        })
    };
    session.ask(&params.text_document.uri, question).await
}
