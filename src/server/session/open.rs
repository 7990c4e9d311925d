use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use tokio::sync::Notify;
use tower_lsp::lsp_types::{Diagnostic, Position, Range, Url};

use crate::bibliography::{Bibliography, Format};
use crate::check::{Checker, CitedKeys, Settings};
use crate::config::Config;
use crate::index::{Document, Workspace};
use crate::server::abilities::Abilities;
use crate::server::convert::place;
use crate::text::Span;
use crate::workspace::{Around, Configured, Vicinity};

use super::index::Index;

/// A document that the client has open.
pub struct Open {
    /// Which opening it is: a document that is closed and opened again is another one.
    pub opening: u64,
    /// Grows with every change of the text or of the settings.
    pub generation: u64,
    /// The client's version of the text.
    pub version: i32,
    /// What it is to the server.
    pub role: Role,
    /// Its newest state.
    pub document: Document,
    /// Its configuration file.
    pub config: Option<PathBuf>,
    /// What is set for it.
    pub effective: Arc<Effective>,
    /// Its checker, which knows the state that it saw last.
    pub checker: Arc<Mutex<Checker>>,
    /// What stands around it.
    pub around: Arc<Mutex<Around>>,
    /// What it says as a bibliography, if it is one: read when it is first asked for.
    pub bibliography: Arc<OnceLock<Arc<Bibliography>>>,
    /// The diagnostics that were pushed last, and the version that they are for.
    pub published: Option<(i32, Vec<Diagnostic>)>,
    /// Wakes the task that pushes its diagnostics.
    pub wake: Arc<Notify>,
}

/// What an open document is to the server.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Role {
    /// A brief; its path, where it has one.
    Brief(Option<PathBuf>),
    /// A configuration file; its path.
    Config(PathBuf),
    /// A bibliography; its path.
    Bibliography(PathBuf),
}

/// What is set for a document by its configuration file and by the client.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Effective {
    /// Both, the file first, and the folder that the paths in them start from.
    pub configured: Arc<Configured>,
    /// The levels of the rules that follow from it.
    pub settings: Settings,
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
    pub effective: Arc<Effective>,
    /// Its checker.
    pub checker: Arc<Mutex<Checker>>,
    /// What the client can do.
    pub client: Arc<Abilities>,
    bibliography: Arc<OnceLock<Arc<Bibliography>>>,
    path: Option<PathBuf>,
    around: Arc<Mutex<Around>>,
    world: World,
}

/// What is known of the workspace around a brief.
#[derive(Clone)]
pub struct World {
    /// All of it.
    pub index: Arc<Index>,
    /// The workspace folders.
    pub roots: Arc<[PathBuf]>,
    /// The age of the index.
    pub age: u64,
}

impl Effective {
    /// What follows from `configured`.
    pub fn new(configured: Configured) -> Effective {
        let (settings, _) = Settings::new(&configured.config);
        Effective {
            configured: Arc::new(configured),
            settings,
        }
    }

    /// What is set.
    pub fn config(&self) -> &Config {
        &self.configured.config
    }
}

impl Role {
    /// Its path, where it has one.
    pub fn path(&self) -> Option<&PathBuf> {
        match self {
            Role::Brief(path) => path.as_ref(),
            Role::Config(path) | Role::Bibliography(path) => Some(path),
        }
    }

    /// Its path, where it is a configuration file.
    pub fn config_path(&self) -> Option<&PathBuf> {
        match self {
            Role::Config(path) => Some(path),
            Role::Brief(_) | Role::Bibliography(_) => None,
        }
    }
}

impl Open {
    /// A document that is opened, not yet counted, with nothing set for it.
    pub fn new(version: i32, role: Role, document: Document) -> Open {
        Open {
            opening: 0,
            generation: 0,
            version,
            role,
            document,
            config: None,
            effective: Arc::default(),
            checker: Arc::default(),
            around: Arc::default(),
            bibliography: Arc::default(),
            published: None,
            wake: Arc::default(),
        }
    }

    /// Its state now, under the name `uri`, for `client`.
    pub fn snapshot(&self, uri: &Url, client: &Arc<Abilities>, world: World) -> Snapshot {
        Snapshot {
            uri: uri.clone(),
            opening: self.opening,
            generation: self.generation,
            version: self.version,
            document: self.document.clone(),
            effective: self.effective.clone(),
            checker: self.checker.clone(),
            client: client.clone(),
            bibliography: self.bibliography.clone(),
            path: self.role.path().cloned(),
            around: self.around.clone(),
            world,
        }
    }
}

impl Snapshot {
    /// A brief that is not open, as it is on the disk.
    pub fn closed(
        uri: Url,
        path: PathBuf,
        document: Document,
        effective: Effective,
        client: Arc<Abilities>,
        world: World,
    ) -> Snapshot {
        let mut open = Open::new(0, Role::Brief(Some(path)), document);
        open.effective = Arc::new(effective);
        open.snapshot(&uri, &client, world)
    }

    /// The same with what stands around the brief, which may be read from the disk: never to be asked where
    /// messages are handled.
    pub fn surrounded(mut self) -> Snapshot {
        if let Some(path) = &self.path {
            let World { index, roots, age } = &self.world;
            let vicinity = Vicinity {
                path,
                project: self.effective.configured.project(roots),
                library: &index.library,
                summary: &|path| index.summary(path),
                keys: &|| index.keys_beside(path),
                age: *age,
            };
            let mut around = self.around.lock().unwrap_or_else(PoisonError::into_inner);
            self.document = around.surround(&self.document, &vicinity);
        }
        self
    }

    /// Where the document stands, if it is a file.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// What the document says as a bibliography, and where it stands.
    pub fn bibliography(&self) -> Option<(&Path, &Bibliography)> {
        let path = self.path.as_deref()?;
        // A language by another name is the client's way to say that it is BibTeX.
        let format = Format::of(path).unwrap_or(Format::BibTex);
        let read = || {
            Arc::new(Bibliography::read(
                path,
                self.document.text().clone(),
                format,
            ))
        };
        Some((path, self.bibliography.get_or_init(read)))
    }

    /// The keys that the briefs cite which use the bibliography at `path`; none as long as not all are read.
    pub fn cited_keys(&self, path: &Path) -> Option<CitedKeys> {
        let World { index, roots, .. } = &self.world;
        let disk = index.disk();
        if disk.pending > 0 || !roots.iter().any(|root| path.starts_with(root)) {
            return None;
        }
        Some(
            index
                .overlaid(&disk.workspace, roots, path)
                .cited_keys(path),
        )
    }

    /// The briefs of the workspace with what they cite, as far as that is read, this one among them.
    pub fn citing_workspace(&self) -> Workspace {
        let World { index, roots, .. } = &self.world;
        index.overlaid_citing(&index.disk().workspace, roots, self.path_or_none())
    }

    /// Where the document stands; the empty path if it is no file.
    pub fn path_or_none(&self) -> &Path {
        self.path.as_deref().unwrap_or(Path::new(""))
    }

    /// The byte offset of a position.
    pub fn offset(&self, position: Position) -> usize {
        place::offset(self.document.text(), position, self.client.encoding)
    }

    /// The range of a span.
    pub fn range(&self, span: Span) -> Range {
        place::range(self.document.text(), span, self.client.encoding)
    }
}
