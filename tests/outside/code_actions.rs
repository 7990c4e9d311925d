//! What is offered in published briefs to whoever asks for refactorings: each is answered with an edit, or with the
//! reason why there is none.

use std::fmt::Write;
use std::process::ExitCode;

use serde_json::{Value, json};

use super::driver::Client;
use super::refactorings::corpus;

/// How many places of a brief are asked about.
const PLACES: usize = 12;

/// What an editor says that takes all there is.
fn capabilities() -> Value {
    json!({
        "textDocument": {"codeAction": {
            "dataSupport": true,
            "disabledSupport": true,
            "resolveSupport": {"properties": ["edit"]},
        }},
        "workspace": {"applyEdit": true, "workspaceEdit": {"documentChanges": true}},
    })
}

/// The refactorings that are offered at the start of a line.
fn offered(client: &mut Client, uri: &str, line: usize) -> Vec<Value> {
    let at = json!({"line": line, "character": 1});
    let params = json!({
        "textDocument": {"uri": uri},
        "range": {"start": at, "end": at},
        "context": {"diagnostics": [], "only": ["refactor"]},
    });
    let actions = client.request("textDocument/codeAction", params);
    let actions = actions.as_array().cloned().unwrap_or_default();
    let enabled = actions.into_iter().filter(|it| it["disabled"].is_null());
    enabled.collect()
}

pub fn no_refactoring_that_is_offered_answers_with_an_error() {
    let mut client = Client::start(capabilities());
    let mut wrong = String::new();
    for path in corpus() {
        let Ok(text) = std::fs::read_to_string(&path) else {
            continue;
        };
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let language = if name.ends_with(".txt") {
            "plaintext"
        } else {
            "markdown"
        };
        let uri = format!("file:///{}", name.replace(|c: char| !c.is_ascii(), "_"));
        client.open(&uri, language, &text);
        let step = text.lines().count().div_ceil(PLACES).max(1);
        let filled = text.lines().enumerate().step_by(step);
        let mut whole = Vec::new();
        for (line, _) in filled.filter(|(_, line)| !line.is_empty()) {
            for action in offered(&mut client, &uri, line) {
                let kind = action["kind"].as_str().unwrap_or_default().to_owned();
                // What changes the whole brief is the same everywhere.
                if kind.starts_with("refactor.rewrite") && whole.contains(&kind) {
                    continue;
                }
                let id = client.ask("codeAction/resolve", action);
                let answer = client.answer(id);
                let said = client.notifications_so_far("window/showMessage");
                let idle = said.iter().any(|it| it["message"] == "Nothing to change.");
                if answer.is_err() || idle {
                    let _ = writeln!(wrong, "{name}:{}: {kind}: {answer:?}", line + 1);
                }
                whole.push(kind);
            }
        }
        client.close(&uri);
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}
