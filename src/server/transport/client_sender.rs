use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};

use serde_json::{Map, Value, json};
use tower_lsp::jsonrpc::{Request, Response};
use tower_lsp::lsp_types::notification::{LogMessage, Notification};
use tower_lsp::lsp_types::{LogMessageParams, MessageType};

use super::backlog::{Backlog, Load};
use super::uris::Uris;

/// Takes messages for the client, in the order in which they go out. It never waits: whoever takes the calls of a
/// client asks its [`Backlog`] whether more may be answered.
#[derive(Clone)]
pub struct ClientSender {
    messages: mpsc::Sender<Outgoing>,
    /// Whether the client has asked to initialize: before that it is told nothing (LSP 3.17,
    /// "Initialize Request").
    open: Arc<AtomicBool>,
    uris: Arc<Uris>,
    backlog: Backlog,
}

/// A message of the protocol, without what it says.
fn message() -> Map<String, Value> {
    Map::from_iter([("jsonrpc".to_owned(), Value::from("2.0"))])
}

/// What the writer takes from a [`ClientSender`].
pub enum Outgoing {
    /// A message to write, and its part in the backlog until it is written.
    Message(Value, Load),
    /// Nothing more comes.
    Close,
}

impl ClientSender {
    /// A sender to the client, and where its messages come out. `uris` gives them the client's spelling.
    pub fn new(uris: Arc<Uris>) -> (ClientSender, mpsc::Receiver<Outgoing>) {
        let (messages, outgoing) = mpsc::channel();
        let client_sender = ClientSender {
            messages,
            open: Arc::default(),
            uris,
            backlog: Backlog::default(),
        };
        (client_sender, outgoing)
    }

    /// How much is to be written.
    pub fn backlog(&self) -> &Backlog {
        &self.backlog
    }

    /// The client may be told things from now on.
    pub fn open(&self) {
        self.open.store(true, Ordering::Release);
    }

    /// Sends a request or a notification. It is dropped in silence where the client has gone.
    pub fn request(&self, request: Request) {
        let (method, id, params) = request.into_parts();
        let mut message = message();
        message.insert("method".to_owned(), Value::String(method.into_owned()));
        message.extend(id.map(|id| ("id".to_owned(), json!(id))));
        message.extend(params.map(|params| ("params".to_owned(), params)));
        self.post(message);
    }

    /// Sends the answer to a request. What it holds, which may be large, is not gone through again.
    pub fn answer(&self, answer: Response) {
        let (id, result) = answer.into_parts();
        let mut message = message();
        message.insert("id".to_owned(), json!(id));
        match result {
            Ok(result) => message.insert("result".to_owned(), result),
            Err(error) => message.insert("error".to_owned(), json!(error)),
        };
        self.post(message);
    }

    /// Sends a notification, once the client takes them.
    pub fn notify<N: Notification>(&self, params: N::Params) {
        if self.open.load(Ordering::Acquire) {
            self.request(Request::build(N::METHOD).params(json!(params)).finish());
        }
    }

    fn post(&self, message: Map<String, Value>) {
        let mut message = Value::Object(message);
        self.uris.restore(&mut message);
        let load = self.backlog.add(&message);
        let _ = self.messages.send(Outgoing::Message(message, load));
    }

    /// Nothing more comes: the writer ends once it has written what it was given.
    pub fn close(&self) {
        let _ = self.messages.send(Outgoing::Close);
    }

    /// Tells the client, and the log, of something odd that does no harm.
    pub fn warn(&self, message: impl Into<String>) {
        let message = message.into();
        tracing::warn!("{message}");
        self.log(MessageType::WARNING, message);
    }

    /// Tells the client, and the log, of something that went wrong.
    pub fn error(&self, message: impl Into<String>) {
        let message = message.into();
        tracing::error!("{message}");
        self.log(MessageType::ERROR, message);
    }

    fn log(&self, typ: MessageType, message: String) {
        self.notify::<LogMessage>(LogMessageParams { typ, message });
    }
}
