//! A client at the other end of a stream.

use std::io::{BufRead, BufReader, Read, Write};
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use serde_json::{Value, json};

use crate::driver::PATIENCE;

pub struct Wire {
    to_server: Option<Box<dyn Write>>,
    from_server: Receiver<Value>,
}

impl Wire {
    pub fn new(to_server: impl Write + 'static, from_server: impl Read + Send + 'static) -> Wire {
        let (messages, received) = channel();
        thread::spawn(move || {
            let mut input = BufReader::new(from_server);
            while let Some(message) = read(&mut input) {
                if messages.send(message).is_err() {
                    return;
                }
            }
        });
        Wire {
            to_server: Some(Box::new(to_server)),
            from_server: received,
        }
    }

    /// Sends bytes as they are. A server that has gone is no error here.
    pub fn raw(&mut self, bytes: &[u8]) {
        if let Some(to_server) = &mut self.to_server {
            let _ = to_server.write_all(bytes).and_then(|()| to_server.flush());
        }
    }

    pub fn send(&mut self, message: &Value) {
        self.raw(&frame(message.to_string().as_bytes()));
    }

    pub fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Sends a request; the message that answers it.
    pub fn request(&mut self, id: i64, method: &str, params: Value) -> Value {
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        self.message(|message| message["id"] == id)
    }

    pub fn initialize(&mut self) {
        self.request(0, "initialize", json!({"capabilities": {}}));
        self.notify("initialized", json!({}));
    }

    pub fn open(&mut self, uri: &str, text: &str) {
        let item = json!({"uri": uri, "languageId": "markdown", "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": item}));
    }

    /// The next message that `is_it`; what comes before is skipped.
    pub fn message(&self, is_it: impl Fn(&Value) -> bool) -> Value {
        loop {
            let message = self.from_server.recv_timeout(PATIENCE).expect("a message");
            if is_it(&message) {
                return message;
            }
        }
    }

    /// The code of the next error that answers no request.
    pub fn error(&self) -> i64 {
        let error = self.message(|message| message["error"].is_object() && message["id"].is_null());
        error["error"]["code"].as_i64().expect("a code")
    }

    /// Closes the way to the server.
    pub fn close(&mut self) {
        self.to_server = None;
    }
}

pub fn frame(body: &[u8]) -> Vec<u8> {
    [
        format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes(),
        body,
    ]
    .concat()
}

fn read(input: &mut impl BufRead) -> Option<Value> {
    let mut header = String::new();
    input.read_line(&mut header).ok()?;
    let length = header
        .strip_prefix("Content-Length: ")?
        .trim()
        .parse()
        .ok()?;
    input.read_line(&mut header).ok()?;
    let mut body = vec![0; length];
    input.read_exact(&mut body).ok()?;
    Some(serde_json::from_slice(&body).expect("JSON"))
}
