//! The language server: a coat of protocol over the library.
//!
//! The way of a message: the **transport** reads it off the stream and calls tower-lsp's service, whose
//! methods the **backend** hands on: to the **session**, which a notification changes, or to a
//! **feature**, which asks a snapshot of it. Answers and notifications go out through the transport's `ClientSender`.

mod abilities;
mod backend;
mod capabilities;
mod compute;
mod convert;
mod features;
mod log;
mod parent;
mod session;
mod stepped;
mod subscribe;
mod transport;
mod turns;

use std::io::{self, Read, Write};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};
use tower_lsp::LspService;

use backend::Backend;
use session::Session;
use transport::{ClientSender, Dispatcher, Ended, Message, Outgoing, ServingEnd, Uris};

pub use stepped::SteppedServer;

/// How many messages of the client are read ahead.
const READ_AHEAD: usize = 64;

/// How long the last messages may take to be written to a client that does not read.
const LAST_WORDS: Duration = Duration::from_secs(2);

/// Serves on stdin and stdout until the client ends it; the exit code is the one that LSP 3.17 asks for.
pub fn serve() -> ExitCode {
    log::start();
    match serve_on(io::stdin(), io::stdout()) {
        Ok(code) => code,
        Err(error) => {
            tracing::error!("the server cannot start: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Serves the client that writes to `input` and reads from `output`: its messages framed as the base
/// protocol of LSP 3.17 says. The exit code is 0 where the client asked to shut down first, 1 otherwise.
///
/// # Errors
/// Where the system gives no thread.
pub fn serve_on(
    input: impl Read + Send + 'static,
    output: impl Write + Send + 'static,
) -> io::Result<ExitCode> {
    let runtime = runtime()?;
    let (messages, incoming) = mpsc::channel(READ_AHEAD);
    let uris = Arc::new(Uris::default());
    let (client_sender, outgoing) = ClientSender::new(uris.clone());
    let end = ServingEnd::default();
    transport::read(input, messages)?;
    transport::write(output, outgoing, end.clone())?;
    let ended = runtime.block_on(async {
        let ended = dispatcher(incoming, &client_sender, uris, &end).await;
        client_sender.close();
        let written = tokio::time::timeout(LAST_WORDS, end.wait_for_all_written());
        if written.await.is_err() {
            tracing::info!("the client did not read the last messages");
        }
        ended
    });
    runtime.shutdown_background();
    Ok(exit_code(ended))
}

/// Serves a client in the same process, without a stream: each message is one JSON-RPC value.
///
/// # Errors
/// Where the system gives no thread.
pub fn serve_values(
    from_client: UnboundedReceiver<Value>,
    to_client: UnboundedSender<Value>,
) -> io::Result<ExitCode> {
    let runtime = runtime()?;
    let (messages, incoming) = mpsc::channel(READ_AHEAD);
    let uris = Arc::new(Uris::default());
    let (client_sender, outgoing) = ClientSender::new(uris.clone());
    let writer = std::thread::spawn(move || {
        while let Ok(Outgoing::Message(message, _)) = outgoing.recv() {
            if to_client.send(message).is_err() {
                return;
            }
        }
    });
    let ended = runtime.block_on(async {
        tokio::spawn(read_values(from_client, messages));
        dispatcher(incoming, &client_sender, uris, &ServingEnd::default()).await
    });
    client_sender.close();
    let _ = writer.join();
    runtime.shutdown_background();
    Ok(exit_code(ended))
}

/// Reads messages from values until there are no more or nobody takes them.
async fn read_values(mut from_client: UnboundedReceiver<Value>, messages: mpsc::Sender<Message>) {
    while let Some(value) = from_client.recv().await {
        if messages.send(transport::read_message(value)).await.is_err() {
            return;
        }
    }
}

async fn dispatcher(
    incoming: mpsc::Receiver<Message>,
    client_sender: &ClientSender,
    uris: Arc<Uris>,
    end: &ServingEnd,
) -> Ended {
    let backend = |client| Backend {
        session: Arc::new(Session::new(client, client_sender.clone(), end.clone())),
    };
    let (service, socket) = LspService::build(backend)
        .custom_method("window/workDoneProgress/cancel", Backend::cancel_progress)
        .custom_method("brief-ls/sources", Backend::sources)
        .custom_method("brief-ls/counts", Backend::counts)
        .custom_method("brief-ls/citedKeys", Backend::cited_keys)
        .custom_method("brief-ls/export", Backend::export)
        .finish();
    let dispatcher = Dispatcher::new(service, incoming, client_sender.clone(), uris, end.clone());
    dispatcher.run(socket).await
}

/// One thread is enough, and starts soonest: what computes has threads of its own.
fn runtime() -> io::Result<Runtime> {
    Builder::new_current_thread()
        .max_blocking_threads(8)
        .enable_time()
        .build()
}

fn exit_code(ended: Ended) -> ExitCode {
    match ended {
        Ended::AfterShutdown => ExitCode::SUCCESS,
        Ended::WithoutShutdown => ExitCode::FAILURE,
    }
}
