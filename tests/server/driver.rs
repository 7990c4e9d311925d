//! A client without a transport. Every message of the server is checked against the protocol's types.

use std::collections::{HashMap, VecDeque};
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

use crate::recording::Recording;
use crate::validate;

/// Guards against a hang; nothing waits that long.
pub const PATIENCE: Duration = Duration::from_secs(60);

pub struct Client {
    to_server: UnboundedSender<Value>,
    from_server: Receiver<Value>,
    server: JoinHandle<ExitCode>,
    next_id: i64,
    /// The method of each request that has no answer yet.
    asked: HashMap<i64, String>,
    answers: HashMap<i64, Result<Value, i64>>,
    notifications: VecDeque<(String, Value)>,
    /// The requests that the server made.
    pub requests: Vec<(String, Value)>,
    /// What it is told when it asks for settings.
    pub settings: Value,
    /// What it is answered to the questions that it asks the author.
    pub choice: Value,
    recording: Option<Recording>,
}

impl Client {
    /// A client that has not initialized its server.
    pub fn new() -> Client {
        let (to_server, incoming) = unbounded_channel();
        let (outgoing, mut from_server) = unbounded_channel();
        let server = thread::spawn(move || {
            brief_ls::server::serve_values(incoming, outgoing).expect("a runtime")
        });
        let (forward, received) = channel();
        thread::spawn(move || {
            while let Some(value) = from_server.blocking_recv() {
                if forward.send(value).is_err() {
                    return;
                }
            }
        });
        Client {
            to_server,
            from_server: received,
            server,
            next_id: 1,
            asked: HashMap::new(),
            answers: HashMap::new(),
            notifications: VecDeque::new(),
            requests: Vec::new(),
            settings: Value::Null,
            choice: Value::Null,
            recording: Recording::begin(),
        }
    }

    /// A client with these capabilities that has initialized its server.
    pub fn start(capabilities: Value) -> Client {
        Client::start_with(json!({"capabilities": capabilities}))
    }

    /// A client that has initialized its server with `params`.
    pub fn start_with(params: Value) -> Client {
        let mut client = Client::new();
        client.request("initialize", params);
        client.notify("initialized", json!({}));
        client
    }

    pub fn send(&self, message: Value) {
        if let Some(recording) = &self.recording {
            recording.sent(&message);
        }
        let _ = self.to_server.send(message);
    }

    pub fn notify(&self, method: &str, params: Value) {
        self.send(json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Sends a request; its id.
    pub fn ask(&mut self, method: &str, params: Value) -> i64 {
        let id = self.next_id;
        self.next_id += 1;
        self.asked.insert(id, method.to_owned());
        self.send(json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        id
    }

    /// The result of a request, or the code of its error.
    pub fn answer(&mut self, id: i64) -> Result<Value, i64> {
        loop {
            if let Some(answer) = self.answers.remove(&id) {
                return answer;
            }
            self.receive();
        }
    }

    pub fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params);
        self.answer(id)
            .unwrap_or_else(|code| panic!("{method}: {code}"))
    }

    pub fn open(&self, uri: &str, language: &str, text: &str) {
        let item = json!({"uri": uri, "languageId": language, "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": item}));
    }

    pub fn change(&self, uri: &str, version: i32, changes: Value) {
        let document = json!({"uri": uri, "version": version});
        self.notify(
            "textDocument/didChange",
            json!({"textDocument": document, "contentChanges": changes}),
        );
    }

    pub fn close(&self, uri: &str) {
        self.notify(
            "textDocument/didClose",
            json!({"textDocument": {"uri": uri}}),
        );
    }

    /// The next notification of that method.
    pub fn notification(&mut self, method: &str) -> Value {
        loop {
            if let Some(at) = self.notifications.iter().position(|(it, _)| it == method) {
                return self.notifications.remove(at).expect("it was found").1;
            }
            self.receive();
        }
    }

    /// The next request of that method from the server; it has been answered already.
    pub fn server_request(&mut self, method: &str) -> Value {
        loop {
            if let Some(at) = self.requests.iter().position(|(it, _)| it == method) {
                return self.requests.remove(at).1;
            }
            self.receive();
        }
    }

    pub fn published(&mut self) -> Value {
        self.notification("textDocument/publishDiagnostics")
    }

    /// All notifications of that method that came before the server answered another request.
    pub fn notifications_so_far(&mut self, method: &str) -> Vec<Value> {
        let unknown = json!({"textDocument": {"uri": "file:///fence"}});
        self.request("textDocument/documentSymbol", unknown);
        let (these, others) = self
            .notifications
            .drain(..)
            .partition(|(it, _)| it == method);
        self.notifications = others;
        let these: VecDeque<(String, Value)> = these;
        these.into_iter().map(|(_, params)| params).collect()
    }

    /// Ends as the protocol says; no message may be left that is not valid.
    pub fn finish(mut self) -> ExitCode {
        assert_eq!(self.request("shutdown", Value::Null), Value::Null);
        self.exit()
    }

    pub fn exit(mut self) -> ExitCode {
        self.send(json!({"jsonrpc": "2.0", "method": "exit"}));
        while let Ok(message) = self.from_server.recv_timeout(PATIENCE) {
            self.take(message);
        }
        self.server.join().expect("the server does not panic")
    }

    /// The next message that answers no request of ours: an error with the id `null`.
    pub fn error(&mut self) -> i64 {
        loop {
            if let Some(Err(code)) = self.answers.remove(&-1) {
                return code;
            }
            self.receive();
        }
    }

    fn receive(&mut self) {
        let message = self.from_server.recv_timeout(PATIENCE);
        self.take(message.expect("a message of the server"));
    }

    fn take(&mut self, message: Value) {
        if let Some(recording) = &self.recording {
            recording.received(&message);
        }
        assert_eq!(message["jsonrpc"], "2.0");
        let method = message["method"].as_str().map(str::to_owned);
        match (method, message.get("id")) {
            (Some(method), None) => {
                validate::notification(&method, &message["params"]);
                self.notifications
                    .push_back((method, message["params"].clone()));
            }
            (Some(method), Some(id)) => {
                validate::request(&method, &message["params"]);
                let result = match method.as_str() {
                    "workspace/configuration" => json!([self.settings]),
                    "window/showMessageRequest" => self.choice.clone(),
                    "window/showDocument" => json!({"success": true}),
                    "workspace/applyEdit" => json!({"applied": true}),
                    _ => Value::Null,
                };
                self.send(json!({"jsonrpc": "2.0", "id": id, "result": result}));
                self.requests.push((method, message["params"].clone()));
            }
            (None, Some(id)) => {
                let id = id.as_i64().unwrap_or(-1);
                let method = self.asked.remove(&id);
                let answer = match message.get("error") {
                    Some(error) => Err(error["code"].as_i64().expect("a code")),
                    None => {
                        let method = method.expect("an answer to a request");
                        validate::result(&method, &message["result"]);
                        Ok(message["result"].clone())
                    }
                };
                self.answers.insert(id, answer);
            }
            (None, None) => panic!("no message: {message}"),
        }
    }
}
