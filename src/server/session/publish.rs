//! Pushing diagnostics (LSP 3.17, "PublishDiagnostics Notification").
//!
//! Each open brief or bibliography has a task that checks its newest state whenever it is woken: what came meanwhile is
//! checked once, and there is no delay to wait for. Publishing compares the state that was checked with
//! the newest one under the session's lock, so that nothing old follows something new.

use std::sync::Arc;

use tower_lsp::lsp_types::notification::PublishDiagnostics;
use tower_lsp::lsp_types::{Diagnostic, PublishDiagnosticsParams, Url};

use crate::server::compute::compute;

use super::open::DocumentRole;
use super::{Session, Snapshot};

impl Session {
    /// Starts the task that pushes the diagnostics of a document that was opened just now. A client that
    /// pulls has none of a brief pushed; it pulls none of a bibliography.
    pub(super) fn start_publishing(self: &Arc<Self>, uri: Url) {
        let pulls = self.abilities().pulls;
        let state = self.state();
        let Some(open) = state.documents.get(&uri) else {
            return;
        };
        let is_brief = matches!(open.role, DocumentRole::Brief(_));
        if pulls && is_brief {
            return;
        }
        let (session, opening, wake) = (self.clone(), open.opening, open.wake.clone());
        wake.notify_one();
        tokio::spawn(async move {
            loop {
                wake.notified().await;
                let snapshot = match is_brief {
                    true => session.brief(&uri),
                    false => session.bibliography(&uri),
                };
                let snapshot = snapshot.filter(|it| it.opening == opening);
                let Some(snapshot) = snapshot else {
                    return;
                };
                let asked = snapshot.clone();
                let check = move || match is_brief {
                    true => asked.with_context().diagnostics(),
                    false => asked.bibliography_diagnostics(),
                };
                if let Ok(diagnostics) = compute(check).await {
                    session.publish(&snapshot, diagnostics);
                }
            }
        });
    }

    /// Publishes `diagnostics` unless `snapshot` is no longer the newest state (then the task has been
    /// woken again) or the client was sent the very same for the same version. For a newer version it is
    /// sent again: a client that has typed on meanwhile drops what is not for the version that it has.
    fn publish(&self, snapshot: &Snapshot, diagnostics: Vec<Diagnostic>) {
        let mut state = self.state();
        let open = state.documents.get_mut(&snapshot.uri);
        let Some(open) = open.filter(|open| open.generation == snapshot.generation) else {
            return;
        };
        let published = (snapshot.version, diagnostics.clone());
        if open.published.as_ref() == Some(&published) {
            return;
        }
        open.published = Some(published);
        self.push(snapshot.uri.clone(), diagnostics, Some(snapshot.version));
    }

    /// Pushes diagnostics, whatever the client shows.
    pub(super) fn push(&self, uri: Url, diagnostics: Vec<Diagnostic>, version: Option<i32>) {
        let params = PublishDiagnosticsParams::new(uri, diagnostics, version);
        self.client_sender.notify::<PublishDiagnostics>(params);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::Receiver;

    use serde_json::{Value, json};

    use super::super::testing::session;
    use super::*;
    use crate::server::transport::Outgoing;

    /// The versions of the diagnostics that were sent, and how many of them.
    fn sent(outgoing: &Receiver<Outgoing>) -> Vec<(Value, usize)> {
        let params = |message| match message {
            Outgoing::Message(message, _) => message["params"].clone(),
            Outgoing::Close => Value::Null,
        };
        let sent = outgoing.try_iter().map(params);
        let sent = sent.map(|it| {
            let count = it["diagnostics"].as_array().map_or(0, Vec::len);
            (it["version"].clone(), count)
        });
        sent.collect()
    }

    fn open(session: &Arc<Session>, uri: &Url, version: i32) {
        let item =
            json!({"uri": uri, "languageId": "markdown", "version": version, "text": "A.[^1]\n"});
        session.open(serde_json::from_value(json!({"textDocument": item})).unwrap());
    }

    fn change(session: &Arc<Session>, uri: &Url, version: i32) {
        let item = json!({"uri": uri, "version": version});
        let changes = json!([{"text": "A.\n"}]);
        let params = json!({"textDocument": item, "contentChanges": changes});
        session.change(serde_json::from_value(params).unwrap());
    }

    // The tasks that publish by themselves wait for this one to wait, which it does not.
    #[tokio::test]
    async fn nothing_old_follows_something_new() {
        let (session, outgoing) = session();
        let uri = Url::parse("untitled:a.md").unwrap();
        open(&session, &uri, 1);
        let old = session.brief(&uri).unwrap();
        change(&session, &uri, 2);
        session.publish(&old, vec![Diagnostic::default()]);
        assert_eq!(sent(&outgoing), []);
        let new = session.brief(&uri).unwrap();
        session.publish(&new, Vec::new());
        session.publish(&old, vec![Diagnostic::default()]);
        assert_eq!(sent(&outgoing), [(json!(2), 0)]);
    }

    #[tokio::test]
    async fn the_same_is_sent_once_for_a_version() {
        let (session, outgoing) = session();
        let uri = Url::parse("untitled:a.md").unwrap();
        open(&session, &uri, 1);
        let first = session.brief(&uri).unwrap();
        session.publish(&first, Vec::new());
        session.publish(&first, Vec::new());
        session.publish(&first, vec![Diagnostic::default()]);
        assert_eq!(sent(&outgoing), [(json!(1), 0), (json!(1), 1)]);
        change(&session, &uri, 2);
        let second = session.brief(&uri).unwrap();
        session.publish(&second, vec![Diagnostic::default()]);
        assert_eq!(sent(&outgoing), [(json!(2), 1)]);
    }

    #[tokio::test]
    async fn a_document_that_was_closed_has_nothing_more_sent() {
        let (session, outgoing) = session();
        let uri = Url::parse("untitled:a.md").unwrap();
        open(&session, &uri, 1);
        let old = session.brief(&uri).unwrap();
        let params = json!({"textDocument": {"uri": uri}});
        session.close(serde_json::from_value(params).unwrap());
        assert_eq!(sent(&outgoing), [(Value::Null, 0)]);
        session.publish(&old, vec![Diagnostic::default()]);
        open(&session, &uri, 1);
        session.publish(&old, vec![Diagnostic::default()]);
        assert_eq!(sent(&outgoing), []);
    }

    #[tokio::test]
    async fn what_is_open_is_checked_and_sent() {
        let (session, outgoing) = session();
        let uri = Url::parse("untitled:a.md").unwrap();
        open(&session, &uri, 1);
        let next = tokio::task::spawn_blocking(move || {
            let first = outgoing.recv().unwrap();
            (first, outgoing)
        });
        let (first, outgoing) = next.await.unwrap();
        let Outgoing::Message(first, _) = first else {
            panic!("no message");
        };
        assert_eq!(first["params"]["version"], 1);
        assert_eq!(
            first["params"]["diagnostics"][0]["code"],
            "undefined-marker"
        );
        assert_eq!(sent(&outgoing), []);
    }
}
