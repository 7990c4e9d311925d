use serde::Serialize;
use tower_lsp::jsonrpc::Result;

use crate::ide::{self, PartCounts};
use crate::server::session::{Session, Snapshot};

use super::sources::SourcesParams;

/// How long a brief is, and what it cites.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CountsResponse {
    words: usize,
    words_with_notes: usize,
    notes: usize,
    sources: usize,
}

/// `brief-ls/counts`; docs/sources.md describes the answer. Null for a document that is not open.
pub async fn counts(session: &Session, params: SourcesParams) -> Result<Option<CountsResponse>> {
    let question = |brief: &Snapshot| {
        let ide::Counts {
            words,
            words_with_notes,
            notes,
            sources,
        } = PartCounts::of(&brief.document).total();
        Some(CountsResponse {
            words,
            words_with_notes,
            notes,
            sources,
        })
    };
    session.ask(&params.text_document.uri, question).await
}
