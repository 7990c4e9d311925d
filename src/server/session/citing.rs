//! Reads what the briefs of the workspace cite, once all are known: that takes longer than finding them, and fewer
//! questions need it.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::index::Workspace;
use crate::server::compute::compute;

use super::progress::Progress;
use super::{Index, Session};

impl Session {
    /// All briefs of the workspace with what they cite, once that is read, those that are open as they are in the
    /// editor.
    pub async fn citing_workspace(&self) -> (Arc<Index>, Workspace, Arc<[PathBuf]>) {
        let workspace = self.index.citing().await;
        (self.index.clone(), workspace, self.state().roots.clone())
    }

    /// Begins to read what the briefs cite whose notes are not read yet. What was under way before ends; what it
    /// has read stays.
    pub(super) fn read_notes(self: &Arc<Self>) {
        let cancel = Arc::new(AtomicBool::new(false));
        let before = std::mem::replace(&mut self.state().queue.notes, cancel.clone());
        before.store(true, Ordering::Relaxed);
        tokio::spawn(read(self.clone(), cancel));
    }

    /// The notes are read as far as they ever will be, unless another reading has begun.
    fn notes_read(&self, cancel: &Arc<AtomicBool>) {
        if Arc::ptr_eq(&self.state().queue.notes, cancel) {
            self.index.change(|disk| disk.citing = false);
        }
    }
}

async fn read(session: Arc<Session>, cancel: Arc<AtomicBool>) {
    let workspace = session.index.disk().workspace;
    let is_unread = |brief: &crate::index::Brief| brief.cited.get().is_none();
    if workspace.iter().any(|(_, brief)| is_unread(brief)) {
        let progress = Arc::new(Progress::begin(&session, "Reading notes"));
        let loader = session.loader(cancel.clone());
        let told = progress.clone();
        let read = move || loader.read_cited(&workspace, &|done, all| told.report(done, all));
        let _ = compute(read).await;
        progress.end();
    }
    session.notes_read(&cancel);
}
