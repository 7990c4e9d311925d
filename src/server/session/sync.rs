//! Keeping the text of open documents the client's (LSP 3.17, "Text Document Synchronization").

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tower_lsp::lsp_types::{
    DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, Url,
};

use crate::bibliography::Format;
use crate::config::DialectChoice;
use crate::index::Document;
use crate::syntax::Kind;
use crate::text::Text;
use crate::workspace::{self, CONFIG_NAME};

use super::kind::kind;
use super::open::{Open, Role};
use super::{Session, changes};

impl Session {
    /// Opens a document; replaces one that is open under the same name.
    pub fn open(self: &Arc<Self>, params: DidOpenTextDocumentParams) {
        let item = params.text_document;
        let text = Text::new(&item.text);
        match item.uri.to_file_path().ok() {
            Some(path) if path.file_name().is_some_and(|name| name == CONFIG_NAME) => {
                let document = Document::new(text, Kind::Plain, DialectChoice::default());
                let open = Open::new(item.version, Role::Config(path), document);
                self.insert(&item.uri, open);
                self.reload();
            }
            Some(path) if is_bibliography(&item.language_id, &path) => {
                let config = self.find_config(Some(&path));
                let effective = self.state().effective(Some(&path), config.as_ref());
                let document = Document::new(text, Kind::Plain, DialectChoice::default());
                let mut open = Open::new(item.version, Role::Bibliography(path), document);
                open.effective = Arc::new(effective);
                open.config = config;
                self.insert(&item.uri, open);
                self.start_publishing(item.uri);
            }
            path => {
                let config = self.find_config(path.as_deref());
                let effective = self.state().effective(path.as_deref(), config.as_ref());
                let dialect = effective.config().dialect.unwrap_or_default();
                let kind = kind(&item.language_id, path.as_deref());
                let document = Document::new(text, kind, dialect);
                let mut open = Open::new(item.version, Role::Brief(path), document);
                open.effective = Arc::new(effective);
                open.config = config;
                self.insert(&item.uri, open);
                self.start_publishing(item.uri);
            }
        }
    }

    /// Changes a document that is open.
    pub fn change(self: &Arc<Self>, params: DidChangeTextDocumentParams) {
        let item = params.text_document;
        let known = self
            .state()
            .documents
            .get(&item.uri)
            .map(|open| (open.document.clone(), open.version));
        let Some((document, old)) = known else {
            self.outbox.warn(format!(
                "a change of a document that is not open is ignored: {}",
                item.uri
            ));
            return;
        };
        if item.version <= old {
            self.outbox.warn(format!(
                "the version of {} goes from {old} to {}; the change is applied all the same",
                item.uri, item.version
            ));
        }
        let encoding = self.abilities().encoding;
        let (document, odd) = changes::apply(&document, params.content_changes, encoding);
        for odd in odd {
            self.outbox.warn(format!("{}: {odd}", item.uri));
        }
        match self.replace(&item.uri, item.version, document) {
            Some(Role::Config(_)) => self.reload(),
            Some(role) => self.overlay(&item.uri, &role),
            None => {}
        }
    }

    /// Lets the text of an open document count for the others.
    fn overlay(self: &Arc<Self>, uri: &Url, role: &Role) {
        let state = self.state();
        let Some(open) = state.documents.get(uri) else {
            return;
        };
        let (document, effective) = (open.document.clone(), open.effective.clone());
        let others = state.documents.len() > 1;
        drop(state);
        let changed = match role {
            Role::Brief(Some(path)) => {
                let configured = &effective.configured;
                self.index.set_open(path, &document, configured)
            }
            Role::Bibliography(path) => {
                let text = document.text().clone();
                self.index.library.set_buffer(path, Some(text));
                true
            }
            Role::Brief(None) | Role::Config(_) => false,
        };
        if changed && others {
            self.neighbours_changed();
        }
    }

    /// Closes a document: its diagnostics go, and a configuration file counts as it is on the disk.
    pub fn close(self: &Arc<Self>, params: DidCloseTextDocumentParams) {
        let uri = params.text_document.uri;
        let mut state = self.state();
        let Some(open) = state.documents.remove(&uri) else {
            drop(state);
            self.outbox
                .warn(format!("a document that is not open is closed: {uri}"));
            return;
        };
        match open.role {
            Role::Brief(path) => {
                // Under the lock: no set of the open document can follow.
                if !self.abilities().pulls {
                    self.push(uri, Vec::new(), None);
                }
                open.wake.notify_one();
                drop(state);
                if let Some(path) = path {
                    self.index.set_closed(&path);
                    self.index_paths(vec![path]);
                }
            }
            Role::Bibliography(path) => {
                self.push(uri, Vec::new(), None);
                open.wake.notify_one();
                drop(state);
                self.index.library.set_buffer(&path, None);
                self.neighbours_changed();
            }
            Role::Config(_) => {
                drop(state);
                self.reload();
            }
        }
    }

    /// The configuration file for a document at `path`, which is read.
    fn find_config(&self, path: Option<&Path>) -> Option<PathBuf> {
        let roots = self.state().roots.clone();
        let config = workspace::find_config(path?, &roots)?;
        self.read_config(&config);
        Some(config)
    }

    fn insert(self: &Arc<Self>, uri: &Url, mut open: Open) {
        let role = open.role.clone();
        let mut state = self.state();
        open.opening = state.next();
        open.generation = open.opening;
        if let Some(before) = state.documents.insert(uri.clone(), open) {
            before.wake.notify_one();
            drop(state);
            self.outbox
                .warn(format!("a document that is open is opened again: {uri}"));
        } else {
            drop(state);
        }
        self.overlay(uri, &role);
    }

    /// Gives an open document a new text; what it is.
    fn replace(&self, uri: &Url, version: i32, document: Document) -> Option<Role> {
        let mut state = self.state();
        let generation = state.next();
        let open = state.documents.get_mut(uri)?;
        open.generation = generation;
        open.version = version;
        open.document = document;
        open.bibliography = Arc::default();
        open.wake.notify_one();
        Some(open.role.clone())
    }
}

/// Whether a document is a bibliography: one in BibTeX. Other formats cannot be told by the name of a file.
fn is_bibliography(language_id: &str, path: &Path) -> bool {
    language_id == "bibtex" || Format::of(path) == Some(Format::BibTex)
}
