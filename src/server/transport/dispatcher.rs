use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures::{FutureExt, SinkExt, StreamExt, poll};
use serde_json::Value;
use tokio::sync::mpsc::Receiver;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until, timeout};
use tower_lsp::jsonrpc::{Error, Id, Request, Response};
use tower_lsp::{ClientSocket, LanguageServer, LspService};
use tower_service::Service;

use super::backlog::Held;
use super::client_sender::ClientSender;
use super::end::ServingEnd;
use super::lifecycle::{Disposition, LifecyclePhase, disposition};
use super::message::Message;
use super::notification::{Delivery, deliver};
use super::uris::Uris;

/// How long requests in hand may take to end when the client has nothing more to say.
const GRACE: Duration = Duration::from_secs(5);

/// The most requests that are in hand at once. Each may answer at any moment, however much waits to be written.
const MOST_IN_HAND: usize = 16;

/// How serving came to its end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ended {
    /// The client asked for it first: the exit code is 0 (LSP 3.17, "Exit Notification").
    AfterShutdown,
    /// It did not: the exit code is 1.
    WithoutShutdown,
}

/// Carries messages between the client and a service.
pub struct Dispatcher<S> {
    /// The service.
    pub service: LspService<S>,
    /// Where the client's messages come from.
    pub incoming: Receiver<Message>,
    /// Where messages to it go.
    pub client_sender: ClientSender,
    /// How the client spells URIs.
    pub uris: Arc<Uris>,
    /// What ends it from outside.
    pub end: ServingEnd,
    /// How far the client has come.
    phase: LifecyclePhase,
    /// The requests in hand.
    requests: JoinSet<()>,
    /// The calls that wait until more may be in hand or to be written.
    held: Held,
    /// When waiting ends, where the client has nothing more to say.
    deadline: Option<Instant>,
}

impl<S: LanguageServer> Dispatcher<S> {
    /// A dispatcher that has carried nothing yet.
    pub fn new(
        service: LspService<S>,
        incoming: Receiver<Message>,
        client_sender: ClientSender,
        uris: Arc<Uris>,
        end: ServingEnd,
    ) -> Self {
        Dispatcher {
            service,
            incoming,
            client_sender,
            uris,
            end,
            phase: LifecyclePhase::default(),
            requests: JoinSet::new(),
            held: Held::default(),
            deadline: None,
        }
    }

    /// Carries messages until the client says `exit`, sends no more, or is gone. `socket` gives the
    /// requests that the service makes to the client.
    pub async fn run(mut self, socket: ClientSocket) -> Ended {
        let (mut ours, mut answers) = socket.split();
        let client_sender = self.client_sender.clone();
        let forward = tokio::spawn(async move {
            while let Some(request) = ours.next().await {
                client_sender.request(request);
            }
        });
        while self.begin_held().await {
            let message = match self.next().await {
                Next::Message(message) => message,
                Next::Room => continue,
                Next::End => break,
            };
            match message {
                Some(Message::Call(call)) => self.take(call).await,
                Some(Message::Answer(answer)) => {
                    if answers.send(answer).await.is_err() {
                        break;
                    }
                }
                Some(Message::Invalid(answer)) => {
                    self.client_sender.warn(invalid(&answer));
                    self.client_sender.answer(answer);
                }
                Some(Message::Unanswerable(why)) => self.client_sender.warn(why),
                None => self.deadline = Some(Instant::now() + GRACE),
            }
        }
        forward.abort();
        match self.phase {
            LifecyclePhase::ShutDown => Ended::AfterShutdown,
            LifecyclePhase::New | LifecyclePhase::Running => Ended::WithoutShutdown,
        }
    }

    /// Begins the calls that wait, as many as may be; false where nothing more comes.
    async fn begin_held(&mut self) -> bool {
        while self.has_room()
            && let Some(call) = self.held.pop()
        {
            if !self.call(call).await {
                return false;
            }
        }
        let is_done = self.deadline.is_some() && self.held.is_empty();
        if is_done {
            self.finish_requests().await;
        }
        !is_done
    }

    fn has_room(&mut self) -> bool {
        while self.requests.try_join_next().is_some() {}
        self.requests.len() < MOST_IN_HAND && !self.client_sender.backlog().is_full()
    }

    /// What comes next: a message; room for a call that waits; the end.
    async fn next(&mut self) -> Next {
        let is_held = !self.held.is_empty();
        let in_hand = self.requests.len() >= MOST_IN_HAND;
        let backlog = self.client_sender.backlog();
        let deadline = self.deadline;
        tokio::select! {
            message = self.incoming.recv(), if deadline.is_none() && !self.held.is_full() => {
                Next::Message(message)
            }
            () = self.end.wait_for_client_gone() => Next::End,
            _ = self.requests.join_next(), if is_held && in_hand => Next::Room,
            () = backlog.wait_for_less(), if is_held && backlog.is_full() => Next::Room,
            () = sleep_until(deadline.unwrap_or_else(Instant::now)), if deadline.is_some() => Next::End,
        }
    }

    /// Takes a call behind those that wait; what cancels one of these is done with at once, and so is what cancels a
    /// request in hand.
    async fn take(&mut self, call: Request) {
        match call.method() {
            "$/cancelRequest" if !self.held.is_empty() => match self.held.cancel(&call) {
                Some(id) => {
                    let error = Error::request_cancelled();
                    self.client_sender.answer(Response::from_error(id, error));
                }
                None => {
                    self.call(call).await;
                }
            },
            // What the client has said before it wanted to end is done with, but not for ever.
            "exit" => {
                self.deadline = Some(Instant::now() + GRACE);
                self.held.push(call);
            }
            _ => self.held.push(call),
        }
    }

    /// Handles a request or a notification; false where it is the last.
    async fn call(&mut self, call: Request) -> bool {
        match disposition(self.phase, &call) {
            Disposition::Exit => return false,
            Disposition::Dropped => {}
            Disposition::Refused(error) => {
                let id = call.id().cloned().unwrap_or(Id::Null);
                self.client_sender.answer(Response::from_error(id, error));
            }
            Disposition::Handled => match call.method() {
                "initialize" if self.phase == LifecyclePhase::New => self.initialize(call).await,
                "shutdown" => {
                    self.finish_requests().await;
                    self.phase = LifecyclePhase::ShutDown;
                    self.begin(call).await;
                }
                _ => self.begin(call).await,
            },
        }
        true
    }

    /// Nothing else is looked at before the client has its answer.
    async fn initialize(&mut self, call: Request) {
        self.client_sender.open();
        let answer = self.service.call(with_names_as_read(call)).await;
        if let Ok(Some(answer)) = answer {
            if answer.is_ok() {
                self.phase = LifecyclePhase::Running;
            }
            self.client_sender.answer(answer);
        }
    }

    /// Runs a call as far as it goes without waiting, which is to its end for a notification, and the
    /// rest of it in a task.
    async fn begin(&mut self, call: Request) {
        if call.method() == "textDocument/didOpen" {
            self.uris.remember(call.params().unwrap_or(&Value::Null));
        }
        let method = call.method().to_owned();
        let id = call.id().cloned();
        let delivered = AssertUnwindSafe(deliver(self.service.inner(), call)).catch_unwind();
        let call = match delivered.await {
            Ok(Delivery::Done) => return,
            Ok(Delivery::Unreadable(why)) => return self.client_sender.warn(why),
            Ok(Delivery::NotOurs(call)) => call,
            Err(_) => return self.client_sender.error(failed(&method)),
        };
        let client_sender = self.client_sender.clone();
        let handled = AssertUnwindSafe(self.service.call(call)).catch_unwind();
        let mut answered = Box::pin(handled.map(move |result| match result {
            Ok(Ok(Some(answer))) => client_sender.answer(answer),
            Ok(_) => {}
            Err(_) => {
                client_sender.error(failed(&method));
                if let Some(id) = id {
                    client_sender.answer(Response::from_error(id, Error::internal_error()));
                }
            }
        }));
        if poll!(&mut answered).is_pending() {
            self.requests.spawn(answered);
        }
    }

    /// Waits for the requests in hand, so that a client that sends all at once has its answers.
    async fn finish_requests(&mut self) {
        let all = async { while self.requests.join_next().await.is_some() {} };
        if timeout(GRACE, all).await.is_err() {
            tracing::warn!("some requests did not finish in time");
        }
    }
}

/// What a dispatcher does next.
enum Next {
    /// It takes a message, or that there is none any more.
    Message(Option<Message>),
    /// It begins a call that waits.
    Room,
    /// It ends.
    End,
}

/// What the log says of a call whose handler panics.
fn failed(method: &str) -> String {
    format!("{method} failed because of a bug in brief-ls")
}

/// What the log says of a message that is none: the error that answers it.
fn invalid(answer: &Response) -> String {
    let error = answer.error();
    let code = error.map_or(0, |error| error.code.code());
    let why = error.map_or("", |error| error.message.as_ref());
    format!("invalid message from the client: {why} (error {code})")
}

/// `initialize` with the one capability that lsp-types 0.94 looks for under another name: the protocol
/// has `workspace.diagnostics`, it has `workspace.diagnostic`.
fn with_names_as_read(call: Request) -> Request {
    let (method, id, params) = call.into_parts();
    let mut renamed = Request::build(method);
    if let Some(id) = id {
        renamed = renamed.id(id);
    }
    if let Some(mut params) = params {
        let workspace = params.pointer_mut("/capabilities/workspace");
        if let Some(workspace) = workspace.and_then(Value::as_object_mut)
            && let Some(refresh) = workspace.remove("diagnostics")
        {
            workspace.insert("diagnostic".to_owned(), refresh);
        }
        renamed = renamed.params(params);
    }
    renamed.finish()
}
