use std::path::PathBuf;

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    PrepareRenameResponse, RenameParams, TextDocumentPositionParams, Url, WorkspaceEdit,
};

use crate::ide::{self, NotRenamed, Renamed};
use crate::server::compute::compute;
use crate::server::convert::{Changed, workspace_edit};
use crate::server::session::{Session, Snapshot, WorkspaceFiles};

use super::file_edits::{file_edits, refused};

/// Why nothing is renamed where briefs may be missing.
const NOT_ALL_READ: &str =
    "Other files may use this name, but loading the folder was canceled: reload the window first.";

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
                return Err(refused(NOT_ALL_READ));
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
    reader: &WorkspaceFiles,
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
    Ok(file_edits(reader, &label(name), &files))
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
            workspace_edit(&brief.client, &label(&name), &[changed])
        };
        Some(edits.map(edit))
    };
    let renamed = session.ask(uri, question).await?;
    renamed.transpose().map_err(refused)
}

fn label(name: &str) -> String {
    format!("Rename to {name}")
}
