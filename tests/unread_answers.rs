//! A client that asks and does not read: its answers wait in bounded memory. A suite of its own, for memory is counted
//! for all threads.

#![allow(
    clippy::unwrap_used,
    reason = "a test fails where something is not there"
)]

use std::io::{Write, pipe};
use std::process::ExitCode;
use std::thread;
use std::time::Duration;

use brief_ls::server::serve_on;
use peak_alloc::PeakAlloc;
use serde_json::{Value, json};

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

/// How many answers are asked for.
const CALLS: usize = 3_000;

/// The most memory that it takes, in bytes.
const MOST: usize = 100_000_000;

/// How long the memory stays the same before the server is taken to wait for its client. Where a slow machine takes
/// longer, less is counted, and nothing fails.
const SETTLED: Duration = Duration::from_secs(2);

fn frame(message: &Value) -> Vec<u8> {
    let body = message.to_string();
    format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

/// A session that asks for an outline after each of many edits, in frames.
fn session() -> Vec<u8> {
    let uri = "file:///a.md";
    let text: String = (0..150)
        .map(|it| format!("# Section {it}\n\nText.\n\n"))
        .collect();
    let item = json!({"uri": uri, "languageId": "markdown", "version": 0, "text": text});
    let notify = |method: &str, params: Value| {
        frame(&json!({"jsonrpc": "2.0", "method": method, "params": params}))
    };
    let call = |id: usize, method: &str, params: Value| {
        frame(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}))
    };
    let mut frames = call(0, "initialize", json!({"capabilities": {}}));
    frames.extend(notify("initialized", json!({})));
    frames.extend(notify(
        "textDocument/didOpen",
        json!({"textDocument": item}),
    ));
    for id in 1..=CALLS {
        let at = json!({"line": 0, "character": 2});
        let change = json!({"range": {"start": at, "end": at}, "text": "x"});
        let document = json!({"uri": uri, "version": id});
        let change = json!({"textDocument": document, "contentChanges": [change]});
        frames.extend(notify("textDocument/didChange", change));
        let asked = json!({"textDocument": {"uri": uri}});
        frames.extend(call(id, "textDocument/documentSymbol", asked));
    }
    frames
}

#[test]
fn answers_that_nobody_reads_wait_in_bounded_memory() {
    let (input, mut to_server) = pipe().unwrap();
    let (from_server, output) = pipe().unwrap();
    let frames = session();
    ALLOCATOR.reset_peak_usage();
    let before = ALLOCATOR.current_usage();
    let server = thread::spawn(move || serve_on(input, output).unwrap());
    let client = thread::spawn(move || {
        let _ = to_server.write_all(&frames);
        to_server
    });
    let mut last = 0;
    loop {
        thread::sleep(SETTLED);
        let peak = ALLOCATOR.peak_usage().saturating_sub(before);
        assert!(peak < MOST, "{peak} bytes");
        if peak == last {
            break;
        }
        last = peak;
    }
    // A client that goes ends it.
    drop(from_server);
    assert_eq!(server.join().unwrap(), ExitCode::FAILURE);
    drop(client.join().unwrap());
}
