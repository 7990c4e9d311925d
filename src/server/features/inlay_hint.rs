use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    InlayHint, InlayHintLabel, InlayHintParams, InlayHintTooltip, MarkupContent, MarkupKind,
};

use crate::ide;
use crate::server::session::{Session, Snapshot};
use crate::text::Span;

/// LSP 3.17, `textDocument/inlayHint`: with the note as a tooltip.
pub async fn inlay_hint(
    session: &Session,
    params: InlayHintParams,
) -> Result<Option<Vec<InlayHint>>> {
    let range = params.range;
    let question = move |brief: &Snapshot| {
        if brief.configured.config.inlay_hints == Some(false) {
            return Some(Vec::new());
        }
        let within = Span::new(brief.offset(range.start), brief.offset(range.end));
        let hints = ide::inlay_hints(&brief.document, within).into_iter();
        Some(hints.map(|hint| to_protocol(brief, hint)).collect())
    };
    session.ask(&params.text_document.uri, question).await
}

fn to_protocol(brief: &Snapshot, hint: ide::InlayHint) -> InlayHint {
    InlayHint {
        position: brief.range(Span::at(hint.offset)).start,
        // Editors in a terminal set a hint apart by its colour alone.
        label: InlayHintLabel::String(format!("[{}]", hint.label)),
        kind: None,
        text_edits: None,
        tooltip: Some(InlayHintTooltip::MarkupContent(MarkupContent {
            kind: MarkupKind::Markdown,
            value: ide::readable(&hint.tooltip, brief.client.renders_links),
        })),
        padding_left: Some(true),
        padding_right: None,
        data: None,
    }
}
