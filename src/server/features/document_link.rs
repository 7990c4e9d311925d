use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{DocumentLink, DocumentLinkParams};

use crate::ide::{self, OutgoingLink};
use crate::server::session::{Session, Snapshot};

/// LSP 3.17, `textDocument/documentLink`: with a tooltip where the client shows one.
pub async fn document_link(
    session: &Session,
    params: DocumentLinkParams,
) -> Result<Option<Vec<DocumentLink>>> {
    let question = |brief: &Snapshot| {
        let link = |link: OutgoingLink| DocumentLink {
            range: brief.range(link.span),
            target: Some(link.target),
            tooltip: brief.client.link_tooltips.then_some(link.tooltip),
            data: None,
        };
        Some(ide::links(&brief.document).into_iter().map(link).collect())
    };
    session.ask(&params.text_document.uri, question).await
}
