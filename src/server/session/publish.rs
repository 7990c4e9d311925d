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
