//! Reads what the briefs of the workspace cite, once all are known: that takes longer than finding them, and fewer
//! questions need it.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::index::Workspace;
use crate::server::compute::compute;

use super::progress::WorkProgress;
use super::{Index, Session};

/// The notes of so many briefs are read before a client could show how far it is, and asked without an index: each
/// time one is saved.
const FEW: usize = 20;

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

    /// The notes are read as far as they ever will be, unless another reading has begun. `indexed` is what was read,
    /// with an index.
    fn notes_read(&self, cancel: &Arc<AtomicBool>, indexed: Option<Workspace>) {
        if Arc::ptr_eq(&self.state().queue.notes, cancel) {
            self.index.change(|disk| {
                disk.citing = false;
                let indexed = indexed.filter(|indexed| indexed.is(&disk.workspace));
                disk.workspace = indexed.unwrap_or_else(|| disk.workspace.clone());
            });
        }
    }
}

async fn read(session: Arc<Session>, cancel: Arc<AtomicBool>) {
    let workspace = session.index.disk().workspace;
    let unread = workspace.iter();
    let unread = unread.filter(|(_, brief)| brief.cited.get().is_none());
    let unread = unread.count();
    let mut indexed = None;
    if unread > 0 {
        let progress = (unread > FEW).then(|| WorkProgress::begin(&session, "Reading notes"));
        let progress = Arc::new(progress);
        let loader = session.loader(cancel.clone());
        let told = progress.clone();
        let report = move |done, all| {
            if let Some(progress) = &*told {
                progress.report(done, all);
            }
        };
        let reading = move || {
            loader.read_cited(&workspace, &report);
            (workspace.unindexed() > FEW).then(|| workspace.indexed())
        };
        indexed = compute(reading).await.ok().flatten();
        if let Some(progress) = &*progress {
            progress.end();
        }
    }
    session.notes_read(&cancel, indexed);
}
