//! The one place where the state of an open document becomes another: nothing is computed under the session's
//! lock, and no change is lost that comes meanwhile.

use std::path::PathBuf;
use std::sync::Arc;

use tower_lsp::lsp_types::Url;

use crate::index::Document;
use crate::workspace::ConfigPlace;

use super::index::Replaced;
use super::open::{DocumentRole, OpenDocument};
use super::{Session, SessionState};

impl Session {
    /// Gives the document that is open under `uri` what `make` makes of its newest state, read as is set for it;
    /// `also` changes what else is new. It is made again where the document has become another meanwhile. What the
    /// document is; none if it is not open.
    pub(super) fn revise(
        self: &Arc<Self>,
        uri: &Url,
        mut make: impl FnMut(Document) -> Document,
        also: impl FnOnce(&mut OpenDocument),
    ) -> Option<DocumentRole> {
        loop {
            let (document, dialect, generation) = {
                let state = self.state();
                let open = state.documents.get(uri)?;
                let dialect = open.configured.dialect();
                (open.document.clone(), dialect, open.generation)
            };
            let document = make(document).with_dialect(dialect);
            let mut state = self.state();
            let next = state.next();
            let open = state.documents.get_mut(uri)?;
            if open.generation != generation {
                continue;
            }
            open.take(document, next);
            also(open);
            let role = open.role.clone();
            self.show_others(state, uri);
            return Some(role);
        }
    }

    /// Sets for the document that is open under `uri` what its configuration files, at `config`, and the client say
    /// now; whether that is another than before.
    pub(super) fn configure(self: &Arc<Self>, uri: &Url, config: ConfigPlace) -> bool {
        let mut state = self.state();
        let Some(open) = state.documents.get(uri) else {
            return false;
        };
        let path = open.role.path().map(PathBuf::as_path);
        let configured = state.configured_for(path, &config);
        let generation = state.next();
        let Some(open) = state.documents.get_mut(uri) else {
            return false;
        };
        open.config = config;
        if *open.configured == configured {
            return false;
        }
        open.configured = Arc::new(configured);
        open.generation = generation;
        drop(state);
        self.revise(uri, |document| document, |_| {});
        true
    }

    /// Takes a document that is opened now; whether it replaces one that is open under the same name.
    pub(super) fn insert(self: &Arc<Self>, uri: &Url, mut open: OpenDocument) -> bool {
        let mut state = self.state();
        open.opening = state.next();
        open.generation = open.opening;
        let before = state.documents.insert(uri.clone(), open);
        if let Some(before) = &before {
            before.wake.notify_one();
        }
        self.show_others(state, uri);
        before.is_some()
    }

    /// Lets the newest state of an open document count for the others, before the lock is given back, so that no
    /// older one follows; then has those look again, if they may see a difference.
    fn show_others(self: &Arc<Self>, state: std::sync::MutexGuard<'_, SessionState>, uri: &Url) {
        let Some(open) = state.documents.get(uri) else {
            return;
        };
        let others = state.documents.len() > 1;
        let shown = match &open.role {
            DocumentRole::Brief(Some(path)) => {
                let configured = &open.configured;
                Shown::Brief(self.index.set_open(path, &open.document, configured))
            }
            DocumentRole::Bibliography(path) => {
                self.index.library.set_buffer(path, open.buffer.clone());
                Shown::Bibliography
            }
            DocumentRole::Brief(None) | DocumentRole::Config(_) => Shown::Nothing,
        };
        drop(state);
        if others && shown.differs() {
            self.context_changed();
        }
    }
}

/// What others see of an open document.
enum Shown {
    Brief(Replaced),
    Bibliography,
    Nothing,
}

impl Shown {
    fn differs(&self) -> bool {
        match self {
            Shown::Brief(replaced) => replaced.differs(),
            Shown::Bibliography => true,
            Shown::Nothing => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use tower_lsp::LspService;

    use super::*;
    use crate::config::DialectChoice;
    use crate::index::Dialect;
    use crate::server::backend::Backend;
    use crate::server::transport::{ClientSender, ServingEnd, Uris};
    use crate::syntax::DocumentKind;
    use crate::text::{Edit, Span, Text};

    fn session() -> Arc<Session> {
        let (service, _) = LspService::new(|client| {
            let (client_sender, _) = ClientSender::new(Arc::new(Uris::default()));
            Backend {
                session: Arc::new(Session::new(client, client_sender, ServingEnd::default())),
            }
        });
        service.inner().session.clone()
    }

    #[test]
    fn no_change_is_lost_that_comes_while_another_is_made() {
        let session = session();
        let uri = Url::parse("untitled:a").unwrap();
        let document = Document::new(
            Text::new("A.\n"),
            DocumentKind::Markdown,
            DialectChoice::Auto,
        );
        session.insert(
            &uri,
            OpenDocument::new(1, DocumentRole::Brief(None), document),
        );
        let mut made = 0;
        let make = |document: Document| {
            made += 1;
            if made == 1 {
                session.set_client_settings(&json!({"dialect": "pandoc"}));
            }
            document.edit(&Edit::new(Span::new(0, 0), "x"))
        };
        let role = session.revise(&uri, make, |open| open.version = 2);
        assert_eq!(role, Some(DocumentRole::Brief(None)));
        let brief = session.brief(&uri).unwrap();
        assert_eq!((made, brief.version), (2, 2));
        assert_eq!(brief.document.text().to_string(), "xA.\n");
        assert_eq!(brief.document.footnotes().dialect, Dialect::Pandoc);
    }
}
