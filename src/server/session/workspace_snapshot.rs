use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::check::CitedKeys;
use crate::index::{Document, Summary, Workspace};
use crate::workspace::{Configured, ContextProvider};

use super::index::{Disk, Index, OpenBriefs};

/// What is known of the workspace around a brief at one moment.
#[derive(Clone)]
pub struct WorkspaceSnapshot {
    /// The workspace folders.
    pub roots: Arc<[PathBuf]>,
    /// The revision of the index.
    pub revision: u64,
    /// The index, which goes on.
    pub index: Arc<Index>,
    /// The briefs as they are on the disk.
    pub disk: Disk,
    open: OpenBriefs,
}

impl WorkspaceSnapshot {
    /// What `index` knows now. Its revision is asked first: what changes meanwhile then has a later one.
    pub fn now(index: &Arc<Index>, roots: &Arc<[PathBuf]>) -> WorkspaceSnapshot {
        WorkspaceSnapshot {
            revision: index.revision(),
            disk: index.disk(),
            open: index.open_briefs(),
            roots: roots.clone(),
            index: index.clone(),
        }
    }

    /// Asks `look` where the brief at `path` stands, for which `configured` is set.
    pub fn with_provider<R>(
        &self,
        path: &Path,
        configured: &Configured,
        look: impl FnOnce(&ContextProvider<'_>) -> R,
    ) -> R {
        look(&ContextProvider {
            path,
            project: configured.project(&self.roots),
            library: &self.index.library,
            summary: &|path| self.summary(path),
            keys: &|| self.open.keys_beside(path, &self.disk.workspace),
            revision: self.revision,
        })
    }

    /// `document`, the brief at `path`, with what stands around it.
    pub fn add_context(
        &self,
        document: Document,
        path: &Path,
        configured: &Configured,
    ) -> Document {
        let context =
            self.with_provider(path, configured, |provider| provider.context_of(&document));
        document.with_context(Arc::new(context))
    }

    /// `workspace` with what is open, and with the brief at `asked`, wherever it is.
    pub fn overlaid(&self, workspace: &Workspace, asked: &Path) -> Workspace {
        let library = &self.index.library;
        self.open.over(workspace, library, &self.roots, asked)
    }

    /// The briefs of the workspace with what they cite, as far as that is read, and with the brief at `asked`.
    pub fn citing(&self, asked: &Path) -> Workspace {
        self.open.read_cited();
        self.overlaid(&self.disk.workspace, asked)
    }

    /// The keys that the briefs cite which use the bibliography at `path`; none as long as not all are read.
    pub fn cited_keys(&self, path: &Path) -> Option<CitedKeys> {
        let is_whole = self.disk.pending == 0 && !self.disk.cancelled;
        if !is_whole || !self.roots.iter().any(|root| path.starts_with(root)) {
            return None;
        }
        let open = self.overlaid(&Workspace::default(), path);
        Some(self.disk.workspace.cited_keys(path, &open))
    }

    fn summary(&self, path: &Path) -> Option<Arc<Summary>> {
        let closed = || Some(self.disk.workspace.get(path)?.summary.clone());
        self.open.summary(path).or_else(closed)
    }
}
