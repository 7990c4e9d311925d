use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    DocumentFormattingParams, DocumentRangeFormattingParams, TextEdit, Url,
};

use crate::refactor;
use crate::server::convert::text_edits;
use crate::server::session::{Session, Snapshot};
use crate::text::Span;

/// LSP 3.17, `textDocument/formatting`: the notes alone. What the editor would indent with means nothing here.
pub async fn formatting(
    session: &Session,
    params: DocumentFormattingParams,
) -> Result<Option<Vec<TextEdit>>> {
    let within = |brief: &Snapshot| brief.document.text().span();
    format(session, &params.text_document.uri, within).await
}

/// LSP 3.17, `textDocument/rangeFormatting`: the notes that the range touches.
pub async fn range_formatting(
    session: &Session,
    params: DocumentRangeFormattingParams,
) -> Result<Option<Vec<TextEdit>>> {
    let range = params.range;
    let within =
        move |brief: &Snapshot| Span::new(brief.offset(range.start), brief.offset(range.end));
    format(session, &params.text_document.uri, within).await
}

async fn format(
    session: &Session,
    uri: &Url,
    within: impl FnOnce(&Snapshot) -> Span + Send + 'static,
) -> Result<Option<Vec<TextEdit>>> {
    let question = move |brief: &Snapshot| {
        let edits = refactor::format(&brief.document, within(brief));
        Some(text_edits(
            brief.document.text(),
            &edits,
            brief.client.encoding,
        ))
    };
    session.ask(uri, question).await
}
