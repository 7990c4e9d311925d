use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{Hover, HoverContents, HoverParams, MarkupContent, MarkupKind};

use crate::ide;
use crate::server::session::{Session, Snapshot};

/// LSP 3.17, `textDocument/hover`: Markdown, or plain text where the client takes nothing else.
pub async fn hover(session: &Session, params: HoverParams) -> Result<Option<Hover>> {
    let at = params.text_document_position_params;
    let question = move |brief: &Snapshot| {
        let offset = brief.offset(at.position);
        let alone = ide::hover(&brief.document, offset);
        let hover = match ide::source_here(&brief.document, offset) {
            Some(source) => {
                let (workspace, path) = (brief.citing_workspace(), brief.path_or_none());
                ide::source_hover(&workspace, path, &source, alone)?
            }
            None => alone?,
        };
        let markdown = ide::readable(&hover.markdown, brief.client.renders_links);
        let (kind, value) = match brief.client.plain_hover {
            true => (MarkupKind::PlainText, ide::plain_text(&markdown)),
            false => (MarkupKind::Markdown, markdown),
        };
        Some(Hover {
            contents: HoverContents::Markup(MarkupContent { kind, value }),
            range: Some(brief.range(hover.span)),
        })
    };
    session.ask(&at.text_document.uri, question).await
}
