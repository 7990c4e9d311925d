use std::path::PathBuf;

use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::lsp_types::{
    PrepareRenameResponse, RenameParams, TextDocumentPositionParams, Url, WorkspaceEdit,
};

use crate::ide::{self, FileEdits, NotRenamed, Renamed};
use crate::server::compute::compute;
use crate::server::convert::{Changed, workspace_edit};
use crate::server::session::{Reader, Session, Snapshot};

/// LSP 3.17, `LSPErrorCodes.RequestFailed`: the message is for the user.
const REQUEST_FAILED: i64 = -32803;

/// Why nothing is renamed where briefs may be missing.
const NOT_ALL_READ: &str =
    "Other files may have this name, and reading them was cancelled: reload the workspace first.";

/// LSP 3.17, `textDocument/prepareRename`: the range of the name, and the name.
pub async fn prepare_rename(
    session: &Session,
    params: TextDocumentPositionParams,
) -> Result<Option<PrepareRenameResponse>> {
    let position = params.position;
    let response = |at: &Snapshot, renamed: Renamed| PrepareRenameResponse::RangeWithPlaceholder {
        range: at.range(renamed.span),
        placeholder: renamed.name,
    };
    if let Some(open) = session.bibliography(&params.text_document.uri) {
        let question = move || {
            let (_, bibliography) = open.bibliography()?;
            let renamed = ide::prepare_rename_entry(bibliography, open.offset(position))?;
            Some(response(&open, renamed))
        };
        return compute(question).await;
    }
    let question = move |brief: &Snapshot| {
        let renamed = ide::prepare_rename(&brief.document, brief.offset(position))?;
        Some(response(brief, renamed))
    };
    session.ask(&params.text_document.uri, question).await
}

/// LSP 3.17, `textDocument/rename`. Where other files may have the name too, all briefs are read before.
///
/// # Errors
/// `RequestFailed`, with the reason, where nothing can be called so.
pub async fn rename(session: &Session, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
    let at = params.text_document_position;
    let (uri, position, name) = (at.text_document.uri, at.position, params.new_name);
    // What is open is taken before anything is waited for: the position is one of the text as it is now.
    let reader = session.reader();
    let path = uri.to_file_path().ok();
    let is_entry = session.bibliography(&uri).is_some();
    let reaches = move |brief: &Snapshot| {
        let offset = brief.offset(position);
        Some(ide::reaches_other_files(&brief.document, offset))
    };
    match path {
        Some(path) if is_entry || session.ask(&uri, reaches).await? == Some(true) => {
            let asked = Asked {
                path,
                is_entry,
                name,
            };
            let (index, workspace, _) = session.workspace().await;
            if index.disk().cancelled {
                return Err(failed(NOT_ALL_READ));
            }
            let renamed = compute(move || {
                let offset = reader.open(&asked.path)?.offset(position);
                let workspace = reader.overlaid(&workspace, &asked.path);
                Some(across(&reader, &workspace, offset, &asked))
            });
            renamed.await?.transpose().map_err(refused)
        }
        _ => within(session, &uri, at.position, name).await,
    }
}

/// A rename of what other files name too.
struct Asked {
    path: PathBuf,
    /// Whether the file is a bibliography.
    is_entry: bool,
    name: String,
}

fn across(
    reader: &Reader,
    workspace: &crate::index::Workspace,
    offset: usize,
    asked: &Asked,
) -> std::result::Result<WorkspaceEdit, NotRenamed> {
    let Asked {
        path,
        is_entry,
        name,
    } = asked;
    let files = match is_entry {
        true => ide::rename_entry(path, offset, name, workspace, reader)?,
        false => ide::rename_across(path, offset, name, workspace, reader)?,
    };
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
        text: Some(&file.text),
        edits: &file.edits,
    });
    let changed: Vec<_> = changed.collect();
    Ok(workspace_edit(
        reader.client(),
        &label(name),
        false,
        &changed,
    ))
}

/// The rename of what one brief alone has.
async fn within(
    session: &Session,
    uri: &Url,
    position: tower_lsp::lsp_types::Position,
    name: String,
) -> Result<Option<WorkspaceEdit>> {
    let question = move |brief: &Snapshot| {
        let edits = ide::rename(&brief.document, brief.offset(position), &name);
        let edit = |edits| {
            let changed = Changed {
                uri: &brief.uri,
                version: Some(brief.version),
                text: Some(brief.document.text()),
                edits: &edits,
            };
            workspace_edit(&brief.client, &label(&name), false, &[changed])
        };
        Some(edits.map(edit))
    };
    let renamed = session.ask(uri, question).await?;
    renamed.transpose().map_err(refused)
}

fn label(name: &str) -> String {
    format!("Rename to {name}")
}

fn refused(reason: NotRenamed) -> Error {
    failed(&reason.to_string())
}

fn failed(why: &str) -> Error {
    Error {
        code: ErrorCode::ServerError(REQUEST_FAILED),
        message: why.to_owned().into(),
        data: None,
    }
}
