//! A session without a client, for tests.

use std::sync::Arc;
use std::sync::mpsc::Receiver;

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{InitializeParams, InitializeResult};
use tower_lsp::{LanguageServer, LspService, async_trait};

use super::Session;
use crate::server::transport::{ClientSender, Outgoing, ServingEnd, Uris};

/// A server that does nothing, for a client to be made.
struct Nothing;

#[async_trait]
impl LanguageServer for Nothing {
    async fn initialize(&self, _: InitializeParams) -> Result<InitializeResult> {
        Ok(InitializeResult::default())
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }
}

/// A session and what it sends.
pub(super) fn session() -> (Arc<Session>, Receiver<Outgoing>) {
    let (client_sender, outgoing) = ClientSender::new(Arc::new(Uris::default()));
    client_sender.open();
    let mut session = None;
    let (_service, _socket) = LspService::new(|client| {
        session = Some(Session::new(client, client_sender, ServingEnd::default()));
        Nothing
    });
    (Arc::new(session.unwrap()), outgoing)
}
