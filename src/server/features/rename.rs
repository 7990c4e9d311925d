use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::lsp_types::{
    PrepareRenameResponse, RenameParams, TextDocumentPositionParams, WorkspaceEdit,
};

use crate::ide::{self, NotRenamed};
use crate::server::convert::{Changed, workspace_edit};
use crate::server::session::{Session, Snapshot};

/// LSP 3.17, `LSPErrorCodes.RequestFailed`: the message is for the user.
const REQUEST_FAILED: i64 = -32803;

/// LSP 3.17, `textDocument/prepareRename`: the range of the name, and the name.
pub async fn prepare_rename(
    session: &Session,
    params: TextDocumentPositionParams,
) -> Result<Option<PrepareRenameResponse>> {
    let question = move |brief: &Snapshot| {
        let renamed = ide::prepare_rename(&brief.document, brief.offset(params.position))?;
        Some(PrepareRenameResponse::RangeWithPlaceholder {
            range: brief.range(renamed.span),
            placeholder: renamed.name,
        })
    };
    session.ask(&params.text_document.uri, question).await
}

/// LSP 3.17, `textDocument/rename`.
///
/// # Errors
/// `RequestFailed`, with the reason, where nothing can be called so.
pub async fn rename(session: &Session, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
    let at = params.text_document_position;
    let name = params.new_name;
    let question = move |brief: &Snapshot| {
        let edits = ide::rename(&brief.document, brief.offset(at.position), &name);
        let edit = |edits| {
            let changed = Changed {
                uri: &brief.uri,
                version: Some(brief.version),
                text: Some(brief.document.text()),
                edits: &edits,
            };
            let label = format!("Rename to {name}");
            workspace_edit(&brief.client, &label, false, &[changed])
        };
        Some(edits.map(edit))
    };
    let renamed = session.ask(&at.text_document.uri, question).await?;
    renamed.transpose().map_err(refused)
}

fn refused(reason: NotRenamed) -> Error {
    Error {
        code: ErrorCode::ServerError(REQUEST_FAILED),
        message: reason.to_string().into(),
        data: None,
    }
}
