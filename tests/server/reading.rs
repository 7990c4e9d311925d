//! What a client asks to show a brief well: highlights, folds, links, selections.

use std::process::ExitCode;

use serde_json::{Value, json};

use crate::driver::Client;

const URI: &str = "file:///a.md";
const TEXT: &str = "# Title\n\nÉlan 𝒳 claims.[^1] Again.[^1]\n\n## Part\n\nSee [it](https://a.org/b).\n\n\
                    [^1]: See www.c.org/d,\n    doi:10.1234/e. [None](#)\n\n[^2]: Two.\n";

fn document() -> Value {
    json!({"textDocument": {"uri": URI}})
}

fn at(line: u32, character: u32) -> Value {
    json!({"textDocument": {"uri": URI}, "position": {"line": line, "character": character}})
}

fn range(start: (u32, u32), end: (u32, u32)) -> Value {
    let place = |(line, character)| json!({"line": line, "character": character});
    json!({"start": place(start), "end": place(end)})
}

fn start(capabilities: Value) -> Client {
    let client = Client::start(capabilities);
    client.open(URI, "markdown", TEXT);
    client
}

#[test]
fn the_server_says_what_it_can() {
    let mut client = Client::new();
    let result = client.request("initialize", json!({"capabilities": {}}));
    let capabilities = &result["capabilities"];
    for provider in ["documentHighlight", "foldingRange", "selectionRange"] {
        assert_eq!(
            capabilities[format!("{provider}Provider")],
            true,
            "{provider}"
        );
    }
    let links = json!({"resolveProvider": false});
    assert_eq!(capabilities["documentLinkProvider"], links);
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn a_note_and_its_markers_are_highlighted_from_each_of_them() {
    let (read, write) = (2, 3);
    let mut client = start(json!({}));
    let expected = json!([
        {"range": range((2, 15), (2, 19)), "kind": read},
        {"range": range((2, 26), (2, 30)), "kind": read},
        {"range": range((8, 0), (8, 5)), "kind": write},
    ]);
    for (line, character) in [(2, 16), (2, 30), (8, 2)] {
        let places = client.request("textDocument/documentHighlight", at(line, character));
        assert_eq!(places, expected, "from {line}:{character}");
    }
    for (line, character) in [(2, 2), (8, 8)] {
        let places = client.request("textDocument/documentHighlight", at(line, character));
        assert_eq!(places, json!([]), "from {line}:{character}");
    }
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn sections_and_notes_fold_by_lines() {
    let expected = json!([
        {"startLine": 0, "endLine": 11},
        {"startLine": 4, "endLine": 11},
        {"startLine": 8, "endLine": 11, "kind": "comment"},
        {"startLine": 8, "endLine": 9, "kind": "comment"},
    ]);
    for folding in [json!({"lineFoldingOnly": true}), json!({})] {
        let mut client = start(json!({"textDocument": {"foldingRange": folding}}));
        let folds = client.request("textDocument/foldingRange", document());
        assert_eq!(folds, expected);
        assert_eq!(client.finish(), ExitCode::SUCCESS);
    }
}

#[test]
fn links_have_a_tooltip_where_the_client_shows_one() {
    let links = [
        (range((6, 9), (6, 24)), "https://a.org/b", "Open a.org"),
        (range((8, 10), (8, 21)), "https://www.c.org/d", "Open c.org"),
        (
            range((9, 4), (9, 17)),
            "https://doi.org/10.1234/e",
            "Open doi.org",
        ),
    ];
    for shows in [true, false] {
        let expected = links.iter().map(|(range, target, tooltip)| match shows {
            true => json!({"range": range, "target": target, "tooltip": tooltip}),
            false => json!({"range": range, "target": target}),
        });
        let capabilities = match shows {
            true => json!({"textDocument": {"documentLink": {"tooltipSupport": true}}}),
            false => json!({}),
        };
        let mut client = start(capabilities);
        let found = client.request("textDocument/documentLink", document());
        assert_eq!(found, expected.collect::<Value>());
        assert_eq!(client.finish(), ExitCode::SUCCESS);
    }
}

#[test]
fn a_selection_grows_from_each_position() {
    let mut client = start(json!({}));
    let mut params = document();
    let place = |line: u32, character: u32| json!({"line": line, "character": character});
    params["positions"] = json!([place(2, 6), place(8, 2), place(99, 0)]);
    let answers = client.request("textDocument/selectionRange", params);
    let all = range((0, 0), (12, 0));
    let expected = [
        vec![
            range((2, 5), (2, 7)),
            range((2, 0), (2, 19)),
            range((2, 0), (2, 30)),
            range((0, 0), (11, 10)),
            all.clone(),
        ],
        vec![
            range((8, 2), (8, 3)),
            range((8, 0), (8, 5)),
            range((8, 0), (9, 28)),
            range((8, 0), (11, 10)),
            range((4, 0), (11, 10)),
            range((0, 0), (11, 10)),
            all.clone(),
        ],
        vec![all],
    ];
    let ranges: Vec<_> = answers
        .as_array()
        .expect("a list")
        .iter()
        .map(chain)
        .collect();
    assert_eq!(ranges, expected);
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

/// The ranges of a selection, from the innermost.
fn chain(selection: &Value) -> Vec<Value> {
    let mut ranges = vec![selection["range"].clone()];
    ranges.extend(selection.get("parent").map_or_else(Vec::new, chain));
    ranges
}

#[test]
fn a_document_that_is_not_open_has_nothing() {
    let mut client = Client::start(json!({}));
    let mut params = at(0, 0);
    params["positions"] = json!([{"line": 0, "character": 0}]);
    for question in [
        "documentHighlight",
        "foldingRange",
        "documentLink",
        "selectionRange",
    ] {
        let result = client.request(&format!("textDocument/{question}"), params.clone());
        assert_eq!(result, Value::Null, "{question}");
    }
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn formatting_lays_out_the_notes_of_a_range_or_of_all() {
    const URI: &str = "file:///notes.md";
    let mut client = Client::start(json!({}));
    client.open(
        URI,
        "markdown",
        "A.[^1]  B.[^2]\n\n[^1]:One.\n\n\n[^2]:Two.\n",
    );
    let mut params = json!({
        "textDocument": {"uri": URI},
        "options": {"tabSize": 4, "insertSpaces": true},
    });
    let all = client.request("textDocument/formatting", params.clone());
    assert_eq!(all.as_array().map(Vec::len), Some(3), "{all:#}");
    let at = json!({"line": 5, "character": 0});
    params["range"] = json!({"start": at, "end": at});
    let one = client.request("textDocument/rangeFormatting", params);
    assert_eq!(one[0]["newText"], " ");
    assert_eq!(one.as_array().map(Vec::len), Some(1), "{one:#}");
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}
