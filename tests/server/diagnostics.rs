use std::process::ExitCode;

use serde_json::{Value, json};

use crate::driver::Client;

const URI: &str = "file:///a.md";
const METHOD: &str = "textDocument/publishDiagnostics";

fn codes(diagnostics: &Value) -> Vec<&str> {
    let diagnostics = diagnostics.as_array().expect("a list");
    diagnostics
        .iter()
        .map(|it| it["code"].as_str().expect("a code"))
        .collect()
}

fn pull(client: &mut Client, previous: Option<&Value>) -> Value {
    let mut params = json!({"textDocument": {"uri": URI}});
    if let Some(previous) = previous {
        params["previousResultId"] = previous.clone();
    }
    client.request("textDocument/diagnostic", params)
}

#[test]
fn they_are_pushed_on_open_and_on_change_and_go_on_close() {
    let mut client = Client::start(json!({}));
    client.open(URI, "markdown", "A claim.[^1]\n");
    let published = client.published();
    assert_eq!(published["version"], 1);
    assert_eq!(codes(&published["diagnostics"]), ["undefined-marker"]);
    client.change(URI, 2, json!([{"text": "A claim.[^1]\n\n[^1]: A note.\n"}]));
    let published = client.published();
    assert_eq!(published["version"], 2);
    assert_eq!(codes(&published["diagnostics"]), [""; 0]);
    client.change(
        URI,
        3,
        json!([{"text": "A claim.[^1] And.[^2]\n\n[^1]: A note.\n"}]),
    );
    assert_eq!(
        codes(&client.published()["diagnostics"]),
        ["undefined-marker"]
    );
    client.close(URI);
    let published = client.published();
    assert_eq!(published["diagnostics"], json!([]));
    assert_eq!(published.get("version"), None);
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

/// A client drops a set that is not for its version: the one for the version that it stops at has to come,
/// whatever it was sent before.
#[test]
fn every_version_that_the_client_stops_at_has_its_set() {
    let mut client = Client::start(json!({}));
    client.open(URI, "markdown", "A claim.[^1]\n");
    let first = client.published();
    for version in 2..30 {
        let end = json!({"line": 1, "character": 0});
        let change = json!([{"range": {"start": end, "end": end}, "text": "x"}]);
        client.change(URI, version, change);
        let published = client.published();
        assert_eq!(published["version"], version);
        assert_eq!(published["diagnostics"], first["diagnostics"]);
    }
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn an_equal_set_for_the_same_version_is_not_published_again() {
    let mut client = Client::start(json!({}));
    client.open(URI, "markdown", "A claim.[^1]\n");
    client.published();
    for profile in ["brief", "default", "brief"] {
        let settings = json!({"settings": {"brief-ls": {"profile": profile}}});
        client.notify("workspace/didChangeConfiguration", settings);
    }
    assert_eq!(client.notifications_so_far(METHOD), [Value::Null; 0]);
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn a_client_has_what_it_can_show() {
    let text = "A claim.[^1]\n\n[^1]: One.\n\n[^1]: Two.\n\n[^3]: Three.\n";
    let mut plain = Client::start(json!({}));
    plain.open(URI, "markdown", text);
    for diagnostic in plain.published()["diagnostics"].as_array().expect("a list") {
        for key in ["codeDescription", "relatedInformation", "tags"] {
            assert_eq!(diagnostic.get(key), None);
        }
    }
    assert_eq!(plain.finish(), ExitCode::SUCCESS);

    let mut rich = Client::start(json!({"textDocument": {"publishDiagnostics": {
        "relatedInformation": true, "tagSupport": {"valueSet": [1, 2]}, "codeDescriptionSupport": true,
    }}}));
    rich.open(URI, "markdown", text);
    let published = rich.published();
    let diagnostics = published["diagnostics"].as_array().expect("a list");
    let of = |code: &str| {
        diagnostics
            .iter()
            .find(|it| it["code"] == code)
            .expect("the finding")
    };
    let duplicate = of("duplicate-note");
    assert_eq!(duplicate["source"], "brief-ls");
    assert_eq!(duplicate["severity"], 1);
    let related = &duplicate["relatedInformation"][0]["location"];
    assert_eq!(related["uri"], URI);
    assert_eq!(related["range"]["start"]["line"], 2);
    // Only a build that names an address of the pages has one.
    let page = brief_ls::check::rule("duplicate-note").and_then(brief_ls::check::Rule::url);
    let href = page.map_or(Value::Null, |page| json!(page));
    assert_eq!(duplicate["codeDescription"]["href"], href);
    assert_eq!(of("unused-note")["tags"], json!([1]));
    assert_eq!(rich.finish(), ExitCode::SUCCESS);
}

#[test]
fn a_client_that_pulls_has_none_pushed() {
    let mut client = Client::new();
    let capabilities = json!({"textDocument": {"diagnostic": {}}});
    let result = client.request("initialize", json!({"capabilities": capabilities}));
    assert!(result["capabilities"]["diagnosticProvider"].is_object());
    client.notify("initialized", json!({}));
    client.open(URI, "markdown", "A claim.[^1]\n");
    let first = pull(&mut client, None);
    assert_eq!(first["kind"], "full");
    assert_eq!(codes(&first["items"]), ["undefined-marker"]);
    let id = &first["resultId"];
    let second = pull(&mut client, Some(id));
    assert_eq!(second, json!({"kind": "unchanged", "resultId": id}));
    client.change(URI, 2, json!([{"text": "A claim.\n"}]));
    let third = pull(&mut client, Some(id));
    assert_eq!(third["items"], json!([]));
    client.close(URI);
    assert_eq!(pull(&mut client, None)["items"], json!([]));
    assert_eq!(client.notifications_so_far(METHOD), [Value::Null; 0]);
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn a_client_that_does_not_pull_is_offered_no_pull() {
    let mut client = Client::new();
    let result = client.request("initialize", json!({"capabilities": {}}));
    assert_eq!(result["capabilities"].get("diagnosticProvider"), None);
    assert_eq!(client.exit(), ExitCode::FAILURE);
}

#[test]
fn none_is_published_after_its_document_was_closed() {
    let mut client = Client::start(json!({}));
    let text = "A claim.[^1]\n\n".repeat(300);
    let openings = 60;
    for version in 1..=openings {
        let item = json!({"uri": URI, "languageId": "markdown", "version": version, "text": text});
        client.notify("textDocument/didOpen", json!({"textDocument": item}));
        client.close(URI);
    }
    let mut closed = 0;
    while closed < openings {
        match client.published()["version"].as_i64() {
            Some(version) => assert_eq!(version, closed + 1),
            None => closed += 1,
        }
    }
    assert_eq!(client.notifications_so_far(METHOD), [Value::Null; 0]);
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}
