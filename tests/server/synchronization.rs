use std::process::ExitCode;

use serde_json::{Value, json};

use crate::driver::Client;

const URI: &str = "file:///a.md";

fn range(start: (u32, u32), end: (u32, u32)) -> Value {
    json!({
        "start": {"line": start.0, "character": start.1},
        "end": {"line": end.0, "character": end.1}
    })
}

/// The names of the outline, by which a test sees the text.
fn names(client: &mut Client, uri: &str) -> Vec<String> {
    let outline = client.request(
        "textDocument/documentSymbol",
        json!({"textDocument": {"uri": uri}}),
    );
    let symbols = outline.as_array().cloned().unwrap_or_default();
    symbols
        .iter()
        .map(|it| it["name"].as_str().expect("a name").to_owned())
        .collect()
}

#[test]
fn changes_apply_one_after_the_other() {
    let mut client = Client::start(json!({}));
    client.open(URI, "markdown", "# One\n");
    client.change(
        URI,
        2,
        json!([
            {"range": range((0, 2), (0, 5)), "text": "Two 😀"},
            {"range": range((0, 8), (0, 8)), "text": " three"},
            {"range": range((1, 0), (1, 0)), "text": "\n# Four\n"},
        ]),
    );
    assert_eq!(names(&mut client, URI), ["Two 😀 three", "Four"]);
    client.change(
        URI,
        3,
        json!([{"text": "# All new\n"}, {"text": "# Newer\n"}]),
    );
    assert_eq!(names(&mut client, URI), ["Newer"]);
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn odd_changes_are_applied_and_told_of() {
    let mut client = Client::start(json!({}));
    client.open(URI, "markdown", "# One\n");
    let log = |client: &mut Client, expected: &str| {
        let log = client.notification("window/logMessage");
        let message = log["message"].as_str().expect("a message");
        assert!(message.contains(expected), "{message}");
    };
    client.change(
        URI,
        2,
        json!([{"range": range((0, 5), (0, 2)), "text": "Two"}]),
    );
    log(&mut client, "ends before it starts");
    assert_eq!(names(&mut client, URI), ["Two"]);
    client.change(
        URI,
        3,
        json!([{"range": range((99, 4), (99, 9)), "text": "\n# Three\n"}]),
    );
    log(&mut client, "past the end");
    assert_eq!(names(&mut client, URI), ["Two", "Three"]);
    client.change(URI, 3, json!([{"text": "# Four\n"}]));
    log(&mut client, "goes from 3 to 3");
    assert_eq!(names(&mut client, URI), ["Four"]);
    client.change("file:///other.md", 1, json!([{"text": "# Five\n"}]));
    log(&mut client, "not open");
    client.close("file:///other.md");
    log(&mut client, "not open");
    client.open(URI, "markdown", "# Six\n");
    log(&mut client, "opened twice");
    assert_eq!(names(&mut client, URI), ["Six"]);
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn the_encoding_is_negotiated() {
    for (offered, expected, column) in [
        (json!(null), "utf-16", 6),
        (json!(["utf-16"]), "utf-16", 6),
        (json!(["utf-32", "utf-16"]), "utf-16", 6),
        (json!(["utf-32"]), "utf-32", 5),
        (json!(["utf-16", "utf-8"]), "utf-8", 9),
    ] {
        let mut client = Client::new();
        let capabilities = json!({"general": {"positionEncodings": offered}});
        let result = client.request("initialize", json!({"capabilities": capabilities}));
        assert_eq!(result["capabilities"]["positionEncoding"], expected);
        client.notify("initialized", json!({}));
        client.open(URI, "markdown", "é 😀 x[^1]\n");
        let published = client.published();
        let start = &published["diagnostics"][0]["range"]["start"];
        assert_eq!(
            start,
            &json!({"line": 0, "character": column}),
            "{expected}"
        );
        assert_eq!(client.finish(), ExitCode::SUCCESS);
    }
}

#[test]
fn an_untitled_document_is_read_by_its_language() {
    let mut client = Client::start(json!({}));
    let text = "The Title\n\nA paragraph that ends.\n\nWhat Comes Next\n\nMore of the text.\n";
    client.open("untitled:Untitled-1", "markdown", text);
    assert_eq!(names(&mut client, "untitled:Untitled-1"), [""; 0]);
    client.open("untitled:Untitled-2", "plaintext", text);
    assert_ne!(names(&mut client, "untitled:Untitled-2"), [""; 0]);
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn a_document_keeps_the_name_that_the_client_gave_it() {
    let mut client = Client::start(json!({}));
    let uri = "file:///folder with blanks/é.md";
    client.open(uri, "markdown", "A claim.[^1]\n\n[^1]: A note.\n");
    assert_eq!(client.published()["uri"], uri);
    let at = json!({"textDocument": {"uri": uri}, "position": {"line": 0, "character": 9}});
    let places = client.request("textDocument/definition", at);
    assert_eq!(places[0]["uri"], uri);
    client.close(uri);
    assert_eq!(client.published()["uri"], uri);
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}
