//! Sources that several briefs of a workspace cite, most of which no editor has open.

use std::fs;
use std::process::ExitCode;

use serde_json::{Value, json};

use crate::driver::Client;
use crate::workspace::Folder;

const OWN: &str =
    "A.[^1] B.[^2]\n\n[^1]: Jane Roe, *Dams of the World* (Oxford, 2010).\n[^2]: Ibid., p. 9.\n";
const OTHER: &str = "A.[^a]\n\n[^a]: J. Roe, *Dams of the World*, 2010.\n";
const ELSE: &str = "A.[^1]\n\n[^1]: Jane Roe, *Rivers of the World*, 2010.\n";

fn at(uri: &str, line: u32, character: u32) -> Value {
    json!({
        "textDocument": {"uri": uri},
        "position": {"line": line, "character": character},
        "context": {"includeDeclaration": true},
    })
}

/// The references of what stands at that place, each as "file line:character".
fn references(client: &mut Client, uri: &str, line: u32, character: u32) -> Vec<String> {
    let found = client.request("textDocument/references", at(uri, line, character));
    let shown = |location: &Value| {
        let file = location["uri"].as_str().expect("a name");
        let file = file.rsplit('/').next().expect("a name");
        let start = &location["range"]["start"];
        format!("{file} {}:{}", start["line"], start["character"])
    };
    found
        .as_array()
        .expect("a list")
        .iter()
        .map(shown)
        .collect()
}

fn hover(client: &mut Client, uri: &str, line: u32, character: u32) -> Option<String> {
    let hover =
        json!({"textDocument": {"uri": uri}, "position": {"line": line, "character": character}});
    let hover = client.request("textDocument/hover", hover);
    hover["contents"]["value"].as_str().map(str::to_owned)
}

/// The sources that are offered at that place, each with what is told beside it.
fn offered(
    client: &mut Client,
    uri: &str,
    line: u32,
    character: u32,
    context: Value,
) -> Vec<String> {
    let params = json!({
        "textDocument": {"uri": uri},
        "position": {"line": line, "character": character},
        "context": context,
    });
    let list = client.request("textDocument/completion", params);
    let items = list["items"].as_array().expect("a list").iter();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    items
        .map(|item| format!("{} – {}", text(&item["label"]), text(&item["detail"])))
        .collect()
}

#[test]
fn a_source_is_found_in_briefs_that_were_never_opened() {
    let folder = Folder::new(&[
        ("own.md", OWN),
        ("sub/b.md", OTHER),
        ("c.md", ELSE),
        ("d.md", "# D\n"),
    ]);
    let mut client = folder.start(json!({}));
    let own = folder.uri("own.md");
    client.open(&own, "markdown", OWN);
    let all = ["own.md 2:17", "own.md 3:6", "b.md 2:15"];
    assert_eq!(references(&mut client, &own, 2, 20), all);
    assert_eq!(references(&mut client, &own, 3, 8), all);
    let uri = folder.uri("sub/b.md");
    client.open(&uri, "markdown", OTHER);
    let all = ["b.md 2:15", "own.md 2:17", "own.md 3:6"];
    assert_eq!(references(&mut client, &uri, 2, 20), all);
    let uri = folder.uri("c.md");
    client.open(&uri, "markdown", ELSE);
    // A source that nobody else cites: the note's own places.
    assert_eq!(
        references(&mut client, &uri, 2, 20),
        ["c.md 0:2", "c.md 2:0"]
    );
    assert_eq!(
        hover(&mut client, &uri, 2, 20).as_deref(),
        Some("Note 1 has one marker:\n\n- line 1: A.")
    );
    assert_eq!(
        hover(&mut client, &own, 2, 20).as_deref(),
        Some("Cited twice in this brief, and in another: `sub/b.md` (n. a).")
    );
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn unsaved_text_changes_and_deletions_count() {
    let folder = Folder::new(&[("own.md", OWN), ("b.md", ELSE), ("c.md", OTHER)]);
    let mut client = folder.start(json!({}));
    let (own, b) = (folder.uri("own.md"), folder.uri("b.md"));
    client.open(&own, "markdown", OWN);
    let with = |others: &[&'static str]| [&["own.md 2:17", "own.md 3:6"], others].concat();
    assert_eq!(references(&mut client, &own, 2, 20), with(&["c.md 2:15"]));
    client.open(&b, "markdown", &format!("# New\n\n{OTHER}"));
    let both = with(&["b.md 4:15", "c.md 2:15"]);
    assert_eq!(references(&mut client, &own, 2, 20), both);
    client.close(&b);
    assert_eq!(references(&mut client, &own, 2, 20), with(&["c.md 2:15"]));
    folder.write("c.md", format!("Another line.\n{OTHER}"));
    folder.write("b.md", OTHER);
    folder.changed(&client, &["b.md", "c.md"]);
    let both = with(&["b.md 2:15", "c.md 3:15"]);
    assert_eq!(references(&mut client, &own, 2, 20), both);
    fs::remove_file(folder.path("c.md")).expect("a file");
    folder.changed(&client, &["c.md"]);
    assert_eq!(references(&mut client, &own, 2, 20), with(&["b.md 2:15"]));
    client.change(&own, 2, json!([{"text": ELSE}]));
    assert_eq!(
        references(&mut client, &own, 2, 20),
        ["own.md 0:2", "own.md 2:0"]
    );
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn known_sources_are_offered_where_a_citation_begins() {
    let folder = Folder::new(&[("b.md", OTHER), ("c.md", ELSE)]);
    let mut client = folder.start(json!({}));
    let uri = folder.uri("new.md");
    let text = "A.[^1] B.[^2]\n\n[^1]: Jane Roe, *Rivers of the World*, 2010.\n[^2]: See roe\n";
    client.open(&uri, "markdown", text);
    // What briefs cite is known once they are read.
    assert_eq!(
        references(&mut client, &uri, 2, 20),
        ["new.md 2:17", "c.md 2:17"]
    );
    let invoked = json!({"triggerKind": 1});
    let offers = offered(&mut client, &uri, 3, 13, invoked);
    assert_eq!(
        offers,
        [
            "Roe, Rivers of the World – short form of note 1",
            "Jane Roe, Rivers of the World, 2010 – note 1 of this brief",
            "J. Roe, Dams of the World, 2010 – b.md",
        ]
    );
    let by_sign = json!({"triggerKind": 2, "triggerCharacter": "["});
    assert_eq!(offered(&mut client, &uri, 3, 13, by_sign), [""; 0]);
    let params = json!({"textDocument": {"uri": uri}, "position": {"line": 3, "character": 13}});
    let list = client.request("textDocument/completion", params);
    assert_eq!(list["isIncomplete"], true);
    let item = &list["items"][2];
    assert_eq!(
        item["textEdit"]["newText"],
        "J. Roe, *Dams of the World*, 2010."
    );
    assert_eq!(
        item["textEdit"]["range"]["start"],
        json!({"line": 3, "character": 10})
    );
    assert_eq!(item["filterText"], "roe");
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}
