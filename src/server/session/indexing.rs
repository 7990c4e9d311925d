//! Reads the workspace in the background: at the start, and what changes later. One task writes, in the order in
//! which changes came.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use crate::server::compute::compute;
use crate::workspace::{LoadedWorkspace, Loader};

use super::Session;
use super::progress::WorkProgress;

/// The queue of what is to be read.
#[derive(Default)]
pub struct IndexQueue {
    jobs: Option<UnboundedSender<Job>>,
    /// Stops the reading of the folders that is under way or waits.
    cancel: Arc<AtomicBool>,
    /// Stops the reading of notes that is under way.
    pub notes: Arc<AtomicBool>,
}

/// Something to read.
enum Job {
    /// All workspace folders.
    Folders(Arc<AtomicBool>),
    /// Files and folders that changed.
    Paths(Vec<PathBuf>),
}

impl Session {
    /// Begins to read the workspace folders.
    pub fn start_indexing(self: &Arc<Self>) {
        let (sender, jobs) = unbounded_channel();
        self.state().queue.jobs = Some(sender);
        tokio::spawn(work(self.clone(), jobs));
        self.start_refreshing();
        self.index_folders();
    }

    /// Has the workspace folders read anew; what is still under way ends.
    pub fn index_folders(&self) {
        let mut state = self.state();
        state.queue.cancel.store(true, Ordering::Relaxed);
        state.queue.cancel = Arc::default();
        let cancel = state.queue.cancel.clone();
        self.enqueue(&state.queue, Job::Folders(cancel));
    }

    /// Has files and folders read anew that may have changed, or may be gone.
    pub fn index_paths(&self, paths: Vec<PathBuf>) {
        if !paths.is_empty() {
            self.enqueue(&self.state().queue, Job::Paths(paths));
        }
    }

    /// The client wants the workspace to be read no further.
    pub fn cancel_indexing(&self) {
        let state = self.state();
        state.queue.cancel.store(true, Ordering::Relaxed);
        state.queue.notes.store(true, Ordering::Relaxed);
    }

    fn enqueue(&self, queue: &IndexQueue, job: Job) {
        let Some(jobs) = &queue.jobs else { return };
        self.index.change(|disk| disk.pending += 1);
        if jobs.send(job).is_err() {
            self.index.change(|disk| disk.pending -= 1);
        }
    }

    pub(super) fn loader(&self, cancelled: Arc<AtomicBool>) -> Loader {
        Loader {
            configurations: Arc::new(self.state().configurations()),
            library: self.index.library.clone(),
            cancelled,
        }
    }
}

/// Does what comes, one after the other.
async fn work(session: Arc<Session>, mut jobs: UnboundedReceiver<Job>) {
    while let Some(job) = jobs.recv().await {
        let loaded = match job {
            // What another reading has superseded while it waited is not begun.
            Job::Folders(cancelled) if cancelled.load(Ordering::Relaxed) => Ok(LoadedWorkspace {
                cancelled: true,
                ..LoadedWorkspace::default()
            }),
            Job::Folders(cancelled) => {
                session.index.change(|disk| disk.cancelled = false);
                let progress = Arc::new(WorkProgress::begin(&session, "Reading briefs"));
                let loader = session.loader(cancelled);
                let told = progress.clone();
                let load = move || loader.load(&|done, all| told.report(done, all));
                let loaded = compute(load).await;
                progress.end();
                loaded
            }
            Job::Paths(paths) => {
                let loader = session.loader(Arc::default());
                let workspace = session.index.disk().workspace;
                compute(move || loader.reload(&workspace, &paths)).await
            }
        };
        session.accept(loaded.ok());
        if session.index.disk().pending == 0 {
            session.read_notes();
        }
    }
}

impl Session {
    /// Takes what a job has read; where it failed or was cancelled, all stays as it was.
    fn accept(self: &Arc<Self>, loaded: Option<LoadedWorkspace>) {
        let whole = loaded.filter(|loaded| {
            let cancelled = loaded.cancelled;
            self.index.change(|disk| disk.cancelled |= cancelled);
            !cancelled
        });
        let Some(loaded) = whole else {
            self.index.change(|disk| disk.pending -= 1);
            return;
        };
        for skipped in &loaded.skipped {
            tracing::warn!("skipped in the workspace: {skipped}");
        }
        if let Some(first) = loaded.skipped.first() {
            let others = match loaded.skipped.len() - 1 {
                0 => String::new(),
                1 => ", and one more file".to_owned(),
                more => format!(", and {more} more files"),
            };
            self.client_sender
                .warn(format!("skipped in the workspace: {first}{others}"));
        }
        self.index.change(|disk| {
            disk.workspace = loaded.workspace;
            disk.pending -= 1;
            disk.citing = true;
        });
        self.context_changed();
    }

    /// Has what is shown of every open brief shown anew: what stands around it may be another.
    pub fn context_changed(self: &Arc<Self>) {
        self.index.bump_revision();
        for open in self.state().documents.values() {
            open.wake.notify_one();
        }
        self.refresh();
    }
}
