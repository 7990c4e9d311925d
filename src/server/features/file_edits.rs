use tower_lsp::jsonrpc::{Error, ErrorCode};
use tower_lsp::lsp_types::{Url, WorkspaceEdit};

use crate::ide::FileEdits;
use crate::server::convert::{Changed, workspace_edit};
use crate::server::session::WorkspaceFiles;

/// LSP 3.17, `LSPErrorCodes.RequestFailed`: the message is for the user.
const REQUEST_FAILED: i64 = -32803;

/// The change of `files` as far as the client takes it: those that are open by the URI and the version that it has
/// for them. As [`workspace_edit`] for `label`.
pub(super) fn file_edits(
    reader: &WorkspaceFiles,
    label: &str,
    files: &[FileEdits],
) -> WorkspaceEdit {
    let uri = |file: &FileEdits| match reader.open(&file.path) {
        Some(open) => Some((open.uri.clone(), Some(open.version))),
        None => Some((Url::from_file_path(&file.path).ok()?, None)),
    };
    let named: Vec<_> = files
        .iter()
        .filter_map(|file| Some((uri(file)?, file)))
        .collect();
    let changed = named.iter().map(|((uri, version), file)| Changed {
        uri,
        version: *version,
        text: file.text.as_ref(),
        edits: &file.edits,
    });
    let changed: Vec<_> = changed.collect();
    workspace_edit(reader.client(), label, &changed)
}

/// The answer to a request that is refused, with the reason for the user.
pub(super) fn refused(reason: impl std::fmt::Display) -> Error {
    Error {
        code: ErrorCode::ServerError(REQUEST_FAILED),
        message: reason.to_string().into(),
        data: None,
    }
}
