//! The real binary.

use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Instant;

use serde_json::{Value, json};

use crate::driver::PATIENCE;
use crate::wire::Wire;

fn start() -> (Wire, Child) {
    start_with(&["server"])
}

fn start_with(args: &[&str]) -> (Wire, Child) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_brief-ls"));
    command.args(args);
    run(command)
}

fn run(mut command: Command) -> (Wire, Child) {
    let mut server = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the binary");
    let stdin = server.stdin.take().expect("stdin");
    let stdout = server.stdout.take().expect("stdout");
    (Wire::new(stdin, stdout), server)
}

/// The exit code; a server that hangs is killed and fails the test.
fn code(mut server: Child) -> Option<i32> {
    let begin = Instant::now();
    loop {
        if let Some(status) = server.try_wait().expect("a status") {
            return status.code();
        }
        if begin.elapsed() > PATIENCE {
            server.kill().expect("it can be killed");
            panic!("the server does not end");
        }
        thread::yield_now();
    }
}

#[test]
fn it_serves_and_exits_with_stdin_held_open() {
    let (mut wire, server) = start();
    wire.initialize();
    wire.open("file:///a.md", "A claim.[^1]\n");
    let published = wire.message(|message| message["method"] == "textDocument/publishDiagnostics");
    assert_eq!(
        published["params"]["diagnostics"][0]["code"],
        "undefined-marker"
    );
    wire.request(1, "shutdown", Value::Null);
    wire.notify("exit", Value::Null);
    assert_eq!(code(server), Some(0));
    drop(wire);
}

#[test]
fn it_serves_however_an_editor_starts_it() {
    let all: [&[&str]; 5] = [
        &[],
        &["--stdio"],
        &["server", "--stdio"],
        &["--stdio", "--color", "never"],
        &["--color", "never", "server"],
    ];
    for args in all {
        let (mut wire, server) = start_with(args);
        wire.initialize();
        wire.request(1, "shutdown", Value::Null);
        wire.notify("exit", Value::Null);
        assert_eq!(code(server), Some(0), "{args:?}");
    }
}

#[test]
fn it_exits_with_one_without_shutdown() {
    let (mut wire, server) = start();
    wire.initialize();
    wire.notify("exit", Value::Null);
    assert_eq!(code(server), Some(1));
    drop(wire);
}

#[test]
fn it_ends_with_its_client() {
    let (mut wire, server) = start();
    wire.initialize();
    wire.close();
    assert_eq!(code(server), Some(1));
}

#[cfg(unix)]
#[test]
fn it_ends_when_the_process_of_the_client_is_no_more() {
    let mut client = Command::new("sleep")
        .arg("1000")
        .spawn()
        .expect("a process");
    let (mut wire, server) = start();
    let params = json!({"capabilities": {}, "processId": client.id()});
    wire.request(0, "initialize", params);
    client.kill().expect("it can be killed");
    client.wait().expect("it has ended");
    assert_eq!(code(server), Some(1));
    drop(wire);
}

/// The page that is shown is that of `brief-ls explain`, with those that it links to, and it has no findings of its own.
#[cfg(target_os = "linux")]
#[allow(
    clippy::disallowed_methods,
    reason = "the test reads what the server wrote"
)]
#[test]
fn the_page_of_a_rule_is_shown_as_a_file() {
    let cache = tempfile::tempdir().expect("a folder");
    let program = || Command::new(env!("CARGO_BIN_EXE_brief-ls"));
    let mut command = program();
    command.arg("server").env("XDG_CACHE_HOME", cache.path());
    let (mut wire, server) = run(command);
    let shows = json!({"capabilities": {"window": {"showDocument": {"support": true}}}});
    wire.request(0, "initialize", shows);
    wire.notify("initialized", json!({}));
    let params = json!({"command": "brief-ls.explain", "arguments": ["unused-note"]});
    wire.send(
        &json!({"jsonrpc": "2.0", "id": 1, "method": "workspace/executeCommand", "params": params}),
    );
    let shown = wire.message(|message| message["method"] == "window/showDocument");
    let folder = cache.path().join("brief-ls/rules");
    let page = folder.join("unused-note.md");
    assert_eq!(
        shown["params"],
        json!({
            "uri": format!("file://{}", page.display()),
            "external": false,
            "takeFocus": true,
        })
    );
    let explained = program().args(["explain", "unused-note"]).output();
    let explained = String::from_utf8(explained.expect("a page").stdout).expect("UTF-8");
    assert_eq!(std::fs::read_to_string(&page).expect("a file"), explained);
    let checked = program()
        .args(["check", "--profile", "brief"])
        .arg(&folder)
        .output();
    let checked = String::from_utf8(checked.expect("a check").stdout).expect("UTF-8");
    assert!(checked.starts_with("no findings in "), "{checked}");
    // A client that then does not show it is told how to read it.
    let answer = json!({"jsonrpc": "2.0", "id": shown["id"], "result": {"success": false}});
    wire.send(&answer);
    wire.message(|message| message["method"] == "window/showMessage");
    wire.request(2, "shutdown", Value::Null);
    wire.notify("exit", Value::Null);
    assert_eq!(code(server), Some(0));
}
