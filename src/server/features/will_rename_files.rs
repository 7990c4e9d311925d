use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{RenameFilesParams, Url, WorkspaceEdit};

use crate::ide::{self, Move};
use crate::server::compute::compute;
use crate::server::session::Session;

use super::file_edits::file_edits;

/// LSP 3.17, `workspace/willRenameFiles`: what lets links follow the files. All briefs are read before; where that was
/// cancelled, nothing is changed.
pub async fn will_rename_files(
    session: &Session,
    params: RenameFilesParams,
) -> Result<Option<WorkspaceEdit>> {
    let path = |uri: &str| Url::parse(uri).ok()?.to_file_path().ok();
    let moves = params.files.iter().filter_map(|file| {
        Some(Move {
            from: path(&file.old_uri)?,
            to: path(&file.new_uri)?,
        })
    });
    let moves: Vec<Move> = moves.collect();
    let Some(first) = moves.first().map(|it| it.from.clone()) else {
        return Ok(None);
    };
    let reader = session.reader();
    let (index, workspace, _) = session.workspace().await;
    if index.disk().cancelled {
        return Ok(None);
    }
    compute(move || {
        let workspace = reader.overlaid(&workspace, &first);
        let files = ide::edits_for_moves(&moves, &workspace, &reader);
        let edit = file_edits(&reader, "Update links to moved files", &files);
        Some((!files.is_empty()).then_some(edit))
    })
    .await
    .map(Option::flatten)
}
