use std::process::ExitCode;

use serde_json::{Value, json};

use crate::driver::Client;

#[test]
fn the_exit_code_tells_whether_shutdown_came_first() {
    assert_eq!(Client::start(json!({})).finish(), ExitCode::SUCCESS);
    assert_eq!(Client::start(json!({})).exit(), ExitCode::FAILURE);
    assert_eq!(Client::new().exit(), ExitCode::FAILURE);
}

#[test]
fn nothing_is_answered_before_initialize() {
    let mut client = Client::new();
    for method in ["textDocument/hover", "shutdown", "no/such", "$/no/such"] {
        let id = client.ask(method, json!({}));
        assert_eq!(client.answer(id), Err(-32002), "{method}");
    }
    client.open("file:///a.md", "markdown", "Text.[^1]\n");
    let result = client.request("initialize", json!({"capabilities": {}}));
    assert_eq!(result["serverInfo"]["name"], "brief-ls");
    client.notify("initialized", json!({}));
    let symbols = json!({"textDocument": {"uri": "file:///a.md"}});
    assert_eq!(
        client.request("textDocument/documentSymbol", symbols),
        Value::Null
    );
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn initialize_is_refused_the_second_time() {
    let mut client = Client::start(json!({}));
    let id = client.ask("initialize", json!({"capabilities": {}}));
    assert_eq!(client.answer(id), Err(-32600));
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn requests_are_refused_after_shutdown() {
    let mut client = Client::start(json!({}));
    client.request("shutdown", Value::Null);
    for method in ["textDocument/hover", "shutdown", "no/such", "initialize"] {
        let id = client.ask(method, json!({}));
        assert_eq!(client.answer(id), Err(-32600), "{method}");
    }
    assert_eq!(client.exit(), ExitCode::SUCCESS);
}

#[test]
fn unknown_methods_are_refused_and_unknown_notifications_ignored() {
    let mut client = Client::start(json!({}));
    client.notify("no/such", json!({}));
    client.notify("$/setTrace", json!({"value": "verbose"}));
    for method in ["no/such", "$/no/such"] {
        let id = client.ask(method, json!({}));
        assert_eq!(client.answer(id), Err(-32601), "{method}");
    }
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn what_is_no_message_gets_an_error_and_the_rest_goes_on() {
    let mut client = Client::start(json!({}));
    client.open("file:///a.md", "markdown", "# Title\n");
    let faulty = [
        json!([]),
        json!([{"jsonrpc": "2.0", "id": 1, "method": "shutdown"}]),
        json!("shutdown"),
        json!({"jsonrpc": "2.0"}),
        json!({"jsonrpc": "2.0", "id": {}, "method": "shutdown"}),
    ];
    for message in faulty {
        client.send(message.clone());
        assert_eq!(client.error(), -32600, "{message}");
        let log = client.notification("window/logMessage");
        let told = log["message"].as_str().expect("a message");
        let expected = "invalid message from the client: Invalid request: ";
        assert!(told.starts_with(expected), "{told}");
        assert!(told.ends_with(" (error -32600)"), "{told}");
    }
    let symbols = json!({"textDocument": {"uri": "file:///a.md"}});
    let outline = client.request("textDocument/documentSymbol", symbols);
    assert_eq!(outline[0]["name"], "Title");
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn parameters_that_cannot_be_read_are_told_of() {
    let mut client = Client::start(json!({}));
    client.notify(
        "textDocument/didOpen",
        json!({"textDocument": {"uri": "file:///a.md"}}),
    );
    let log = client.notification("window/logMessage");
    let message = log["message"].as_str().expect("a message");
    assert!(
        message.starts_with("textDocument/didOpen is ignored"),
        "{message}"
    );
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn requests_in_hand_are_answered_before_shutdown() {
    let mut client = Client::start(json!({}));
    client.open(
        "file:///a.md",
        "markdown",
        &"# Title\n\nText.[^1]\n\n".repeat(2_000),
    );
    let symbols = json!({"textDocument": {"uri": "file:///a.md"}});
    let ids = [(); 8].map(|()| client.ask("textDocument/documentSymbol", symbols.clone()));
    client.request("shutdown", Value::Null);
    for id in ids {
        assert!(client.answer(id).is_ok());
    }
    assert_eq!(client.exit(), ExitCode::SUCCESS);
}

#[test]
fn a_request_that_is_cancelled_has_one_answer() {
    let mut client = Client::start(json!({}));
    client.open(
        "file:///a.md",
        "markdown",
        &"# Title\n\nText.[^1]\n\n".repeat(2_000),
    );
    let symbols = json!({"textDocument": {"uri": "file:///a.md"}});
    for _ in 0..20 {
        let id = client.ask("textDocument/documentSymbol", symbols.clone());
        client.notify("$/cancelRequest", json!({"id": id}));
        match client.answer(id) {
            Ok(outline) => assert!(outline.is_array()),
            Err(code) => assert_eq!(code, -32800),
        }
    }
    client.notify("$/cancelRequest", json!({"id": 9999}));
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}
