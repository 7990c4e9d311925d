use std::process::ExitCode;

use serde_json::{Value, json};

use crate::driver::Client;

const URI: &str = "file:///a.md";
const TEXT: &str = "# Title\n\nA claim.[^1] Again.[^1]\n\n## Part\n\n[^1]: The *note*.\n";

fn at(uri: &str, line: u32, character: u32) -> Value {
    json!({"textDocument": {"uri": uri}, "position": {"line": line, "character": character}})
}

fn range(line: u32, start: u32, end: u32) -> Value {
    json!({"start": {"line": line, "character": start}, "end": {"line": line, "character": end}})
}

fn start(capabilities: Value) -> Client {
    let client = Client::start(capabilities);
    client.open(URI, "markdown", TEXT);
    client
}

#[test]
fn a_definition_is_a_link_where_the_client_takes_one() {
    let mut client = start(json!({"textDocument": {"definition": {"linkSupport": true}}}));
    let links = client.request("textDocument/definition", at(URI, 2, 9));
    assert_eq!(links[0]["originSelectionRange"], range(2, 8, 12));
    assert_eq!(links[0]["targetUri"], URI);
    assert_eq!(links[0]["targetRange"]["start"]["line"], 6);
    assert_eq!(client.finish(), ExitCode::SUCCESS);

    let mut client = start(json!({}));
    let places = client.request("textDocument/definition", at(URI, 2, 9));
    assert_eq!(places[0]["uri"], URI);
    assert_eq!(places[0]["range"]["start"]["line"], 6);
    let markers = client.request("textDocument/definition", at(URI, 6, 2));
    assert_eq!(markers[0]["range"]["start"]["line"], 2);
    assert_eq!(
        client.request("textDocument/definition", at(URI, 0, 3)),
        json!([])
    );
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

/// A page whose numbers lost their superscript.
const FLAT: &str = "The canal was dug in four years.1 The \"golden decade\"2 is over.\nThe tolls fell.3 It rained.\n\
                    1 Gazette of the Canal, 4 June 2019.\n2 Roe, \"Tolls\", Harbour Review, 2018.\n3 Ibid.\n";

#[test]
fn flat_numbers_lead_to_their_notes_and_back() {
    let uri = "file:///a.txt";
    let mut client = Client::start(json!({}));
    client.open(uri, "plaintext", FLAT);
    let notes = client.request("textDocument/definition", at(uri, 0, 32));
    assert_eq!(notes[0]["range"], range(2, 0, 1));
    let markers = client.request("textDocument/definition", at(uri, 3, 0));
    assert_eq!(markers[0]["range"], range(0, 53, 54));
    let shown = client.request("textDocument/hover", at(uri, 0, 53));
    assert!(shown["contents"].to_string().contains("Harbour Review"));
    let mut params = at(uri, 1, 15);
    params["context"] = json!({"includeDeclaration": true});
    let places = client.request("textDocument/references", params);
    let expected = [range(1, 15, 16), range(4, 0, 1)];
    for (place, expected) in expected.iter().enumerate() {
        assert_eq!(places[place]["range"], *expected);
    }
    let symbols = json!({"textDocument": {"uri": uri}});
    let symbols = client.request("textDocument/documentSymbol", symbols);
    assert_eq!(symbols[1]["name"], "1 Gazette of the Canal, 4 June 2019.");
    // With a number that does not count up, the others would be no markers.
    let mut params = at(uri, 0, 53);
    params["newName"] = json!("7");
    let id = client.ask("textDocument/rename", params);
    assert_eq!(client.answer(id), Err(-32803));
    let place = json!({"uri": uri});
    let params =
        json!({"textDocument": place, "range": range(0, 32, 33), "context": {"diagnostics": []}});
    let actions = client.request("textDocument/codeAction", params);
    let edits = &actions[0]["edit"]["changes"][uri];
    assert_eq!(edits[2], json!({"range": range(1, 15, 16), "newText": "³"}));
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn references_are_the_same_from_every_place() {
    let mut client = start(json!({}));
    let mut ask = |line, character, declaration: bool| {
        let mut params = at(URI, line, character);
        params["context"] = json!({"includeDeclaration": declaration});
        client.request("textDocument/references", params)
    };
    let all = ask(2, 9, true);
    assert_eq!(all.as_array().map(Vec::len), Some(3));
    assert_eq!(all[0], json!({"uri": URI, "range": range(2, 8, 12)}));
    for (line, character) in [(2, 20), (6, 2)] {
        assert_eq!(ask(line, character, true), all);
    }
    assert_eq!(ask(2, 9, false).as_array().map(Vec::len), Some(2));
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn a_hover_is_markdown_or_plain_text() {
    let markdown = "**Note 1**\n\nThe *note*.";
    for (formats, expected, text) in [
        (json!(["markdown", "plaintext"]), "markdown", markdown),
        (json!(["plaintext"]), "plaintext", "Note 1\n\nThe note."),
    ] {
        let mut client = start(json!({"textDocument": {"hover": {"contentFormat": formats}}}));
        let hover = client.request("textDocument/hover", at(URI, 2, 9));
        assert_eq!(hover["contents"], json!({"kind": expected, "value": text}));
        assert_eq!(hover["range"], range(2, 8, 12));
        assert_eq!(
            client.request("textDocument/hover", at(URI, 0, 4)),
            Value::Null
        );
        assert_eq!(client.finish(), ExitCode::SUCCESS);
    }
}

#[test]
fn a_hover_has_the_address_of_a_link_where_the_client_renders_it() {
    let text = "A.[^1]\n\n[^1]: Roy, [*Ice*](https://a.example/a/long/way), <b>2020</b>.\n";
    for (general, note) in [
        (json!({}), "Roy, *Ice*, 2020."),
        (
            json!({"markdown": {"parser": "marked"}}),
            "Roy, [*Ice*](https://a.example/a/long/way), 2020.",
        ),
    ] {
        let mut client = Client::start(json!({"general": general}));
        client.open("file:///b.md", "markdown", text);
        let hover = client.request("textDocument/hover", at("file:///b.md", 0, 3));
        assert_eq!(hover["contents"]["value"], format!("**Note 1**\n\n{note}"));
        assert_eq!(client.finish(), ExitCode::SUCCESS);
    }
}

#[test]
fn the_outline_is_a_tree_or_a_list() {
    let hierarchical = json!({"hierarchicalDocumentSymbolSupport": true});
    let mut client = start(json!({"textDocument": {"documentSymbol": hierarchical}}));
    let tree = client.request("textDocument/documentSymbol", at(URI, 0, 0));
    assert_eq!(tree[0]["name"], "Title");
    let length = "3 words (5 with notes), 1 note, no sources";
    assert_eq!(tree[0]["detail"], length);
    let part = &tree[0]["children"][0];
    assert_eq!(part["name"], "Part");
    assert_eq!(part["kind"], 15);
    assert_eq!(part["children"].as_array().map(Vec::len), Some(1));
    assert_eq!(part["children"][0]["kind"], 16);
    assert_within(&tree);
    assert_eq!(client.finish(), ExitCode::SUCCESS);

    let mut client = start(json!({}));
    let list = client.request("textDocument/documentSymbol", at(URI, 0, 0));
    let parts: Vec<_> = list.as_array().expect("a list").iter().collect();
    assert_eq!(parts.len(), 3);
    assert_eq!(parts[1]["name"], "Part");
    assert_eq!(parts[1]["containerName"], "Title");
    assert_eq!(parts[2]["containerName"], "Part");
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

/// What is selected lies in its symbol, and children lie in their parent: editors refuse others.
fn assert_within(symbols: &Value) {
    let key = |at: &Value| (at["line"].as_u64(), at["character"].as_u64());
    for symbol in symbols.as_array().into_iter().flatten() {
        let within = |inner: &Value| {
            key(&symbol["range"]["start"]) <= key(&inner["start"])
                && key(&inner["end"]) <= key(&symbol["range"]["end"])
        };
        assert!(within(&symbol["selectionRange"]), "{symbol:#}");
        for child in symbol["children"].as_array().into_iter().flatten() {
            assert!(within(&child["range"]), "{symbol:#}");
        }
        assert_within(&symbol["children"]);
    }
}

#[test]
fn a_document_that_is_not_open_has_nothing() {
    let mut client = start(json!({}));
    let uri = "file:///unknown.md";
    let mut with_context = at(uri, 0, 0);
    with_context["context"] = json!({"includeDeclaration": true});
    for method in ["definition", "references", "hover", "documentSymbol"] {
        let result = client.request(&format!("textDocument/{method}"), with_context.clone());
        assert_eq!(result, Value::Null, "{method}");
    }
    let report = client.request("textDocument/diagnostic", at(uri, 0, 0));
    assert_eq!(report["items"], json!([]));
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn a_position_past_the_end_is_no_error() {
    let mut client = start(json!({}));
    for (line, character) in [(2, 9999), (9999, 0), (u32::MAX, u32::MAX)] {
        client.request("textDocument/hover", at(URI, line, character));
        client.request("textDocument/definition", at(URI, line, character));
    }
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn a_brief_gives_its_notes_with_their_sources() {
    let mut client = Client::start(json!({}));
    let text = "One.[^1] Two.[^2]\n\n[^1]: Jane Roe, *Dams of the World* (Oxford, 2010), p. 3.\n\n[^2]: Ibid., p. 4.\n";
    client.open(URI, "markdown", text);
    let document = json!({"textDocument": {"uri": URI}});
    let answer = client.request("brief-ls/sources", document);
    let [first, second] = [&answer["notes"][0], &answer["notes"][1]];
    assert_eq!(
        (&first["number"], &first["state"]),
        (&json!(1), &json!("cited"))
    );
    assert_eq!(first["markers"], json!([range(0, 4, 8)]));
    assert_eq!(first["selectionRange"], range(2, 0, 5));
    assert_eq!(first["citations"][0]["item"]["title"], "Dams of the World");
    let citation = &first["citations"][0];
    assert_eq!(
        (&citation["source"], &citation["times"]),
        (&json!(0), &json!(2))
    );
    assert_eq!(citation["elsewhere"], json!([]));
    let reference = &second["backReferences"][0];
    assert_eq!(reference["state"], "resolved");
    assert_eq!(reference["range"], range(4, 6, 17));
    assert_eq!(
        reference["source"]["start"],
        json!({"line": 2, "character": 6})
    );
    let missing = json!({"textDocument": {"uri": "file:///b.md"}});
    assert_eq!(client.request("brief-ls/sources", missing), Value::Null);
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn a_brief_gives_its_length_and_its_sources_as_text() {
    let mut client = Client::start(json!({}));
    let text = "One two.[^1]\n\n[^1]: Jane Roe, *Dams of the World* (Oxford: Mill, 2010), p. 3.\n";
    client.open(URI, "markdown", text);
    let document = json!({"textDocument": {"uri": URI}});
    let counts = json!({"words": 2, "wordsWithNotes": 13, "notes": 1, "sources": 1});
    assert_eq!(client.request("brief-ls/counts", document.clone()), counts);
    let keys = client.request("brief-ls/citedKeys", document.clone());
    assert_eq!(keys, json!([]));
    let sources = client.request("brief-ls/sources", document);
    let range = &sources["notes"][0]["citations"][0]["range"];
    let export =
        |format, range| json!({"textDocument": {"uri": URI}, "format": format, "range": range});
    let formatted = client.request("brief-ls/export", export("formatted", &Value::Null));
    assert_eq!(formatted, "Roe, Jane. Dams of the World. Mill, 2010.\n");
    let bibtex = client.request("brief-ls/export", export("bibtex", range));
    assert!(bibtex.as_str().is_some_and(|it| it.starts_with("@book{")));
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}
