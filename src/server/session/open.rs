use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{Notify, watch};
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{Diagnostic, Position, Range, Url};

use crate::bibliography::Bibliography;
use crate::check::{Checker, CitedKeys};
use crate::index::{Document, Workspace};
use crate::server::abilities::Abilities;
use crate::server::compute::compute;
use crate::server::convert::{Located, place};
use crate::text::Span;
use crate::workspace::{Buffer, ConfigPlace, Configured, ContextCache};

use super::published_tokens::PublishedTokens;
use super::workspace_snapshot::WorkspaceSnapshot;

/// A document that the client has open.
pub struct OpenDocument {
    /// Which opening it is: a document that is closed and opened again is another one.
    pub opening: u64,
    /// Grows with every change of the text or of the settings.
    pub generation: u64,
    /// The client's version of the text.
    pub version: i32,
    /// What it is to the server.
    pub role: DocumentRole,
    /// Its newest state.
    pub document: Document,
    /// Where its configuration is.
    pub config: ConfigPlace,
    /// Becomes true once that is looked for and read.
    pub is_configured: watch::Receiver<bool>,
    /// What is set for it.
    pub configured: Arc<Configured>,
    /// Its checker, which knows the state that it saw last.
    pub checker: Arc<Mutex<Checker>>,
    /// What stands around it.
    pub context_cache: Arc<Mutex<ContextCache>>,
    /// Its newest state as a bibliography, if it is one.
    pub buffer: Option<Arc<Buffer>>,
    /// The diagnostics that were pushed last, and the version that they are for.
    pub published: Option<(i32, Vec<Diagnostic>)>,
    /// The semantic tokens that the client was told last.
    pub tokens: Option<PublishedTokens>,
    /// Wakes the task that pushes its diagnostics.
    pub wake: Arc<Notify>,
}

/// What an open document is to the server.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DocumentRole {
    /// A brief; its path, where it has one.
    Brief(Option<PathBuf>),
    /// A configuration file; its path.
    Config(PathBuf),
    /// A bibliography; its path.
    Bibliography(PathBuf),
}

/// A brief or a bibliography as it is at one moment, with all that a question needs.
#[derive(Clone)]
pub struct Snapshot {
    /// The document's URI.
    pub uri: Url,
    /// Which opening of it.
    pub opening: u64,
    /// Which state of it.
    pub generation: u64,
    /// The client's version of the text.
    pub version: i32,
    /// The text and what it says.
    pub document: Document,
    /// What is set for it.
    pub configured: Arc<Configured>,
    /// Its checker.
    pub checker: Arc<Mutex<Checker>>,
    /// What the client can do.
    pub client: Arc<Abilities>,
    is_configured: watch::Receiver<bool>,
    buffer: Option<Arc<Buffer>>,
    path: Option<PathBuf>,
    context_cache: Arc<Mutex<ContextCache>>,
    workspace_snapshot: WorkspaceSnapshot,
}

impl DocumentRole {
    /// Its path, where it has one.
    pub fn path(&self) -> Option<&PathBuf> {
        match self {
            DocumentRole::Brief(path) => path.as_ref(),
            DocumentRole::Config(path) | DocumentRole::Bibliography(path) => Some(path),
        }
    }

    /// Its path, where it is a configuration file.
    pub fn config_path(&self) -> Option<&PathBuf> {
        match self {
            DocumentRole::Config(path) => Some(path),
            DocumentRole::Brief(_) | DocumentRole::Bibliography(_) => None,
        }
    }
}

impl OpenDocument {
    /// A document that is opened, not yet counted, with nothing set for it.
    pub fn new(version: i32, role: DocumentRole, document: Document) -> OpenDocument {
        let mut open = OpenDocument {
            opening: 0,
            generation: 0,
            version,
            role,
            document,
            config: ConfigPlace::default(),
            is_configured: watch::channel(true).1,
            configured: Arc::default(),
            checker: Arc::default(),
            context_cache: Arc::default(),
            buffer: None,
            published: None,
            tokens: None,
            wake: Arc::default(),
        };
        open.buffer = open.as_buffer();
        open
    }

    /// Takes another state of the document, and has its diagnostics shown anew.
    pub fn take(&mut self, document: Document, generation: u64) {
        self.document = document;
        self.generation = generation;
        self.buffer = self.as_buffer();
        self.wake.notify_one();
    }

    fn as_buffer(&self) -> Option<Arc<Buffer>> {
        match &self.role {
            DocumentRole::Bibliography(path) => {
                let text = self.document.text().clone();
                Some(Arc::new(Buffer::new(path.clone(), text)))
            }
            DocumentRole::Brief(_) | DocumentRole::Config(_) => None,
        }
    }

    /// Its state now, under the name `uri`, for `client`.
    pub fn snapshot(
        &self,
        uri: &Url,
        client: &Arc<Abilities>,
        workspace_snapshot: WorkspaceSnapshot,
    ) -> Snapshot {
        Snapshot {
            uri: uri.clone(),
            opening: self.opening,
            generation: self.generation,
            version: self.version,
            document: self.document.clone(),
            configured: self.configured.clone(),
            checker: self.checker.clone(),
            client: client.clone(),
            is_configured: self.is_configured.clone(),
            buffer: self.buffer.clone(),
            path: self.role.path().cloned(),
            context_cache: self.context_cache.clone(),
            workspace_snapshot,
        }
    }
}

impl Snapshot {
    /// A brief that is not open, as it is on the disk.
    pub fn closed(
        uri: Url,
        path: PathBuf,
        document: Document,
        configured: Arc<Configured>,
        client: Arc<Abilities>,
        workspace_snapshot: WorkspaceSnapshot,
    ) -> Snapshot {
        let mut open = OpenDocument::new(0, DocumentRole::Brief(Some(path)), document);
        open.configured = configured;
        open.snapshot(&uri, &client, workspace_snapshot)
    }

    /// The same with what stands around the brief, which may be read from the disk: never to be asked where
    /// messages are handled.
    pub fn with_context(mut self) -> Snapshot {
        if let Some(path) = &self.path {
            let mut cache = self
                .context_cache
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            let configured = &self.configured;
            self.document = self
                .workspace_snapshot
                .with_provider(path, configured, |provider| {
                    cache.add_context(&self.document, provider)
                });
        }
        self
    }

    /// Asks it off the executor.
    ///
    /// # Errors
    /// An internal error where the question panics.
    pub async fn ask<R: Send + 'static>(
        self,
        question: impl FnOnce(&Snapshot) -> Option<R> + Send + 'static,
    ) -> Result<Option<R>> {
        compute(move || question(&self.with_context())).await
    }

    /// Whether the configuration file of the document is read.
    pub fn is_configured(&self) -> bool {
        *self.is_configured.borrow()
    }

    /// Waits until it is.
    pub async fn wait_until_configured(&self) {
        // Where nobody tells any more, what is set stays as it is.
        let _ = self.is_configured.clone().wait_for(|is| *is).await;
    }

    /// The same, read as is set for it by `configured`.
    pub fn read_as(mut self, configured: &Arc<Configured>) -> Snapshot {
        self.document = self.document.with_dialect(configured.dialect());
        self.configured = configured.clone();
        self
    }

    /// Where the document stands, if it is a file.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// What the document says as a bibliography, and where it stands.
    pub fn bibliography(&self) -> Option<(&Path, &Bibliography)> {
        let buffer = self.buffer.as_ref()?;
        Some((buffer.path(), buffer.bibliography()))
    }

    /// The keys that the briefs cite which use the bibliography at `path`; none as long as not all are read.
    pub fn cited_keys(&self, path: &Path) -> Option<CitedKeys> {
        self.workspace_snapshot.cited_keys(path)
    }

    /// The briefs of the workspace with what they cite, as far as that is read, this one among them.
    pub fn citing_workspace(&self) -> Workspace {
        self.workspace_snapshot.citing(self.path_or_none())
    }

    /// Where the document stands; the empty path if it is no file.
    pub fn path_or_none(&self) -> &Path {
        self.path.as_deref().unwrap_or(Path::new(""))
    }

    /// The document as the client knows it.
    pub fn located(&self) -> Located<'_> {
        Located {
            uri: &self.uri,
            text: self.document.text(),
            client: &self.client,
        }
    }

    /// The byte offset of a position.
    pub fn offset(&self, position: Position) -> usize {
        place::offset(self.document.text(), position, self.client.encoding)
    }

    /// The range of a span.
    pub fn range(&self, span: Span) -> Range {
        self.located().range(span)
    }
}
