use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{FoldingRange, FoldingRangeKind, FoldingRangeParams};

use crate::ide::{self, Fold, FoldKind};
use crate::server::convert::place::number;
use crate::server::session::{Session, Snapshot};

/// LSP 3.17, `textDocument/foldingRange`: whole lines, which clients with and without `lineFoldingOnly`
/// take. Notes are comments, so that an editor's command to fold all comments folds them.
pub async fn folding_range(
    session: &Session,
    params: FoldingRangeParams,
) -> Result<Option<Vec<FoldingRange>>> {
    let question = |brief: &Snapshot| {
        let folds = ide::folding(&brief.document);
        Some(folds.into_iter().map(range).collect())
    };
    session.ask(&params.text_document.uri, question).await
}

fn range(fold: Fold) -> FoldingRange {
    let notes = matches!(fold.kind, FoldKind::Notes | FoldKind::Note);
    FoldingRange {
        start_line: number(fold.first),
        end_line: number(fold.last),
        kind: notes.then_some(FoldingRangeKind::Comment),
        ..FoldingRange::default()
    }
}
