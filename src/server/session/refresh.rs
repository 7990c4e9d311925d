//! Asking the client to ask again: what it was told of a brief may hold no longer though the brief is the same.

use std::sync::Arc;

use tower_lsp::jsonrpc::Result;

use super::Session;

impl Session {
    /// Asks the client to ask again for whatever it can be told to, once for all that changes before it has
    /// answered (LSP 3.17, `workspace/diagnostic/refresh`, `workspace/inlayHint/refresh`). Not for semantic tokens:
    /// Neovim 0.11 fails where that comes while it waits for what has changed in them, and they seldom change unless
    /// the text does.
    pub(super) fn refresh(&self) {
        self.ask_again.notify_one();
    }

    /// Starts the task that asks it.
    pub(super) fn start_refreshing(self: &Arc<Self>) {
        let abilities = self.abilities();
        let can = abilities.refreshes;
        if !(can.diagnostics || can.hints) {
            return;
        }
        let session = self.clone();
        // Never awaited where messages are handled: the answer comes by the same way.
        tokio::spawn(async move {
            loop {
                session.ask_again.notified().await;
                let client = &session.client;
                if can.diagnostics {
                    answered(client.workspace_diagnostic_refresh().await);
                }
                if can.hints {
                    answered(client.inlay_hint_refresh().await);
                }
            }
        });
    }
}

fn answered(answer: Result<()>) {
    if let Err(error) = answer {
        tracing::warn!("the client did not refresh: {error}");
    }
}
