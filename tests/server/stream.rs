//! In this process, over pipes.

use std::io::{Read, pipe};
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, channel};
use std::thread::{self, JoinHandle};

use brief_ls::server::serve_on;
use serde_json::{Value, json};

use crate::wire::{Wire, frame};

fn start() -> (Wire, JoinHandle<ExitCode>) {
    let (input, to_server) = pipe().expect("a pipe");
    let (from_server, output) = pipe().expect("a pipe");
    let server = thread::spawn(move || serve_on(input, output).expect("a runtime"));
    (Wire::new(to_server, from_server), server)
}

fn code(server: JoinHandle<ExitCode>) -> ExitCode {
    server.join().expect("the server does not panic")
}

/// The outline of the open document, which tells that it is still known.
fn outline(wire: &mut Wire, id: i64) -> Value {
    let document = json!({"textDocument": {"uri": "file:///a.md"}});
    wire.request(id, "textDocument/documentSymbol", document)["result"].clone()
}

#[test]
fn exit_ends_it_though_the_stream_stays_open() {
    let (mut wire, server) = start();
    wire.initialize();
    wire.request(1, "shutdown", Value::Null);
    wire.notify("exit", Value::Null);
    assert_eq!(code(server), ExitCode::SUCCESS);

    let (mut wire, server) = start();
    wire.initialize();
    wire.notify("exit", Value::Null);
    assert_eq!(code(server), ExitCode::FAILURE);
}

#[test]
fn the_end_of_the_stream_ends_it() {
    let (mut wire, server) = start();
    wire.initialize();
    wire.close();
    assert_eq!(code(server), ExitCode::FAILURE);

    let (mut wire, server) = start();
    wire.initialize();
    wire.request(1, "shutdown", Value::Null);
    wire.close();
    assert_eq!(code(server), ExitCode::SUCCESS);
}

#[test]
fn a_client_that_closes_its_end_ends_it() {
    let (input, mut to_server) = pipe().expect("a pipe");
    let (from_server, output) = pipe().expect("a pipe");
    let server = thread::spawn(move || serve_on(input, output).expect("a runtime"));
    drop(from_server);
    let initialize =
        json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}});
    std::io::Write::write_all(&mut to_server, &frame(initialize.to_string().as_bytes()))
        .expect("a reader");
    assert_eq!(code(server), ExitCode::FAILURE);
}

#[test]
fn malformed_frames_get_an_error_and_lose_nothing() {
    let (mut wire, server) = start();
    wire.initialize();
    wire.open("file:///a.md", "# Title\n");
    let faulty: [(&str, Vec<u8>, i64); 8] = [
        ("no JSON", frame(b"{\"jsonrpc\": "), -32700),
        (
            "bad UTF-8",
            frame(b"{\"jsonrpc\": \"2.0\", \"method\": \"\xff\xfe\"}"),
            -32700,
        ),
        ("an empty body", frame(b""), -32700),
        ("a batch", frame(b"[]"), -32600),
        (
            "no length",
            b"Content-Type: x\r\n\r\n{\"jsonrpc\": \"2.0\"}".to_vec(),
            -32700,
        ),
        (
            "an absurd length",
            b"Content-Length: 99999999999999\r\n\r\n{}".to_vec(),
            -32700,
        ),
        (
            "a length too short",
            b"Content-Length: 5\r\n\r\n{\"jsonrpc\": \"2.0\"}".to_vec(),
            -32700,
        ),
        ("no header", b"hello there\r\n".to_vec(), -32700),
    ];
    for (id, (name, bytes, expected)) in (10..).zip(faulty) {
        wire.raw(&bytes);
        // Garbage is noticed at the latest with the message that follows it.
        let id = id * 10;
        let document = json!({"uri": "file:///a.md"});
        wire.send(
            &json!({"jsonrpc": "2.0", "id": id, "method": "textDocument/documentSymbol",
            "params": {"textDocument": document}}),
        );
        assert_eq!(wire.error(), expected, "{name}");
        let answer = wire.message(|message| message["id"] == id);
        assert_eq!(answer["result"][0]["name"], "Title", "{name}");
    }
    assert_eq!(outline(&mut wire, 2)[0]["name"], "Title");
    wire.request(3, "shutdown", Value::Null);
    wire.notify("exit", Value::Null);
    assert_eq!(code(server), ExitCode::SUCCESS);
}

#[test]
fn a_length_too_long_costs_the_message_only() {
    let (mut wire, server) = start();
    wire.initialize();
    wire.open("file:///a.md", "# Title\n");
    wire.raw(b"Content-Length: 30\r\n\r\n{\"jsonrpc\": \"2.0\"}");
    assert_eq!(outline(&mut wire, 2)[0]["name"], "Title");
    wire.close();
    assert_eq!(code(server), ExitCode::FAILURE);
}

#[test]
fn half_a_character_is_replaced_and_the_text_stays_the_same_length() {
    let (mut wire, server) = start();
    wire.initialize();
    let item =
        r#"{"uri":"file:///a.md","languageId":"markdown","version":1,"text":"x \ud83d y[^1]\n"}"#;
    let open = format!(
        r#"{{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{{"textDocument":{item}}}}}"#
    );
    wire.raw(&frame(open.as_bytes()));
    let published = wire.message(|message| message["method"] == "textDocument/publishDiagnostics");
    let range = &published["params"]["diagnostics"][0]["range"];
    assert_eq!(range["start"], json!({"line": 0, "character": 5}));
    wire.close();
    assert_eq!(code(server), ExitCode::FAILURE);
}

#[test]
fn a_document_of_ten_megabytes_is_opened() {
    let (mut wire, server) = start();
    wire.initialize();
    let text = format!(
        "# Title\n\n{}",
        "A sentence of some length, to fill it.\n\n".repeat(260_000)
    );
    wire.open("file:///a.md", &text);
    assert_eq!(outline(&mut wire, 2)[0]["name"], "Title");
    wire.request(3, "shutdown", Value::Null);
    wire.notify("exit", Value::Null);
    assert_eq!(code(server), ExitCode::SUCCESS);
}

#[test]
fn a_session_that_is_sent_at_once_has_all_its_answers() {
    let (mut wire, server) = start();
    let mut all = Vec::new();
    let mut add = |message: Value| all.extend(frame(message.to_string().as_bytes()));
    add(json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}}));
    add(json!({"jsonrpc": "2.0", "method": "initialized", "params": {}}));
    add(
        json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument":
        {"uri": "file:///a.md", "languageId": "markdown", "version": 1, "text": "# Title\n"}}}),
    );
    add(
        json!({"jsonrpc": "2.0", "id": 2, "method": "textDocument/documentSymbol",
        "params": {"textDocument": {"uri": "file:///a.md"}}}),
    );
    add(json!({"jsonrpc": "2.0", "id": 3, "method": "shutdown"}));
    add(json!({"jsonrpc": "2.0", "method": "exit"}));
    wire.raw(&all);
    let answer = wire.message(|message| message["id"] == 2);
    assert_eq!(answer["result"][0]["name"], "Title");
    wire.message(|message| message["id"] == 3);
    assert_eq!(code(server), ExitCode::SUCCESS);
}

/// What a client sees that reads nothing until it is told to.
struct Later<R> {
    output: R,
    told: Option<Receiver<()>>,
}

impl<R: Read> Read for Later<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if let Some(told) = self.told.take() {
            let _ = told.recv();
        }
        self.output.read(buffer)
    }
}

/// Answers that nobody reads wait, and so do then the calls: each is answered all the same, with the state of its
/// moment.
#[test]
fn a_client_that_writes_all_before_it_reads_has_every_answer() {
    const CALLS: i64 = 300;
    let (input, to_server) = pipe().expect("a pipe");
    let (from_server, output) = pipe().expect("a pipe");
    let server = thread::spawn(move || serve_on(input, output).expect("a runtime"));
    let (tell, told) = channel();
    let mut wire = Wire::new(
        to_server,
        Later {
            output: from_server,
            told: Some(told),
        },
    );
    let call = |id: i64, method: &str, params: Value| json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params});
    wire.send(&call(0, "initialize", json!({"capabilities": {}})));
    wire.notify("initialized", json!({}));
    let text: String = (0..100)
        .map(|it| format!("# Section {it}\n\nText.\n\n"))
        .collect();
    wire.open("file:///a.md", &text);
    for id in 1..=CALLS {
        let change = json!({"range": {"start": {"line": 0, "character": 2}, "end": {"line": 0, "character": 2}}, "text": "x"});
        let document = json!({"uri": "file:///a.md", "version": id + 1});
        wire.notify(
            "textDocument/didChange",
            json!({"textDocument": document, "contentChanges": [change]}),
        );
        wire.send(&call(
            id,
            "textDocument/documentSymbol",
            json!({"textDocument": {"uri": "file:///a.md"}}),
        ));
    }
    wire.send(&call(CALLS + 1, "shutdown", Value::Null));
    tell.send(()).expect("a reader");
    let mut seen = vec![false; CALLS as usize];
    while seen.contains(&false) {
        let answer = wire.message(|message| {
            message["id"]
                .as_i64()
                .is_some_and(|id| (1..=CALLS).contains(&id))
        });
        let id = answer["id"].as_i64().expect("an id");
        let name = answer["result"][0]["name"].as_str().expect("a name");
        assert_eq!(name.matches('x').count() as i64, id);
        seen[id as usize - 1] = true;
    }
    wire.notify("exit", Value::Null);
    assert_eq!(code(server), ExitCode::SUCCESS);
}
