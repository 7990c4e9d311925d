use std::process::ExitCode;

use serde_json::{Value, json};

use crate::driver::Client;

const URI: &str = "file:///a.md";
const TEXT: &str = "A word.[^1 And.[^1]\n\n[^1]: See [it](#).\n";

/// What an editor says that takes all there is.
fn modern() -> Value {
    json!({
        "textDocument": {"codeAction": {
            "dataSupport": true,
            "resolveSupport": {"properties": ["edit"]},
        }},
        "workspace": {"workspaceEdit": {
            "documentChanges": true,
            "resourceOperations": ["create"],
            "changeAnnotationSupport": {},
        }},
    })
}

fn request(line: u32, character: u32, only: Value) -> Value {
    let at = json!({"line": line, "character": character});
    let mut context = json!({"diagnostics": []});
    if !only.is_null() {
        context["only"] = only;
    }
    json!({"textDocument": {"uri": URI}, "range": {"start": at, "end": at}, "context": context})
}

fn start(capabilities: Value) -> Client {
    let client = Client::start(capabilities);
    client.open(URI, "markdown", TEXT);
    client
}

fn titles(actions: &Value) -> Vec<&str> {
    let actions = actions.as_array().into_iter().flatten();
    actions
        .filter_map(|action| action["title"].as_str())
        .collect()
}

#[test]
fn a_repair_has_its_finding_and_is_resolved_when_it_is_chosen() {
    let mut client = start(modern());
    let actions = client.request(
        "textDocument/codeAction",
        request(0, 8, json!(["quickfix"])),
    );
    let fix = &actions[0];
    assert_eq!(fix["isPreferred"], true);
    assert_eq!(fix["diagnostics"][0]["code"], "malformed-footnote");
    assert_eq!(fix["edit"], Value::Null);
    let resolved = client.request("codeAction/resolve", fix.clone());
    let edit = &resolved["edit"];
    let change = &edit["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({"uri": URI, "version": 1}));
    assert_eq!(change["edits"][0]["annotationId"], "brief-ls");
    let annotation = &edit["changeAnnotations"]["brief-ls"];
    assert_eq!(annotation["label"], fix["title"]);
    assert_eq!(annotation["needsConfirmation"], false);
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn an_action_for_a_text_that_has_changed_is_refused() {
    let mut client = start(modern());
    let actions = client.request("textDocument/codeAction", request(0, 8, Value::Null));
    client.change(URI, 2, json!([{"text": "Nothing.\n"}]));
    let id = client.ask("codeAction/resolve", actions[0].clone());
    assert_eq!(client.answer(id), Err(-32801));
    let id = client.ask("codeAction/resolve", json!({"title": "Not ours"}));
    assert_eq!(client.answer(id), Err(-32602));
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn a_refactoring_that_finds_all_as_it_should_be_says_so() {
    let mut client = start(modern());
    client.change(
        URI,
        2,
        json!([{"text": "A.[^1] B.[^2]\n\n[^1]: One.\n\n[^2]: Two.\n"}]),
    );
    let kind = json!(["refactor.rewrite.renumber"]);
    let actions = client.request("textDocument/codeAction", request(0, 0, kind));
    let id = client.ask("codeAction/resolve", actions[0].clone());
    assert_eq!(client.answer(id), Err(-32803));
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn an_action_is_refused_for_a_document_that_was_opened_again() {
    let mut client = start(modern());
    let actions = client.request("textDocument/codeAction", request(0, 8, Value::Null));
    client.close(URI);
    client.open(
        URI,
        "markdown",
        "Another.[^1 And.[^1]\n\n[^1]: See [it](#).\n",
    );
    let id = client.ask("codeAction/resolve", actions[0].clone());
    assert_eq!(client.answer(id), Err(-32801));
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn a_client_that_does_not_resolve_has_the_edits_at_once() {
    let mut client = start(json!({}));
    let actions = client.request("textDocument/codeAction", request(0, 8, Value::Null));
    let titles = titles(&actions);
    assert!(titles.contains(&"Fix all (safe fixes)"), "{titles:?}");
    // It makes no files, and there is no configuration file to change.
    assert!(
        !titles.iter().any(|title| title.starts_with("Turn ")),
        "{titles:?}"
    );
    for action in actions.as_array().expect("actions") {
        assert!(action["edit"]["changes"][URI].is_array(), "{action:#}");
    }
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn only_the_kinds_that_are_asked_for_are_given() {
    let mut client = start(modern());
    for (only, expected) in [
        (json!(["source"]), vec!["Fix all (safe fixes)"]),
        (json!(["source.fixAll"]), vec!["Fix all (safe fixes)"]),
        (
            json!(["source.fixAll.brief-ls"]),
            vec!["Fix all (safe fixes)"],
        ),
        (json!(["source.fixAll.other", "source.fix"]), vec![]),
    ] {
        let actions = client.request("textDocument/codeAction", request(2, 0, only));
        assert_eq!(titles(&actions), expected);
    }
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn a_rule_is_turned_off_in_the_configuration() {
    let folder = tempfile::tempdir().expect("a folder");
    let uri = |name: &str| {
        let path = folder.path().join(name);
        tower_lsp::lsp_types::Url::from_file_path(path)
            .expect("a path")
            .to_string()
    };
    let brief = uri("a.md");
    let mut client = Client::start_with(json!({
        "capabilities": modern(),
        "workspaceFolders": [{"uri": uri(""), "name": "briefs"}],
    }));
    let ask = |client: &mut Client| {
        client.open(&brief, "markdown", TEXT);
        let mut params = request(2, 16, json!(["quickfix"]));
        params["textDocument"]["uri"] = json!(brief);
        let actions = client.request("textDocument/codeAction", params);
        let mut actions = actions.as_array().into_iter().flatten();
        let action = actions.find(|it| it["title"] == "Turn off placeholder-link in brief-ls.toml");
        let resolved = client.request("codeAction/resolve", action.expect("the action").clone());
        client.close(&brief);
        resolved["edit"]["documentChanges"].clone()
    };
    let changes = ask(&mut client);
    assert_eq!(changes[0]["kind"], "create");
    assert_eq!(changes[0]["uri"], uri("brief-ls.toml"));
    let text = "[rules]\nplaceholder-link = \"off\"\n";
    assert_eq!(changes[1]["edits"][0]["newText"], text);
    std::fs::write(folder.path().join("brief-ls.toml"), "# ours\n").expect("a file");
    let changes = ask(&mut client);
    assert_eq!(changes[0]["textDocument"]["uri"], uri("brief-ls.toml"));
    let start = &changes[0]["edits"][0]["range"]["start"];
    assert_eq!(start, &json!({"line": 0, "character": 6}));
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}
