//! What the server knows of its client: the open documents, the settings. One writer, many snapshots.
//!
//! A notification changes the state under one lock, which nobody holds over an await, a disk read or a
//! parse; a request takes a [`Snapshot`] and asks that.

mod changes;
mod citing;
mod client_settings;
mod closed;
mod config_files;
mod configure;
mod files;
mod findings;
mod index;
mod indexing;
mod kind;
mod open;
mod progress;
mod publish;
mod published_tokens;
mod refresh;
mod revise;
mod sync;
#[cfg(test)]
mod testing;
mod workspace_files;
mod workspace_snapshot;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use tokio::sync::Notify;
use tower_lsp::Client;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{InitializeParams, Url};

use crate::config::Config;
use crate::index::Workspace;

use super::abilities::Abilities;
use super::transport::{ClientSender, ServingEnd};
use crate::workspace::{ConfigPlace, Configurations, Configured};

use config_files::ConfigFiles;
use index::Index;
use indexing::IndexQueue;
use open::{DocumentRole, OpenDocument};
use workspace_snapshot::WorkspaceSnapshot;

pub use client_settings::SECTION;
pub use closed::ClosedBriefs;
pub use configure::ConfigTarget;
pub use index::{PublishedBrief, PublishedWorkspace};
pub use open::Snapshot;
pub use progress::WorkProgress;
pub use published_tokens::PublishedTokens;
pub use workspace_files::WorkspaceFiles;

/// What the server knows of its client.
pub struct Session {
    state: Mutex<SessionState>,
    abilities: OnceLock<Arc<Abilities>>,
    /// What is known of the whole workspace.
    pub index: Arc<Index>,
    /// Makes requests to the client.
    pub client: Client,
    /// Has the client ask again.
    ask_again: Notify,
    /// How often the configuration was read again.
    reloads: AtomicU64,
    /// Takes notifications to the client.
    pub client_sender: ClientSender,
    /// Ends the server where the client is gone.
    pub end: ServingEnd,
}

#[derive(Default)]
struct SessionState {
    documents: HashMap<Url, OpenDocument>,
    files: ConfigFiles,
    /// The settings of `initialize`, which later ones stand upon.
    options: Config,
    /// The client's settings as a whole.
    settings: Config,
    /// The workspace folders.
    roots: Arc<[PathBuf]>,
    /// What is to be read of them.
    queue: IndexQueue,
    /// The last number given to an opening or a generation.
    count: u64,
}

impl Session {
    /// A session in which nothing has happened.
    pub fn new(client: Client, client_sender: ClientSender, end: ServingEnd) -> Session {
        Session {
            state: Mutex::default(),
            abilities: OnceLock::new(),
            index: Arc::default(),
            client,
            ask_again: Notify::new(),
            reloads: AtomicU64::new(0),
            client_sender,
            end,
        }
    }

    /// What the client can do.
    pub fn abilities(&self) -> Arc<Abilities> {
        self.abilities.get_or_init(Arc::default).clone()
    }

    /// Takes what the client says of itself, and its settings.
    pub fn initialize(&self, params: InitializeParams) -> Arc<Abilities> {
        let abilities = Arc::new(Abilities::new(&params.capabilities));
        let abilities = self.abilities.get_or_init(|| abilities).clone();
        let roots = roots(&params);
        let options = params.initialization_options.unwrap_or_default();
        let (options, faults) = client_settings::read(&options);
        faults
            .into_iter()
            .for_each(|fault| self.client_sender.warn(fault));
        let mut state = self.state();
        state.roots = roots.into();
        state.settings = options.clone();
        state.options = options;
        abilities
    }

    /// The brief that is open under `uri`, as it is now.
    pub fn brief(&self, uri: &Url) -> Option<Snapshot> {
        self.snapshot(uri, |role| matches!(role, DocumentRole::Brief(_)))
    }

    /// The bibliography that is open under `uri`, as it is now.
    pub fn bibliography(&self, uri: &Url) -> Option<Snapshot> {
        self.snapshot(uri, |role| matches!(role, DocumentRole::Bibliography(_)))
    }

    fn snapshot(&self, uri: &Url, is_asked: impl Fn(&DocumentRole) -> bool) -> Option<Snapshot> {
        let client = self.abilities();
        let state = self.state();
        let open = state.documents.get(uri).filter(|it| is_asked(&it.role))?;
        Some(open.snapshot(uri, &client, self.workspace_snapshot(&state)))
    }

    fn workspace_snapshot(&self, state: &SessionState) -> WorkspaceSnapshot {
        WorkspaceSnapshot::now(&self.index, &state.roots)
    }

    /// The briefs of the workspace folders that are open, as they are now.
    pub fn open_briefs(&self) -> Vec<Snapshot> {
        let uris: Vec<Url> = {
            let state = self.state();
            let inside = |path: &Path| state.roots.iter().any(|root| path.starts_with(root));
            let open = state.documents.iter();
            let open = open.filter(|(_, open)| match &open.role {
                DocumentRole::Brief(Some(path)) => inside(path),
                _ => false,
            });
            open.map(|(uri, _)| uri.clone()).collect()
        };
        uris.iter().filter_map(|uri| self.brief(uri)).collect()
    }

    /// What a check of the briefs that are not open needs.
    pub fn closed_briefs(&self) -> ClosedBriefs {
        let cancelled = Arc::default();
        ClosedBriefs {
            loader: self.loader(cancelled),
            client: self.abilities(),
            workspace_snapshot: self.workspace_snapshot(&self.state()),
        }
    }

    /// All briefs of the workspace, those that are open as they are in the editor, once all are read.
    pub async fn workspace(&self) -> (Arc<Index>, Workspace, Arc<[PathBuf]>) {
        let workspace = self.index.complete().await;
        (self.index.clone(), workspace, self.state().roots.clone())
    }

    /// Asks the brief that is open under `uri`, as it is at the first poll, off the executor. None for
    /// one that is not open.
    ///
    /// # Errors
    /// An internal error where the question panics.
    pub async fn ask<R: Send + 'static>(
        &self,
        uri: &Url,
        question: impl FnOnce(&Snapshot) -> Option<R> + Send + 'static,
    ) -> Result<Option<R>> {
        match self.brief(uri) {
            Some(snapshot) => self.configured(snapshot).await.ask(question).await,
            None => Ok(None),
        }
    }

    /// The same state of a brief, once its configuration file is read.
    pub async fn configured(&self, snapshot: Snapshot) -> Snapshot {
        if snapshot.is_configured() {
            return snapshot;
        }
        snapshot.wait_until_configured().await;
        let state = self.state();
        let open = state.documents.get(&snapshot.uri);
        match open.filter(|open| open.opening == snapshot.opening) {
            Some(open) => snapshot.read_as(&open.configured),
            None => snapshot,
        }
    }

    fn state(&self) -> MutexGuard<'_, SessionState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl SessionState {
    /// A number that was not given before.
    fn next(&mut self) -> u64 {
        self.count += 1;
        self.count
    }

    /// What is set for a document at `path` whose configuration files are at `place`.
    fn configured_for(&self, path: Option<&Path>, place: &ConfigPlace) -> Configured {
        let config = |at: &Path| self.files.config(Some(at));
        Configured::new(path, place, config, &self.settings, &self.roots)
    }

    /// What is set for each file, as it is now.
    fn configurations(&self) -> Configurations {
        let known: HashMap<PathBuf, _> = self.files.all().collect();
        Configurations::new(self.roots.clone(), self.settings.clone(), known)
    }
}

/// The workspace folders, or the root that they have replaced.
fn roots(params: &InitializeParams) -> Vec<PathBuf> {
    let folders = params.workspace_folders.iter().flatten();
    let mut roots: Vec<_> = folders
        .filter_map(|it| it.uri.to_file_path().ok())
        .collect();
    #[allow(deprecated, reason = "older clients have no workspace folders")]
    if let (true, Some(root)) = (roots.is_empty(), &params.root_uri) {
        roots.extend(root.to_file_path());
    }
    roots
}
