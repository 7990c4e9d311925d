use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use tokio::sync::Notify;
use tower_lsp::lsp_types::{Diagnostic, Position, Range, Url};

use crate::check::{Checker, Settings};
use crate::config::Config;
use crate::index::Document;
use crate::server::abilities::Abilities;
use crate::server::convert::place;
use crate::text::Span;

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
}

/// What is set for a document by its configuration file and by the client.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Effective {
    /// Both, the file first.
    pub config: Config,
    /// The levels of the rules that follow from it.
    pub settings: Settings,
}

/// A brief as it is at one moment, with all that a question needs.
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
}

impl Effective {
    /// What follows from `config`.
    pub fn new(config: Config) -> Effective {
        let (settings, _) = Settings::new(&config);
        Effective { config, settings }
    }
}

impl Role {
    /// Its path, where it is a configuration file.
    pub fn config_path(&self) -> Option<&PathBuf> {
        match self {
            Role::Config(path) => Some(path),
            Role::Brief(_) => None,
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
            published: None,
            wake: Arc::default(),
        }
    }

    /// Its state now, under the name `uri`, for `client`.
    pub fn snapshot(&self, uri: &Url, client: &Arc<Abilities>) -> Snapshot {
        Snapshot {
            uri: uri.clone(),
            opening: self.opening,
            generation: self.generation,
            version: self.version,
            document: self.document.clone(),
            effective: self.effective.clone(),
            checker: self.checker.clone(),
            client: client.clone(),
        }
    }
}

impl Snapshot {
    /// The byte offset of a position.
    pub fn offset(&self, position: Position) -> usize {
        place::offset(self.document.text(), position, self.client.encoding)
    }

    /// The range of a span.
    pub fn range(&self, span: Span) -> Range {
        place::range(self.document.text(), span, self.client.encoding)
    }
}
