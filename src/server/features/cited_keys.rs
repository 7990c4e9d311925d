use serde::Serialize;
use tower_lsp::jsonrpc::Result;

use crate::ide::{self, CitedKey};
use crate::server::session::{Session, Snapshot};

use super::sources::SourcesParams;

/// A source that a brief cites by key.
#[derive(Serialize)]
pub struct CitedKeyItem {
    key: String,
    authors: String,
    year: Option<i32>,
    printed: String,
}

/// `brief-ls/citedKeys`; docs/sources.md describes the answer. Null for a document that is not open.
pub async fn cited_keys(
    session: &Session,
    params: SourcesParams,
) -> Result<Option<Vec<CitedKeyItem>>> {
    let item = |cited: CitedKey| CitedKeyItem {
        key: cited.key.to_string(),
        authors: cited.authors,
        year: cited.year,
        printed: cited.printed,
    };
    let question = move |brief: &Snapshot| {
        let cited = ide::cited_keys(&brief.document).into_iter();
        Some(cited.map(item).collect())
    };
    session.ask(&params.text_document.uri, question).await
}
