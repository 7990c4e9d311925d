//! Keeping the text of open documents the client's (LSP 3.17, "Text Document Synchronization").

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tower_lsp::lsp_types::{
    DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, Url,
};

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
            path => {
                let config = self.find_config(path.as_deref());
                let effective = self.state().effective(config.as_ref());
                let dialect = effective.config.dialect.unwrap_or_default();
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
        if self.replace(&item.uri, item.version, document) {
            self.reload();
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
            Role::Brief(_) => {
                // Under the lock: no set of the open document can follow.
                if !self.abilities().pulls {
                    self.push(uri, Vec::new(), None);
                }
                open.wake.notify_one();
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

    fn insert(&self, uri: &Url, mut open: Open) {
        let mut state = self.state();
        open.opening = state.next();
        open.generation = open.opening;
        if let Some(before) = state.documents.insert(uri.clone(), open) {
            before.wake.notify_one();
            drop(state);
            self.outbox
                .warn(format!("a document that is open is opened again: {uri}"));
        }
    }

    /// Gives an open document a new text; whether it is a configuration file.
    fn replace(&self, uri: &Url, version: i32, document: Document) -> bool {
        let mut state = self.state();
        let generation = state.next();
        let Some(open) = state.documents.get_mut(uri) else {
            return false;
        };
        open.generation = generation;
        open.version = version;
        open.document = document;
        open.wake.notify_one();
        matches!(open.role, Role::Config(_))
    }
}
