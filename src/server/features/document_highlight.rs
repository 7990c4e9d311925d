use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{DocumentHighlight, DocumentHighlightKind, DocumentHighlightParams};

use crate::ide;
use crate::server::session::{Session, Snapshot};

/// LSP 3.17, `textDocument/documentHighlight`: a marker reads its note, the note's head writes it.
pub async fn document_highlight(
    session: &Session,
    params: DocumentHighlightParams,
) -> Result<Option<Vec<DocumentHighlight>>> {
    let at = params.text_document_position_params;
    let question = move |brief: &Snapshot| {
        let places = ide::highlights(&brief.document, brief.offset(at.position));
        let highlight = |place: ide::Highlight| DocumentHighlight {
            range: brief.range(place.span),
            kind: Some(match place.is_definition {
                true => DocumentHighlightKind::WRITE,
                false => DocumentHighlightKind::READ,
            }),
        };
        Some(places.into_iter().map(highlight).collect())
    };
    session.ask(&at.text_document.uri, question).await
}
