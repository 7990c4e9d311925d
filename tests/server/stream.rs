//! In this process, over pipes.

use std::io::pipe;
use std::process::ExitCode;
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
