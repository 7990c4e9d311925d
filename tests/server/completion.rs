use std::process::ExitCode;

use serde_json::{Value, json};

use crate::driver::Client;

const URI: &str = "file:///a.md";
const TEXT: &str = "A word.[^ And.[^one]\n\n[^one]: The *first*.\n";

fn at(character: u32) -> Value {
    json!({"textDocument": {"uri": URI}, "position": {"line": 0, "character": character}})
}

fn items(client: &mut Client) -> Value {
    client.open(URI, "markdown", TEXT);
    let list = client.request("textDocument/completion", at(9));
    assert_eq!(list["isIncomplete"], false);
    list["items"].clone()
}

#[test]
fn what_there_is_to_know_comes_when_an_item_is_looked_at() {
    let item = json!({
        "documentationFormat": ["markdown"],
        "resolveSupport": {"properties": ["documentation"]},
    });
    let mut client =
        Client::start(json!({"textDocument": {"completion": {"completionItem": item}}}));
    let items = items(&mut client);
    assert_eq!(items[1]["label"], "one");
    assert_eq!(items[1]["documentation"], Value::Null);
    assert_eq!(
        items[0]["sortText"]
            .as_str()
            .cmp(&items[1]["sortText"].as_str()),
        std::cmp::Ordering::Less
    );
    let resolved = client.request("completionItem/resolve", items[1].clone());
    assert_eq!(
        resolved["documentation"],
        json!({"kind": "markdown", "value": "The *first*."})
    );
    client.change(URI, 2, json!([{"text": "Nothing.\n"}]));
    let resolved = client.request("completionItem/resolve", items[1].clone());
    assert_eq!(resolved["documentation"], Value::Null);
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn a_client_that_knows_little_has_all_at_once_as_plain_text() {
    let item = json!({"documentationFormat": ["plaintext"]});
    let mut client =
        Client::start(json!({"textDocument": {"completion": {"completionItem": item}}}));
    let items = items(&mut client);
    assert_eq!(
        items[1]["documentation"],
        json!({"kind": "plaintext", "value": "The first."})
    );
    assert_eq!(items[1]["insertTextFormat"], Value::Null);
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn what_has_blanks_is_a_snippet_for_a_client_that_takes_one() {
    let at_end = json!({"textDocument": {"uri": URI}, "position": {"line": 4, "character": 2}});
    for (takes, format) in [(true, json!(2)), (false, Value::Null)] {
        let item = json!({"snippetSupport": takes});
        let mut client =
            Client::start(json!({"textDocument": {"completion": {"completionItem": item}}}));
        client.open(
            URI,
            "markdown",
            "A.[^one] B.[^two]\n\n[^one]: First.\n\n[^\n",
        );
        let list = client.request("textDocument/completion", at_end.clone());
        assert_eq!(list["items"][0]["insertTextFormat"], format);
        assert_eq!(list["items"][0]["textEdit"]["newText"], "two]: ");
        assert_eq!(client.finish(), ExitCode::SUCCESS);
    }
}

#[test]
fn what_is_said_of_a_note_is_beside_its_label_where_the_client_has_room() {
    let reference = 18;
    for (has_room, details) in [
        (true, json!({"description": "The first."})),
        (false, Value::Null),
    ] {
        let item = json!({"labelDetailsSupport": has_room});
        let mut client =
            Client::start(json!({"textDocument": {"completion": {"completionItem": item}}}));
        let items = items(&mut client);
        assert_eq!(items[1]["labelDetails"], details);
        let new = if has_room {
            json!(" (new)")
        } else {
            Value::Null
        };
        assert_eq!(items[0]["labelDetails"]["detail"], new);
        assert_eq!(items[1]["detail"], "The first.");
        assert_eq!(items[1]["kind"], reference);
        assert_eq!(client.finish(), ExitCode::SUCCESS);
    }
}

#[test]
fn a_new_marker_brings_its_note() {
    let mut client = Client::start(json!({}));
    let items = items(&mut client);
    assert_eq!(items[0]["label"], "1");
    assert_eq!(items[0]["filterText"], "1]");
    assert_eq!(items[0]["textEdit"]["newText"], "1]");
    assert_eq!(items[0]["textEdit"]["range"]["start"]["character"], 9);
    let note = &items[0]["additionalTextEdits"][0];
    assert_eq!(note["newText"], "[^1]:\n\n");
    assert_eq!(note["range"]["start"], json!({"line": 2, "character": 0}));
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}
