use std::process::ExitCode;

use serde_json::{Value, json};

use crate::driver::Client;
use crate::workspace::Folder;

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

const BIB: &str = "@book{roy, title = {Rivers}}\n@book{sen, title = {Dams}}\n";

#[test]
fn a_key_in_its_bibliography_and_in_briefs_open_and_closed() {
    let front = "---\nbibliography: refs.bib\n---\n\n";
    let open = format!("{front}An open brief [@roy, p. 3].\n");
    let closed = format!("{front}Rain é [@sen; @roy].\n");
    let folder = Folder::new(&[("a.md", ""), ("b.md", &closed), ("refs.bib", BIB)]);
    let edits = json!({"workspace": {"workspaceEdit": {"documentChanges": true}}});
    let mut client = folder.start(edits);
    client.open(&folder.uri("a.md"), "markdown", &open);
    client.open(&folder.uri("refs.bib"), "bibtex", BIB);
    let at = |file: &str, line: u32, character: u32, name: &str| {
        json!({
            "textDocument": {"uri": folder.uri(file)},
            "position": {"line": line, "character": character},
            "newName": name,
        })
    };
    let changes = |edit: &Value| -> Vec<Value> {
        let changes = edit["documentChanges"].as_array().expect("a list");
        let change = |it: &Value| {
            let (document, edits) = (&it["textDocument"], &it["edits"]);
            assert_eq!(edits.as_array().map(Vec::len), Some(1));
            let place = &edits[0]["range"]["start"];
            let text = &edits[0]["newText"];
            json!([
                document["uri"],
                document["version"],
                place["line"],
                place["character"],
                text
            ])
        };
        changes.iter().map(change).collect()
    };
    let expected = json!([
        [folder.uri("a.md"), 1, 4, 15, "@rao"],
        [folder.uri("b.md"), null, 4, 14, "@rao"],
        [folder.uri("refs.bib"), 1, 0, 6, "rao"],
    ]);
    for from in [at("a.md", 4, 17, "rao"), at("refs.bib", 0, 7, "rao")] {
        let edit = client.request("textDocument/rename", from);
        assert_eq!(json!(changes(&edit)), expected);
    }
    for name in ["sen", "", "a b", "a,b"] {
        for from in [at("a.md", 4, 17, name), at("refs.bib", 0, 7, name)] {
            let id = client.ask("textDocument/rename", from);
            assert_eq!(client.answer(id), Err(-32803), "{name:?}");
        }
    }
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn a_heading_with_the_links_to_it_in_a_file_that_is_not_open() {
    let text = "# One\n\n[here](#one)\n";
    let folder = Folder::new(&[("a.md", text), ("b.md", "See [it](a.md#one).\n")]);
    let mut client = folder.start(json!({}));
    client.open(&folder.uri("a.md"), "markdown", text);
    let params = json!({
        "textDocument": {"uri": folder.uri("a.md")},
        "position": {"line": 0, "character": 3},
        "newName": "Two",
    });
    let edit = client.request("textDocument/rename", params);
    let changed = |name: &str| edit["changes"][folder.uri(name)].clone();
    assert_eq!(changed("a.md").as_array().map(Vec::len), Some(2));
    assert_eq!(changed("b.md")[0]["newText"], "two");
    assert_eq!(changed("b.md")[0]["range"]["start"]["character"], 14);
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

/// The files that a rename in `from` changes, by name.
fn changed(
    client: &mut Client,
    folder: &Folder,
    from: (&str, u32, u32),
    name: &str,
) -> Vec<String> {
    let edit = client.request(
        "textDocument/rename",
        json!({
            "textDocument": {"uri": folder.uri(from.0)},
            "position": {"line": from.1, "character": from.2},
            "newName": name,
        }),
    );
    let changes = edit["changes"].as_object().expect("changes");
    let name = |uri: &String| uri.rsplit('/').next().unwrap_or_default().to_owned();
    let mut names: Vec<_> = changes.keys().map(name).collect();
    names.sort();
    names
}

#[test]
fn a_bibliography_that_is_set_while_the_brief_is_open() {
    let text = "An open brief [@roy, p. 3].\n";
    let folder = Folder::new(&[("a.md", text), ("x/refs.bib", BIB), ("brief-ls.toml", "")]);
    let mut client = folder.start(json!({}));
    client.open(&folder.uri("a.md"), "markdown", text);
    client.request("workspace/symbol", json!({"query": ""}));
    folder.write("brief-ls.toml", "bibliography = [\"x/refs.bib\"]\n");
    folder.changed(&client, &["brief-ls.toml"]);
    let names = changed(&mut client, &folder, ("a.md", 0, 17), "rao");
    assert_eq!(names, ["a.md", "refs.bib"]);
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn a_heading_is_not_taken_for_another_that_stands_in_its_place_by_now() {
    let text = "See [it](b.md#two).\n";
    let folder = Folder::new(&[("a.md", text), ("b.md", "# One\n\n# Two\n")]);
    let mut client = folder.start(json!({}));
    client.open(&folder.uri("a.md"), "markdown", text);
    client.request("workspace/symbol", json!({"query": ""}));
    let names = changed(&mut client, &folder, ("a.md", 0, 15), "Three");
    assert_eq!(names, ["a.md", "b.md"]);
    // Nobody tells the server.
    folder.write("b.md", "# One\n\n# Four\n");
    let params = json!({
        "textDocument": {"uri": folder.uri("a.md")},
        "position": {"line": 0, "character": 15},
        "newName": "Three",
    });
    let id = client.ask("textDocument/rename", params);
    assert_eq!(client.answer(id), Err(-32803));
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}
