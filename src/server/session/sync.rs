//! Keeping the text of open documents the client's (LSP 3.17, "Text Document Synchronization").

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::sync::watch;
use tower_lsp::lsp_types::{
    DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, Url,
};

use crate::bibliography::BibliographyFormat;
use crate::index::Document;
use crate::server::compute::compute;
use crate::syntax::DocumentKind;
use crate::text::Text;
use crate::workspace::{self, CONFIG_NAME, ConfigPlace};

use super::kind::kind;
use super::open::{DocumentRole, OpenDocument};
use super::{Session, changes};

impl Session {
    /// Opens a document; replaces one that is open under the same name.
    pub fn open(self: &Arc<Self>, params: DidOpenTextDocumentParams) {
        let item = params.text_document;
        let (role, kind) = role(&item.language_id, item.uri.to_file_path().ok());
        let is_config = matches!(role, DocumentRole::Config(_));
        let path = role.path().cloned();
        let configured = self
            .state()
            .configured_for(path.as_deref(), &ConfigPlace::default());
        let document = Document::new(Text::new(&item.text), kind, configured.dialect());
        let mut open = OpenDocument::new(item.version, role, document);
        open.configured = Arc::new(configured);
        let (ready, is_ready) = watch::channel(is_config || path.is_none());
        open.is_configured = is_ready;
        if self.insert(&item.uri, open) {
            let uri = &item.uri;
            self.client_sender
                .warn(format!("document opened twice: {uri}"));
        }
        match path {
            Some(_) if is_config => self.reload_in_task(),
            Some(path) => self.configure_opened(item.uri, path, ready),
            None => {
                // What was set while the text was read.
                self.configure(&item.uri, ConfigPlace::default());
                self.start_publishing(item.uri);
            }
        }
    }

    /// Looks for the configuration files of the document at `path`, which was opened just now, and reads them: in a task,
    /// as the disk may be slow. Its diagnostics are shown, and questions answered, once that is done.
    fn configure_opened(self: &Arc<Self>, uri: Url, path: PathBuf, ready: watch::Sender<bool>) {
        let session = self.clone();
        tokio::spawn(async move {
            let finder = session.clone();
            let config = compute(move || finder.find_config(&path)).await;
            let opened = ready.subscribe();
            let is_it = |open: &OpenDocument| open.is_configured.same_channel(&opened);
            // It may have been closed meanwhile, and opened again.
            if session.state().documents.get(&uri).is_some_and(is_it) {
                session.configure(&uri, config.unwrap_or_default());
                ready.send_replace(true);
                session.start_publishing(uri);
            }
        });
    }

    /// Changes a document that is open.
    pub fn change(self: &Arc<Self>, params: DidChangeTextDocumentParams) {
        let (item, changes) = (params.text_document, params.content_changes);
        let (encoding, mut odd, mut old) = (self.abilities().encoding, Vec::new(), item.version);
        let make = |document: Document| {
            let (document, faults) = changes::apply(document, &changes, encoding);
            odd = faults;
            document
        };
        let role = self.revise(&item.uri, make, |open| {
            old = std::mem::replace(&mut open.version, item.version);
        });
        let Some(role) = role else {
            self.client_sender.warn(format!(
                "ignored a change to a document that is not open: {}",
                item.uri
            ));
            return;
        };
        if item.version <= old {
            self.client_sender.warn(format!(
                "the version of {} goes from {old} to {}; the change was applied anyway",
                item.uri, item.version
            ));
        }
        for odd in odd {
            self.client_sender.warn(format!("{}: {odd}", item.uri));
        }
        if let DocumentRole::Config(path) = role {
            self.reread(&path);
        }
    }

    /// Closes a document: its diagnostics go, and a configuration file counts as it is on the disk.
    pub fn close(self: &Arc<Self>, params: DidCloseTextDocumentParams) {
        let uri = params.text_document.uri;
        let mut state = self.state();
        let Some(open) = state.documents.remove(&uri) else {
            drop(state);
            self.client_sender
                .warn(format!("closed a document that is not open: {uri}"));
            return;
        };
        match open.role {
            DocumentRole::Brief(path) => {
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
            DocumentRole::Bibliography(path) => {
                self.push(uri, Vec::new(), None);
                open.wake.notify_one();
                drop(state);
                self.index.library.set_buffer(&path, None);
                self.context_changed();
            }
            DocumentRole::Config(_) => {
                drop(state);
                self.reload_in_task();
            }
        }
    }

    /// The configuration files for a document at `path`, which are read.
    fn find_config(&self, path: &Path) -> ConfigPlace {
        let roots = self.state().roots.clone();
        let place = workspace::find_config(path, &roots);
        for config in &place.files {
            self.read_config(config);
        }
        place
    }
}

/// What the document at `path` is to the server, and how it is read.
fn role(language_id: &str, path: Option<PathBuf>) -> (DocumentRole, DocumentKind) {
    match path {
        Some(path) if path.file_name().is_some_and(|name| name == CONFIG_NAME) => {
            (DocumentRole::Config(path), DocumentKind::Plain)
        }
        Some(path) if is_bibliography(language_id, &path) => {
            (DocumentRole::Bibliography(path), DocumentKind::Plain)
        }
        path => {
            let kind = kind(language_id, path.as_deref());
            (DocumentRole::Brief(path), kind)
        }
    }
}

/// Whether a document is a bibliography: one in BibTeX. Other formats cannot be told by the name of a file.
fn is_bibliography(language_id: &str, path: &Path) -> bool {
    language_id == "bibtex" || BibliographyFormat::of(path) == Some(BibliographyFormat::BibTex)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::testing::session;
    use super::*;

    // The tasks that read the disk begin when this one waits.
    #[tokio::test]
    async fn opening_a_document_waits_for_no_disk() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join(".git")).unwrap();
        let config = folder.path().join(CONFIG_NAME);
        std::fs::write(&config, "[rules]\nunused-note = \"off\"\n").unwrap();
        for (name, language) in [
            ("a.md", "markdown"),
            ("a.bib", "bibtex"),
            (CONFIG_NAME, "toml"),
        ] {
            let (session, _outgoing) = session();
            let uri = Url::from_file_path(folder.path().join(name)).unwrap();
            let item = json!({"uri": uri, "languageId": language, "version": 1, "text": ""});
            session.open(serde_json::from_value(json!({"textDocument": item})).unwrap());
            let read = || session.state().files.paths().cloned().collect::<Vec<_>>();
            assert!(session.state().documents.contains_key(&uri));
            assert_eq!(read(), [""; 0].map(PathBuf::from), "{name}");
            let ready = session.state().documents[&uri].is_configured.clone();
            ready.clone().wait_for(|is| *is).await.unwrap();
            while read().is_empty() {
                tokio::task::yield_now().await;
            }
            assert_eq!(read(), std::slice::from_ref(&config), "{name}");
        }
    }
}
