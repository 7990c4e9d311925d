use std::path::Path;
use std::sync::Arc;

use tower_lsp::lsp_types::Url;

use crate::index::Document;
use crate::server::abilities::Abilities;
use crate::text::Text;
use crate::workspace::{Configured, Loader, kind, read_found};

use super::Snapshot;
use super::workspace_snapshot::WorkspaceSnapshot;

/// Reads the briefs that are not open, one by one.
pub struct ClosedBriefs {
    /// Knows the workspace folders and what is set in them.
    pub loader: Loader,
    /// What the client can do.
    pub client: Arc<Abilities>,
    /// What is known of the workspace.
    pub workspace_snapshot: WorkspaceSnapshot,
}

impl ClosedBriefs {
    /// What is set for the brief at `path`.
    pub fn configured(&self, path: &Path) -> Arc<Configured> {
        self.loader.configurations.of(path)
    }

    /// The brief at `path`, with what stands around it; none where it cannot be read any more.
    pub fn read(&self, path: &Path) -> Option<Snapshot> {
        let configured = self.configured(path);
        let dialect = configured.dialect();
        let text = Text::new(&read_found(path).ok()?);
        let document = Document::new(text, kind(path)?, dialect);
        let snapshot = Snapshot::closed(
            Url::from_file_path(path).ok()?,
            path.to_owned(),
            document,
            configured,
            self.client.clone(),
            self.workspace_snapshot.clone(),
        );
        Some(snapshot.with_context())
    }
}
