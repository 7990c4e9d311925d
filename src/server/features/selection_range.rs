use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{SelectionRange, SelectionRangeParams};

use crate::ide;
use crate::server::session::{Session, Snapshot};
use crate::text::Span;

/// LSP 3.17, `textDocument/selectionRange`: for each position, the ranges around it, each with its parent.
pub async fn selection_range(
    session: &Session,
    params: SelectionRangeParams,
) -> Result<Option<Vec<SelectionRange>>> {
    let positions = params.positions;
    let question = move |brief: &Snapshot| {
        let around = |position| ide::selection(&brief.document, brief.offset(position));
        let all = positions.into_iter().map(around);
        all.map(|spans| nested(brief, &spans)).collect()
    };
    session.ask(&params.text_document.uri, question).await
}

/// The innermost of `spans`, within all the others; none for no span.
fn nested(brief: &Snapshot, spans: &[Span]) -> Option<SelectionRange> {
    spans.iter().rev().fold(None, |parent, span| {
        Some(SelectionRange {
            range: brief.range(*span),
            parent: parent.map(Box::new),
        })
    })
}
