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
            "disabledSupport": true,
            "resolveSupport": {"properties": ["edit"]},
        }},
        "workspace": {
            "applyEdit": true,
            "workspaceEdit": {
                "documentChanges": true,
                "resourceOperations": ["create"],
                "changeAnnotationSupport": {},
            },
        },
        "window": {"showDocument": {"support": true}, "showMessage": {}},
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

/// The action of that title, asked for by its kind.
fn action(client: &mut Client, at: (u32, u32), kind: &str, title: &str) -> Value {
    let actions = client.request(
        "textDocument/codeAction",
        request(at.0, at.1, json!([kind])),
    );
    let mut actions = actions.as_array().into_iter().flatten();
    let action = actions.find(|it| it["title"] == title);
    action
        .unwrap_or_else(|| panic!("{title} is offered"))
        .clone()
}

fn open(capabilities: Value, text: &str) -> Client {
    let client = Client::start(capabilities);
    client.open(URI, "markdown", text);
    client
}

const RENUMBER: &str = "Renumber footnotes in order of first citation";
const IN_ORDER: &str = "A.[^1] B.[^2]\n\n[^1]: One.\n\n[^2]: Two.\n";

#[test]
fn a_refactoring_that_has_nothing_to_do_is_disabled_with_the_reason() {
    let kind = "refactor.rewrite.renumber";
    let mut client = open(modern(), IN_ORDER);
    let idle = action(&mut client, (0, 0), kind, RENUMBER);
    assert_eq!(
        idle["disabled"]["reason"],
        "The footnotes are already numbered in order of first citation."
    );
    assert_eq!((&idle["data"], &idle["edit"]), (&Value::Null, &Value::Null));
    assert_eq!(client.finish(), ExitCode::SUCCESS);
    let mut old = modern();
    old["textDocument"]["codeAction"]["disabledSupport"] = json!(false);
    let mut client = open(old, IN_ORDER);
    let actions = client.request("textDocument/codeAction", request(0, 0, json!([kind])));
    assert_eq!(actions, json!([]));
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn a_refusal_is_an_answer_with_the_way_to_its_line() {
    let text = "A.[^2] B.[^1] C.[^12 D.\n\n[^1]: One.\n\n[^2]: Two.\n\n[^12]: Three.\n";
    let mut client = open(modern(), &text.replace("[^12]:", "\n\n[^12]:"));
    client.choice = json!({"title": "Go to line 1"});
    let renumber = action(&mut client, (0, 0), "refactor", RENUMBER);
    let resolved = client.request("codeAction/resolve", renumber);
    assert_eq!(resolved["edit"], json!({}));
    let told = client.server_request("window/showMessageRequest");
    assert_eq!(told["type"], 2);
    assert!(
        told["message"]
            .as_str()
            .unwrap_or_default()
            .contains("on line 1 "),
        "{told}"
    );
    assert_eq!(told["actions"], json!([{"title": "Go to line 1"}]));
    let shown = client.server_request("window/showDocument");
    assert_eq!(shown["uri"], URI);
    assert_eq!(
        shown["selection"]["start"],
        json!({"line": 0, "character": 0})
    );
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

/// To give the second note 2 another number, the marker that lacks its bracket would have to be one.
#[test]
fn a_quick_fix_that_is_refused_says_why() {
    let text = "A word.[^2] More.\n\n[^2]: One.\n\n[^2]: Two.\n\nSee [^2 there.\n";
    let mut client = open(modern(), text);
    let fix = action(&mut client, (4, 2), "quickfix", RENUMBER);
    let resolved = client.request("codeAction/resolve", fix);
    assert_eq!(resolved["edit"], json!({}));
    let told = client.server_request("window/showMessageRequest");
    let why = "Nothing was changed: the text on line 7 looks like a marker of note 2";
    let message = told["message"].as_str().unwrap_or_default();
    assert!(message.starts_with(why), "{told}");
    assert_eq!(client.finish(), ExitCode::SUCCESS);
    // A client that gets the edits at once is not offered it.
    let mut client = open(json!({}), text);
    let actions = client.request("textDocument/codeAction", request(4, 2, Value::Null));
    assert!(!titles(&actions).contains(&RENUMBER), "{actions}");
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn a_note_is_added_at_one_click_and_the_cursor_goes_into_it() {
    let mut client = open(modern(), "A.[^1] B.[^2]\n\n[^1]: One.\n");
    let add = action(&mut client, (0, 10), "quickfix", "Add the note");
    let resolved = client.request("codeAction/resolve", add);
    let edit = &resolved["edit"];
    assert_eq!(
        edit["changeAnnotations"]["brief-ls"]["needsConfirmation"],
        false
    );
    let added = &edit["documentChanges"][0]["edits"][0]["newText"];
    assert_eq!(added, "\n\n[^2]:");
    let after = "A.[^1] B.[^2]\n\n[^1]: One.\n\n[^2]:\n";
    client.change(URI, 2, json!([{"text": after}]));
    client.request("workspace/executeCommand", resolved["command"].clone());
    let shown = client.server_request("window/showDocument");
    let end = json!({"line": 4, "character": 5});
    assert_eq!(shown["selection"], json!({"start": end, "end": end}));
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn a_rule_is_explained_where_the_client_shows_no_documents() {
    let mut client = open(json!({}), "A.[^1] B.[^2]\n\n[^1]: One.\n");
    let explain = action(&mut client, (0, 10), "quickfix", "Explain undefined-marker");
    assert_eq!(explain["edit"], Value::Null);
    client.request("workspace/executeCommand", explain["command"].clone());
    let said = client.notification("window/showMessage");
    assert_eq!(
        said["message"],
        "undefined-marker reports a footnote marker without a note. More: brief-ls explain undefined-marker"
    );
    let unknown = json!({"command": "brief-ls.explain", "arguments": ["nothing"]});
    let id = client.ask("workspace/executeCommand", unknown);
    assert_eq!(client.answer(id), Err(-32602));
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn an_explanation_is_not_resolved_to_an_edit() {
    let mut client = open(modern(), "A.[^1] B.[^2]\n\n[^1]: One.\n");
    let explain = action(&mut client, (0, 10), "quickfix", "Explain undefined-marker");
    let resolved = client.request("codeAction/resolve", explain.clone());
    assert_eq!(resolved["edit"], Value::Null);
    assert_eq!(resolved["command"], explain["command"]);
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn a_note_is_deleted_only_after_the_author_was_asked() {
    let text = "A.[^1]\n\n[^1]: One.\n\n[^2]: Two.\n";
    for (choice, deleted) in [
        (Value::Null, false),
        (json!({"title": "Cancel"}), false),
        (json!({"title": "Delete"}), true),
    ] {
        let mut client = open(modern(), text);
        client.choice = choice;
        let titles_here = client.request(
            "textDocument/codeAction",
            request(4, 2, json!(["quickfix"])),
        );
        assert!(
            !titles(&titles_here)
                .iter()
                .any(|title| title.starts_with("Delete"))
        );
        let delete = action(
            &mut client,
            (4, 2),
            "refactor.rewrite.deleteNote",
            "Delete footnote",
        );
        assert_eq!(delete["edit"], Value::Null);
        assert_eq!(
            client.request("codeAction/resolve", delete.clone())["edit"],
            Value::Null
        );
        client.request("workspace/executeCommand", delete["command"].clone());
        let asked = client.server_request("window/showMessageRequest");
        assert_eq!(asked["message"], "Delete note [^2]?");
        assert_eq!(
            asked["actions"],
            json!([{"title": "Delete"}, {"title": "Cancel"}])
        );
        if deleted {
            let applied = client.server_request("workspace/applyEdit");
            let edits = &applied["edit"]["documentChanges"][0]["edits"];
            assert!(
                edits.as_array().is_some_and(|edits| !edits.is_empty()),
                "{applied}"
            );
        }
        client.notifications_so_far("window/showMessage");
        assert!(
            !client
                .requests
                .iter()
                .any(|(method, _)| method == "workspace/applyEdit")
        );
        assert_eq!(client.finish(), ExitCode::SUCCESS);
    }
}

#[test]
fn a_note_is_not_deleted_from_a_text_that_has_changed() {
    let mut client = open(modern(), "A.[^1]\n\n[^1]: One.\n");
    client.choice = json!({"title": "Delete"});
    let title = "Delete footnote (note and markers)";
    let delete = action(&mut client, (2, 2), "refactor.rewrite.deleteNote", title);
    client.change(URI, 2, json!([{"text": "B.[^1]\n\n[^1]: Two.\n"}]));
    client.request("workspace/executeCommand", delete["command"].clone());
    let told = client.notification("window/showMessage");
    assert_eq!(
        told["message"],
        "The text has changed meanwhile: nothing was deleted."
    );
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
    assert!(titles.contains(&"Apply all safe fixes"), "{titles:?}");
    // It makes no files, and there is no configuration file to change.
    assert!(
        !titles.iter().any(|title| title.starts_with("Turn ")),
        "{titles:?}"
    );
    for action in actions.as_array().expect("actions") {
        let is_explanation = action["command"]["command"] == "brief-ls.explain";
        let has_edit = action["edit"]["changes"][URI].is_array();
        assert_ne!(has_edit, is_explanation, "{action:#}");
    }
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn only_the_kinds_that_are_asked_for_are_given() {
    let mut client = start(modern());
    for (only, expected) in [
        (json!(["source"]), vec!["Apply all safe fixes"]),
        (json!(["source.fixAll"]), vec!["Apply all safe fixes"]),
        (
            json!(["source.fixAll.brief-ls"]),
            vec!["Apply all safe fixes"],
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
    let start = |capabilities: Value| {
        Client::start_with(json!({
            "capabilities": capabilities,
            "workspaceFolders": [{"uri": uri(""), "name": "briefs"}],
        }))
    };
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
    // Neovim 0.11 says only that it creates files.
    let mut creating = modern();
    creating["workspace"]["workspaceEdit"] = json!({"resourceOperations": ["create"]});
    for capabilities in [creating, modern()] {
        let mut client = start(capabilities);
        let changes = ask(&mut client);
        assert_eq!(changes[0]["kind"], "create");
        assert_eq!(changes[0]["uri"], uri("brief-ls.toml"));
        let text = "[rules]\nplaceholder-link = \"off\"\n";
        assert_eq!(changes[1]["edits"][0]["newText"], text);
        assert_eq!(client.finish(), ExitCode::SUCCESS);
    }
    let mut client = start(modern());
    std::fs::write(folder.path().join("brief-ls.toml"), "# ours\n").expect("a file");
    let changes = ask(&mut client);
    assert_eq!(changes[0]["textDocument"]["uri"], uri("brief-ls.toml"));
    let start = &changes[0]["edits"][0]["range"]["start"];
    assert_eq!(start, &json!({"line": 0, "character": 6}));
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

/// A comment in plain text would be printed.
#[test]
fn plain_text_is_suppressed_in_the_configuration() {
    let folder = tempfile::tempdir().expect("a folder");
    let uri = |name: &str| {
        let path = folder.path().join(name);
        tower_lsp::lsp_types::Url::from_file_path(path)
            .expect("a path")
            .to_string()
    };
    std::fs::create_dir(folder.path().join("sub")).expect("a folder");
    let brief = uri("sub/a.txt");
    let mut client = Client::start_with(json!({
        "capabilities": modern(),
        "workspaceFolders": [{"uri": uri(""), "name": "briefs"}],
    }));
    client.open(
        &brief,
        "plaintext",
        "A claim.\u{b9} More.\u{b2}\n\n\u{b9} See [it](#).\n\n\u{b2} B.\n",
    );
    let mut params = request(2, 11, json!(["quickfix"]));
    params["textDocument"]["uri"] = json!(brief);
    let actions = client.request("textDocument/codeAction", params);
    let found = titles(&actions);
    let here = "Suppress placeholder-link here";
    assert!(!found.contains(&here), "{found:?}");
    let mut actions = actions.as_array().into_iter().flatten();
    let action = actions.find(|it| it["title"] == "Suppress placeholder-link in this file");
    let resolved = client.request("codeAction/resolve", action.expect("the action").clone());
    let changes = &resolved["edit"]["documentChanges"];
    assert_eq!(changes[0]["kind"], "create");
    assert_eq!(changes[0]["uri"], uri("brief-ls.toml"));
    let text = "[[files]]\npaths = [\"sub/a.txt\"]\nrules = { placeholder-link = \"off\" }\n";
    assert_eq!(changes[1]["edits"][0]["newText"], text);
    std::fs::write(folder.path().join("brief-ls.toml"), text).expect("a file");
    client.notify(
        "workspace/didChangeWatchedFiles",
        json!({"changes": [{"uri": uri("brief-ls.toml"), "type": 1}]}),
    );
    let params = json!({"textDocument": {"uri": brief}});
    let report = client.request("textDocument/diagnostic", params);
    assert_eq!(report["items"], json!([]), "{report:#}");
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

/// Whatever is offered to who asks for refactorings in the sample briefs is answered with an edit.
#[test]
fn no_refactoring_that_is_offered_answers_with_an_error() {
    let samples = [
        (
            "markdown",
            include_str!("../../examples/grid-resilience.md"),
        ),
        ("plaintext", include_str!("../../examples/water-treaty.txt")),
    ];
    for (language, text) in samples {
        let mut client = Client::start(modern());
        client.open(URI, language, text);
        let lines = text.lines().enumerate().step_by(4);
        for (line, _) in lines.filter(|(_, text)| !text.is_empty()) {
            let line = u32::try_from(line).expect("a line");
            let actions = client.request(
                "textDocument/codeAction",
                request(line, 1, json!(["refactor"])),
            );
            for action in actions.as_array().into_iter().flatten() {
                if action["disabled"].is_null() {
                    client.request("codeAction/resolve", action.clone());
                }
            }
        }
        assert_eq!(client.finish(), ExitCode::SUCCESS);
    }
}
