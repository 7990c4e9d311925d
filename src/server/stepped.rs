//! The server on the thread of its host, in steps: for hosts without threads, such as a browser.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::Receiver;

use serde_json::Value;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::Notify;
use tokio::sync::mpsc::{self, UnboundedSender};
use tokio::task::JoinHandle;

use super::transport::{ClientSender, Ended, Outgoing, ServingEnd, Uris};
use super::turns::Turns;
use super::{READ_AHEAD, dispatcher, read_values};

/// A server that does nothing by itself: its host hands it messages and has it take steps.
pub struct SteppedServer {
    runtime: Runtime,
    /// Told where no task can go on.
    idle: Arc<Notify>,
    turns: Turns,
    to_server: UnboundedSender<Value>,
    to_client: Receiver<Outgoing>,
    serving: JoinHandle<Ended>,
}

impl SteppedServer {
    /// A server that has read no message. One thread has one at most.
    ///
    /// # Errors
    /// Where the system gives no runtime.
    pub fn new() -> io::Result<SteppedServer> {
        let idle = Arc::new(Notify::new());
        let is_idle = idle.clone();
        let runtime = Builder::new_current_thread()
            .enable_time()
            .on_thread_park(move || is_idle.notify_one())
            .build()?;
        let (to_server, from_client) = mpsc::unbounded_channel();
        let (messages, incoming) = mpsc::channel(READ_AHEAD);
        let uris = Arc::new(Uris::default());
        let (client_sender, to_client) = ClientSender::new(uris.clone());
        runtime.spawn(read_values(from_client, messages));
        let serving = runtime.spawn(async move {
            dispatcher(incoming, &client_sender, uris, &ServingEnd::default()).await
        });
        Ok(SteppedServer {
            runtime,
            serving,
            idle,
            turns: Turns::start_here(),
            to_server,
            to_client,
        })
    }

    /// Takes a message of the client, a JSON-RPC value. It is looked at in the next step.
    pub fn take(&self, message: Value) {
        // Nobody reads it once the server has ended.
        let _ = self.to_server.send(message);
    }

    /// Handles the messages taken so far, and then does one computation; whether it did one, so that others may wait.
    /// A host that looks for messages between steps can cancel what waits.
    pub fn step(&mut self) -> bool {
        self.run_until_idle();
        let turns = self.turns.clone();
        turns.give(|| self.run_until_idle())
    }

    fn run_until_idle(&mut self) {
        self.runtime.block_on(self.idle.notified());
    }

    /// The messages for the client since the last call.
    pub fn messages(&self) -> impl Iterator<Item = Value> {
        self.to_client
            .try_iter()
            .filter_map(|message| match message {
                Outgoing::Message(message, _) => Some(message),
                Outgoing::Close => None,
            })
    }

    /// Whether the client has said `exit`.
    pub fn has_ended(&self) -> bool {
        self.serving.is_finished()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn call(method: &str, id: Option<i64>, params: Value) -> Value {
        let mut call = json!({"jsonrpc": "2.0", "method": method, "params": params});
        if let Some(id) = id {
            call["id"] = json!(id);
        }
        call
    }

    /// A server that has a brief open, and what it said so far.
    fn opened() -> (SteppedServer, Vec<Value>) {
        let mut server = SteppedServer::new().unwrap();
        let text = "A claim.[^1]\n\n[^2]: Ana Roy, *Rivers*, 2021.\n";
        let item =
            json!({"uri": "untitled:a", "languageId": "markdown", "version": 1, "text": text});
        server.take(call("initialize", Some(1), json!({"capabilities": {}})));
        server.take(call("initialized", None, json!({})));
        server.take(call(
            "textDocument/didOpen",
            None,
            json!({"textDocument": item}),
        ));
        let said = run(&mut server);
        (server, said)
    }

    fn run(server: &mut SteppedServer) -> Vec<Value> {
        while server.step() {}
        server.messages().collect()
    }

    #[test]
    fn a_brief_is_checked_in_steps() {
        let (mut server, said) = opened();
        assert_eq!(said[0]["id"], 1);
        let published = said
            .iter()
            .find(|it| it["method"] == "textDocument/publishDiagnostics");
        let found = published.unwrap()["params"]["diagnostics"]
            .as_array()
            .unwrap();
        assert_eq!(found.len(), 2, "{found:?}");
        server.take(call("shutdown", Some(2), Value::Null));
        server.take(call("exit", None, Value::Null));
        assert_eq!(
            run(&mut server),
            [json!({"jsonrpc": "2.0", "id": 2, "result": null})]
        );
        assert!(server.has_ended());
    }

    #[test]
    fn what_is_cancelled_before_its_turn_is_not_computed() {
        let (mut server, _) = opened();
        let document = json!({"textDocument": {"uri": "untitled:a"}});
        server.take(call(
            "textDocument/documentSymbol",
            Some(2),
            document.clone(),
        ));
        server.take(call("textDocument/documentSymbol", Some(3), document));
        server.take(call("$/cancelRequest", None, json!({"id": 2})));
        let said = run(&mut server);
        let answer = |id: i64| said.iter().find(|it| it["id"] == id).unwrap();
        assert_eq!(answer(2)["error"]["code"], -32800);
        assert!(answer(3)["result"].is_array());
    }
}
