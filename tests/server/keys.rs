//! Sources cited by key: from a brief into its bibliography.

use std::process::ExitCode;

use serde_json::{Value, json};

use crate::driver::Client;
use crate::workspace::Folder;

const BRIEF: &str = "---\nbibliography: refs.bib\n---\n\nRain é [@roy2021, p. 3; @roy2012] fell.\n";
const BIBLIOGRAPHY: &str = "% é\n@book{roy2021, title = {Rivers}, author = {Roy, Ana}, year = 2021}\n\
    @book{broken, title = {Dams\n\n@book{sen1999, title = {The Sea}, author = {Sen, Bo}, year = 1999}\n";

fn folder() -> Folder {
    Folder::new(&[("brief.md", BRIEF), ("refs.bib", BIBLIOGRAPHY)])
}

fn open(folder: &Folder, capabilities: Value) -> Client {
    let client = folder.start(capabilities);
    client.open(&folder.uri("brief.md"), "markdown", BRIEF);
    client
}

fn at(folder: &Folder, line: u32, character: u32) -> Value {
    json!({"textDocument": {"uri": folder.uri("brief.md")}, "position": {"line": line, "character": character}})
}

fn range(line: u32, start: u32, end: u32) -> Value {
    json!({"start": {"line": line, "character": start}, "end": {"line": line, "character": end}})
}

#[test]
fn a_key_leads_to_its_entry_and_shows_it() {
    let folder = folder();
    let links = json!({"textDocument": {"definition": {"linkSupport": true}}});
    let mut client = open(&folder, links);
    let found = client.request("textDocument/definition", at(&folder, 4, 10));
    assert_eq!(found[0]["targetUri"], folder.uri("refs.bib"));
    assert_eq!(found[0]["originSelectionRange"], range(4, 8, 16));
    assert_eq!(found[0]["targetSelectionRange"], range(1, 6, 13));
    let hover = client.request("textDocument/hover", at(&folder, 4, 10));
    let shown = hover["contents"]["value"].as_str().expect("a text");
    assert!(shown.contains("*Rivers*"), "{shown}");
    assert_eq!(client.finish(), ExitCode::SUCCESS);

    let mut client = open(&folder, json!({}));
    let found = client.request("textDocument/definition", at(&folder, 4, 10));
    let expected = json!([{"uri": folder.uri("refs.bib"), "range": range(1, 6, 13)}]);
    assert_eq!(found, expected);
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn an_unknown_key_is_told_until_the_bibliography_has_it() {
    let folder = folder();
    let mut client = open(&folder, json!({}));
    let shown = client.published()["diagnostics"].take();
    assert_eq!(shown.as_array().map(Vec::len), Some(1), "{shown}");
    assert_eq!(shown[0]["code"], "unknown-key");
    assert_eq!(shown[0]["range"], range(4, 24, 32));
    folder.write(
        "refs.bib",
        format!("{BIBLIOGRAPHY}@book{{roy2012, title = {{A}}}}\n"),
    );
    folder.changed(&client, &["refs.bib"]);
    while client.published()["diagnostics"] != json!([]) {}
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn keys_are_offered_by_key_author_and_title() {
    let folder = folder();
    let mut client = open(&folder, json!({}));
    let uri = folder.uri("brief.md");
    let mut version = 1;
    let mut offered = |text: &str| {
        version += 1;
        let text = format!("---\nbibliography: refs.bib\n---\n\nA é {text}");
        let column = text
            .lines()
            .last()
            .map_or(0, |line| line.encode_utf16().count());
        client.change(&uri, version, json!([{"text": text}]));
        let at = at(&folder, 4, u32::try_from(column).expect("a column"));
        client.request("textDocument/completion", at)
    };
    let list = offered("[@sea");
    assert_eq!(list["isIncomplete"], true);
    let items = list["items"].as_array().expect("a list");
    assert_eq!(items.len(), 1, "{items:?}");
    assert_eq!(items[0]["label"], "sen1999");
    assert_eq!(items[0]["detail"], "Sen 1999");
    let edit = json!({"range": range(4, 5, 9), "newText": "@sen1999"});
    assert_eq!(items[0]["textEdit"], edit);
    assert_eq!(offered("@")["items"].as_array().map(Vec::len), Some(2));
    assert_eq!(offered("mail@")["items"], json!([]));
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn a_key_that_briefs_define_is_known_as_the_editor_has_them() {
    let front = "---\nbibliography: refs.bib\n---\n\n";
    let defined = format!("{front}A [@tag:x] and [@tag:y].\n\n[@tag:x]: doi:10.1234/x\n");
    let beside = "B.\n\n[@tag:y]: doi:10.1234/y\n";
    let folder = Folder::new(&[
        ("a.md", &defined),
        ("b.md", "B.\n"),
        ("refs.bib", "@book{roy, title = {Rivers}}\n"),
    ]);
    let mut client = folder.start(json!({}));
    let a = folder.uri("a.md");
    client.open(&a, "markdown", &defined);
    client.open(&folder.uri("b.md"), "markdown", beside);
    let unknown = |client: &mut Client, version: i32, expected: &[&str]| loop {
        let published = client.published();
        let found = published["diagnostics"].as_array().expect("a list");
        let message = |it: &Value| it["message"].as_str().expect("a text").to_owned();
        let found: String = found.iter().map(message).collect();
        let is_expected = match expected {
            [] => found.is_empty(),
            keys => keys.iter().all(|key| found.contains(key)),
        };
        if published["uri"] == json!(a) && published["version"] == version && is_expected {
            return;
        }
    };
    unknown(&mut client, 1, &[]);
    let text = format!("{front}A [@tag:x] and [@tag:y].\n");
    client.change(&a, 2, json!([{"text": text}]));
    unknown(&mut client, 2, &["tag:x"]);
    let other = "B.\n\n[@tag:z]: doi:10.1234/z\n";
    client.change(&folder.uri("b.md"), 2, json!([{"text": other}]));
    unknown(&mut client, 2, &["tag:x", "tag:y"]);
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

#[test]
fn chapters_of_a_book_have_the_bibliography_of_the_project() {
    let chapter = "# One\n\nRain [@roy2021] fell, see @\n";
    let folder = Folder::new(&[
        (
            "_quarto.yml",
            "project:\n  type: book\nbibliography: references.bib\n",
        ),
        ("references.bib", BIBLIOGRAPHY),
        ("chapters/one.qmd", chapter),
    ]);
    let mut client = folder.start(json!({}));
    let uri = folder.uri("chapters/one.qmd");
    client.open(&uri, "markdown", chapter);
    let at = |character: u32| json!({"textDocument": {"uri": uri}, "position": {"line": 2, "character": character}});
    let hover = client.request("textDocument/hover", at(9));
    let shown = hover["contents"]["value"].as_str().expect("a text");
    assert!(shown.contains("*Rivers*"), "{shown}");
    let offered = client.request("textDocument/completion", at(27));
    assert_eq!(
        offered["items"].as_array().map(Vec::len),
        Some(2),
        "{offered}"
    );
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}

/// A style that calls itself would run over the stack of whatever prints an entry.
#[test]
fn a_style_that_calls_itself_ends_no_session() {
    let macros = "<macro name=\"m\"><text macro=\"m\"/></macro>";
    let style = format!(
        "<style xmlns=\"http://purl.org/net/xbiblio/csl\" version=\"1.0\" class=\"note\"><info><title>T</title>\
         <id>x</id><updated>2020-01-01T00:00:00Z</updated></info>{macros}<citation><layout><text macro=\"m\"/>\
         </layout></citation></style>"
    );
    let brief = "---\nbibliography: refs.bib\ncsl: s.csl\n---\n\nRain [@roy2021] fell.\n";
    let files = [
        ("brief.md", brief),
        ("refs.bib", BIBLIOGRAPHY),
        ("s.csl", &style),
    ];
    let folder = Folder::new(&files);
    let mut client = folder.start(json!({}));
    client.open(&folder.uri("brief.md"), "markdown", brief);
    let hover = client.request("textDocument/hover", at(&folder, 5, 8));
    let shown = hover["contents"]["value"].as_str().expect("a text");
    assert!(shown.contains("Rivers"), "{shown}");
    let found = client.published();
    assert_eq!(
        found["diagnostics"][0]["code"], "bibliography-not-read",
        "{found}"
    );
    assert_eq!(client.finish(), ExitCode::SUCCESS);
}
