//! Reads what the notes of the briefs of a workspace cite.

use std::panic::AssertUnwindSafe;
use std::path::Path;
use std::sync::Arc;

use crate::index::{Brief, CitedSources, Document, Workspace};
use crate::text::Text;

use super::{Loader, kind, read_found, side_by_side, threads};

impl Loader {
    /// Reads the notes of the briefs of `workspace` whose notes are not read yet, and gives each brief what it
    /// cites. Takes half of the machine, as nobody may wait for it; `progress` hears how many of how many are read.
    pub fn read_cited(&self, workspace: &Workspace, progress: &(dyn Fn(usize, usize) + Sync)) {
        let briefs = workspace.iter();
        let unread: Vec<_> = briefs
            .filter(|(_, brief)| brief.cited.get().is_none())
            .collect();
        let progress = |done| progress(done, unread.len());
        let read = |(path, brief): &(&Arc<Path>, &Brief)| {
            // A fault of this program in one file keeps no other file from being read.
            let cited = std::panic::catch_unwind(AssertUnwindSafe(|| self.cited(path)));
            let _ = brief.cited.set(cited.ok().flatten().unwrap_or_default());
        };
        let threads = (threads() / 2).max(1);
        side_by_side(&unread, threads, &self.cancelled, &progress, read);
    }

    /// What the brief at `path` cites; none if it is there no longer.
    fn cited(&self, path: &Path) -> Option<CitedSources> {
        let configured = self.configurations.of(path);
        let dialect = configured.config.dialect.unwrap_or_default();
        let text = Text::new(&read_found(path).ok()?);
        Some(CitedSources::of(&Document::new(text, kind(path)?, dialect)))
    }
}
