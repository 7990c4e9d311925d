use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{Hover, HoverContents, HoverParams, MarkupContent, MarkupKind};

use crate::ide;
use crate::server::session::{Session, Snapshot};

/// LSP 3.17, `textDocument/hover`: Markdown, or plain text where the client takes nothing else.
pub async fn hover(session: &Session, params: HoverParams) -> Result<Option<Hover>> {
    let at = params.text_document_position_params;
    let question = move |brief: &Snapshot| {
        let hover = ide::hover(&brief.document, brief.offset(at.position))?;
        let (kind, value) = match brief.client.plain_hover {
            true => (MarkupKind::PlainText, hover.plain_text()),
            false => (MarkupKind::Markdown, hover.markdown),
        };
        Some(Hover {
            contents: HoverContents::Markup(MarkupContent { kind, value }),
            range: Some(brief.range(hover.span)),
        })
    };
    session.ask(&at.text_document.uri, question).await
}
