//! What helps a reader of a brief in an editor: hints, colours, ways from note to note.

use std::process::ExitCode;

use serde_json::{Value, json};

use crate::driver::Client;

const URI: &str = "file:///a.md";
const TEXT: &str = "A.[^1] B.[^2]\n\n[^1]: Ana Roy, *Rivers*, 2021.\n\n[^2]: Ibid., 4.\n";

fn start(options: Value) -> Client {
    let client = Client::start_with(json!({"capabilities": {}, "initializationOptions": options}));
    client.open(URI, "markdown", TEXT);
    client
}

fn in_lines(first: u32, last: u32) -> Value {
    let at = |line: u32| json!({"line": line, "character": 0});
    json!({"textDocument": {"uri": URI}, "range": {"start": at(first), "end": at(last)}})
}

#[test]
fn hints_stand_beside_markers_unless_they_are_off() {
    let mut client = start(Value::Null);
    let hints = client.request("textDocument/inlayHint", in_lines(0, 1));
    assert_eq!(hints[0]["label"], "[Ana Roy 2021]");
    assert_eq!(hints[0]["position"], json!({"line": 0, "character": 6}));
    assert_eq!(client.finish(), ExitCode::SUCCESS);
    let mut client = start(json!({"inlay-hints": false}));
    let hints = client.request("textDocument/inlayHint", in_lines(0, 1));
    assert_eq!(hints, json!([]));
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn tokens_are_told_by_their_distances() {
    let mut client = start(Value::Null);
    let all = client.request("textDocument/semanticTokens/full", in_lines(0, 0));
    let expected = [
        [0, 2, 4, 0, 0],
        [0, 7, 4, 0, 0],
        [2, 0, 5, 0, 1],
        [2, 0, 5, 0, 1],
        [0, 6, 5, 1, 0],
    ];
    assert_eq!(all["data"], json!(expected.concat()));
    let part = client.request("textDocument/semanticTokens/range", in_lines(2, 3));
    assert_eq!(part["data"], json!([2, 0, 5, 0, 1]));
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn of_tokens_that_are_told_again_only_the_difference_is() {
    let mut client = start(Value::Null);
    let told = |client: &mut Client, before: &Value| {
        let params = json!({"textDocument": {"uri": URI}, "previousResultId": before});
        client.request("textDocument/semanticTokens/full/delta", params)
    };
    let all = client.request("textDocument/semanticTokens/full", in_lines(0, 0));
    let same = told(&mut client, &all["resultId"]);
    assert_eq!(same["edits"], json!([]));
    client.change(
        URI,
        2,
        json!([{"text": TEXT.replace("B.[^2]", "B.[^1][^2]")}]),
    );
    let more = told(&mut client, &same["resultId"]);
    let edit = json!({"start": 10, "deleteCount": 0, "data": [0, 4, 4, 0, 0]});
    assert_eq!(more["edits"], json!([edit]));
    // Of what the client was told earlier nothing is kept.
    let whole = told(&mut client, &all["resultId"]);
    assert_eq!(whole["data"].as_array().map(Vec::len), Some(30));
    client.change(URI, 3, json!([{"text": "A.\n"}]));
    let none = told(&mut client, &whole["resultId"]);
    assert_eq!(none["edits"], json!([{"start": 0, "deleteCount": 30}]));
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn commands_lead_from_note_to_note_and_back_to_the_marker() {
    let mut client = start(Value::Null);
    let mut go = |command: &str, line: u32, character: u32| {
        let position = json!({"line": line, "character": character});
        let at = json!({"textDocument": {"uri": URI}, "position": position});
        let params = json!({"command": command, "arguments": [at]});
        let place = client.request("workspace/executeCommand", params);
        place["range"]["start"]["line"].as_u64()
    };
    assert_eq!(go("brief-ls.nextNote", 0, 0), Some(2));
    assert_eq!(go("brief-ls.nextNote", 2, 8), Some(4));
    assert_eq!(go("brief-ls.previousNote", 4, 8), Some(2));
    assert_eq!(go("brief-ls.acrossNote", 4, 8), Some(0));
    for params in [
        json!({"command": "other"}),
        json!({"command": "brief-ls.nextNote", "arguments": [1]}),
    ] {
        let id = client.ask("workspace/executeCommand", params);
        assert_eq!(client.answer(id), Err(-32602));
    }
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}
