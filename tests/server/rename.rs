use std::process::ExitCode;

use serde_json::{Value, json};

use crate::driver::Client;

const URI: &str = "file:///a.md";
const TEXT: &str = "A word.[^1] And.[^2]\n\n[^1]: A.\n\n[^2]: B.\n";

fn at(character: u32) -> Value {
    json!({"textDocument": {"uri": URI}, "position": {"line": 0, "character": character}})
}

fn rename(character: u32, name: &str) -> Value {
    let mut params = at(character);
    params["newName"] = json!(name);
    params
}

#[test]
fn a_label_is_renamed_with_the_version_of_the_text() {
    let edits = json!({"documentChanges": true, "changeAnnotationSupport": {}});
    let mut client = Client::start(json!({
        "textDocument": {"rename": {"prepareSupport": true}},
        "workspace": {"workspaceEdit": edits},
    }));
    client.open(URI, "markdown", TEXT);
    let there = client.request("textDocument/prepareRename", at(8));
    assert_eq!(there["placeholder"], "1");
    assert_eq!(there["range"]["start"]["character"], 9);
    let edit = client.request("textDocument/rename", rename(8, "first"));
    let change = &edit["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({"uri": URI, "version": 1}));
    assert_eq!(change["edits"].as_array().map(Vec::len), Some(2));
    assert_eq!(
        edit["changeAnnotations"]["brief-ls"]["label"],
        "Rename to first"
    );
    assert_eq!(
        client.request("textDocument/prepareRename", at(3)),
        Value::Null
    );
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn a_name_that_is_taken_is_refused() {
    let mut client = Client::start(json!({}));
    client.open(URI, "markdown", TEXT);
    for (character, name) in [(8, "2"), (8, ""), (8, "a b"), (3, "x")] {
        let id = client.ask("textDocument/rename", rename(character, name));
        assert_eq!(client.answer(id), Err(-32803), "{name:?}");
    }
    let edit = client.request("textDocument/rename", rename(8, "3"));
    assert_eq!(edit["changes"][URI].as_array().map(Vec::len), Some(2));
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}
