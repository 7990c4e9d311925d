//! Reads what a request has to know of other files than its own: as the editor has them, else as the disk does.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tower_lsp::lsp_types::Url;

use crate::bibliography::{Bibliography, BibliographyFormat};
use crate::ide::Files;
use crate::index::{Document, Workspace};
use crate::server::abilities::Abilities;
use crate::text::Text;
use crate::workspace::{Configurations, kind, read_found};

use super::open::DocumentRole;
use super::workspace_snapshot::WorkspaceSnapshot;
use super::{Session, Snapshot};

/// The files of the workspace at one moment.
pub struct WorkspaceFiles {
    briefs: Vec<Snapshot>,
    bibliographies: Vec<Snapshot>,
    configurations: Configurations,
    client: Arc<Abilities>,
    workspace_snapshot: WorkspaceSnapshot,
}

impl Session {
    /// A reader to which what is open stays as it is now.
    pub fn reader(&self) -> WorkspaceFiles {
        let client = self.abilities();
        let state = self.state();
        let workspace_snapshot = self.workspace_snapshot(&state);
        let snapshots = |is_asked: fn(&DocumentRole) -> bool| -> Vec<Snapshot> {
            let open = state.documents.iter().filter(|(_, it)| is_asked(&it.role));
            let snapshot = |(uri, open): (&Url, &super::OpenDocument)| {
                open.snapshot(uri, &client, workspace_snapshot.clone())
            };
            open.map(snapshot).collect()
        };
        WorkspaceFiles {
            briefs: snapshots(|role| matches!(role, DocumentRole::Brief(Some(_)))),
            bibliographies: snapshots(|role| matches!(role, DocumentRole::Bibliography(_))),
            configurations: state.configurations(),
            client: client.clone(),
            workspace_snapshot,
        }
    }
}

impl WorkspaceFiles {
    /// What the editor has open at `path`.
    pub fn open(&self, path: &Path) -> Option<&Snapshot> {
        at(&self.briefs, path).or_else(|| at(&self.bibliographies, path))
    }

    /// What the client can do.
    pub fn client(&self) -> &Abilities {
        &self.client
    }

    /// `workspace` with what is open, and with the file at `asked`, wherever it is.
    pub fn overlaid(&self, workspace: &Workspace, asked: &Path) -> Workspace {
        self.workspace_snapshot.overlaid(workspace, asked)
    }
}

impl Files for WorkspaceFiles {
    fn brief(&self, path: &Path) -> Result<Document, String> {
        if let Some(open) = at(&self.briefs, path) {
            return Ok(open.clone().with_context().document);
        }
        let kind = kind(path).ok_or("is not a brief")?;
        let configured = self.configurations.of(path);
        let dialect = configured.dialect();
        let document = Document::new(text(path)?, kind, dialect);
        Ok(self
            .workspace_snapshot
            .add_context(document, path, &configured))
    }

    fn bibliography(&self, path: &Path) -> Result<Arc<Bibliography>, String> {
        if let Some((_, open)) = at(&self.bibliographies, path).and_then(Snapshot::bibliography) {
            return Ok(Arc::new(open.clone()));
        }
        let format = BibliographyFormat::of(path).ok_or("is not a bibliography")?;
        let path: PathBuf = path.into();
        let text = text(&path)?;
        Ok(Arc::new(Bibliography::read(path, text, format)))
    }
}

fn at<'a>(open: &'a [Snapshot], path: &Path) -> Option<&'a Snapshot> {
    open.iter().find(|it| it.path() == Some(path))
}

fn text(path: &Path) -> Result<Text, String> {
    let text = read_found(path).map_err(|error| error.to_string())?;
    Ok(Text::new(&text))
}
