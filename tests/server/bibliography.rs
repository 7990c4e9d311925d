//! A bibliography that is open in the editor.

use serde_json::{Value, json};

use crate::driver::Client;
use crate::workspace::Folder;

const BIB: &str = "@book{roy, title = {Rivers}, year = {2021}}\n\n@book{bad, title = {Open,\n}\n\n\
                   @book{sen, title = {Dams}}\n\n@book{roy, title = {Again}}\n";

/// The diagnostics of the bibliography that come next, each as its code and line.
fn faults(client: &mut Client) -> Vec<(String, u64)> {
    let published = client.published();
    let diagnostics = published["diagnostics"].as_array().expect("a list");
    let shown = |it: &Value| {
        let code = it["code"].as_str().expect("a code").to_owned();
        (code, it["range"]["start"]["line"].as_u64().expect("a line"))
    };
    diagnostics.iter().map(shown).collect()
}

#[test]
fn its_faults_are_pushed_to_a_client_that_pulls_too() {
    let folder = Folder::new(&[("refs.bib", BIB)]);
    let pulls = json!({"textDocument": {"diagnostic": {}, "publishDiagnostics": {"relatedInformation": true}}});
    for capabilities in [json!({}), pulls] {
        let mut client = folder.start(capabilities);
        client.open(&folder.uri("refs.bib"), "bibtex", BIB);
        let found = [
            ("bibliography-error".to_owned(), 2),
            ("duplicate-key".to_owned(), 7),
        ];
        assert_eq!(faults(&mut client), found);
        let sound = "@book{roy, title = {Rivers}}\n";
        client.change(&folder.uri("refs.bib"), 2, json!([{"text": sound}]));
        while !faults(&mut client).is_empty() {}
        client.close(&folder.uri("refs.bib"));
        assert_eq!(faults(&mut client), []);
        client.finish();
    }
}

#[test]
fn the_configuration_decides_on_its_rules() {
    let folder = Folder::new(&[
        ("refs.bib", BIB),
        ("brief-ls.toml", "[rules]\nduplicate-key = \"off\"\n"),
    ]);
    let mut client = folder.start(json!({}));
    client.open(&folder.uri("refs.bib"), "bibtex", BIB);
    loop {
        let published = client.published();
        if published["uri"] == json!(folder.uri("refs.bib")) {
            assert_eq!(published["diagnostics"].as_array().map(Vec::len), Some(1));
            break;
        }
    }
    client.finish();
}

#[test]
fn its_entries_are_an_outline() {
    let folder = Folder::new(&[]);
    let tree =
        json!({"textDocument": {"documentSymbol": {"hierarchicalDocumentSymbolSupport": true}}});
    let mut client = folder.start(tree);
    client.open(&folder.uri("refs.bib"), "bibtex", BIB);
    let params = json!({"textDocument": {"uri": folder.uri("refs.bib")}});
    let symbols = client.request("textDocument/documentSymbol", params);
    let names: Vec<_> = symbols
        .as_array()
        .expect("a list")
        .iter()
        .map(|it| it["name"].clone())
        .collect();
    assert_eq!(names, ["roy", "sen", "roy"]);
    assert_eq!(symbols[0]["detail"], "2021, Rivers");
    client.finish();
}

#[test]
fn references_of_an_entry_are_its_citations_in_all_briefs() {
    let brief = "---\nbibliography: refs.bib\n---\n\nRain fell [@sen; @roy].\n";
    let folder = Folder::new(&[
        ("refs.bib", BIB),
        ("a.md", brief),
        ("b.md", "Nothing [@sen].\n"),
    ]);
    let mut client = folder.start(json!({}));
    client.open(&folder.uri("refs.bib"), "bibtex", BIB);
    let mut references = |declaration: bool| {
        let places = client.request(
            "textDocument/references",
            json!({
                "textDocument": {"uri": folder.uri("refs.bib")},
                "position": {"line": 5, "character": 8},
                "context": {"includeDeclaration": declaration},
            }),
        );
        let places = places.as_array().expect("a list").clone();
        let shown = |it: &Value| {
            let uri = it["uri"].as_str().expect("a name");
            let name = uri.rsplit('/').next().unwrap_or_default().to_owned();
            (name, it["range"]["start"]["line"].clone())
        };
        places.iter().map(shown).collect::<Vec<_>>()
    };
    let cited = ("a.md".to_owned(), json!(4));
    assert_eq!(references(true)[0], ("refs.bib".to_owned(), json!(5)));
    assert!(references(false).contains(&cited));
    assert!(!references(false).contains(&("refs.bib".to_owned(), json!(5))));
}

#[test]
fn an_entry_is_used_as_soon_as_a_brief_cites_it() {
    let front = "---\nbibliography: refs.bib\n---\n\n";
    let brief = format!("{front}Rain fell.\n");
    let bib = "@book{roy, title = {Rivers}}\n";
    let folder = Folder::new(&[
        ("refs.bib", bib),
        ("a.md", &brief),
        ("brief-ls.toml", "[rules]\nunused-entry = \"warning\"\n"),
    ]);
    let mut client = folder.start(json!({}));
    client.open(&folder.uri("refs.bib"), "bibtex", bib);
    client.open(&folder.uri("a.md"), "markdown", &brief);
    let until = |client: &mut Client, count: usize| loop {
        let published = client.published();
        let found = published["diagnostics"].as_array().map(Vec::len);
        if published["uri"] == json!(folder.uri("refs.bib")) && found == Some(count) {
            return;
        }
    };
    until(&mut client, 1);
    let insert = |line: u32, character: u32, length: u32, text: &str| {
        let start = json!({"line": line, "character": character});
        let end = json!({"line": line, "character": character + length});
        json!([{"range": {"start": start, "end": end}, "text": text}])
    };
    let a = folder.uri("a.md");
    client.change(&a, 2, insert(4, 9, 0, " [@roy]"));
    until(&mut client, 0);
    client.change(&a, 3, insert(4, 9, 7, ""));
    until(&mut client, 1);
    client.change(&a, 4, insert(4, 9, 0, " [@roy]"));
    until(&mut client, 0);
    client.change(&a, 5, insert(1, 14, 4, "none"));
    until(&mut client, 1);
    client.finish();
}
