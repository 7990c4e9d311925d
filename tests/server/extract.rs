//! What a note cites, moved to the bibliography and back.

use serde_json::{Value, json};

use crate::driver::Client;
use crate::workspace::Folder;

const NOTE: &str = "Words.[^1]\n\n[^1]: Ann Lee, \"Canals,\" *Water Review* 3, no. 4 (2011): 12.\n";
const BIB: &str = "@book{bell2001,\n  title = {Rivers},\n}\n";
const KIND: &str = "refactor.extract.bibliography";

/// What an editor says that takes edits with these abilities, and resolves actions.
fn client(edits: Value) -> Value {
    json!({
        "textDocument": {"codeAction": {
            "dataSupport": true,
            "resolveSupport": {"properties": ["edit"]},
        }},
        "workspace": {"workspaceEdit": edits},
    })
}

/// The actions of that kind at a place of `a.md`.
fn actions(client: &mut Client, folder: &Folder, kind: &str, at: [u32; 2]) -> Vec<Value> {
    let at = json!({"line": at[0], "character": at[1]});
    let params = json!({
        "textDocument": {"uri": folder.uri("a.md")},
        "range": {"start": at, "end": at},
        "context": {"diagnostics": [], "only": [kind]},
    });
    let actions = client.request("textDocument/codeAction", params);
    actions.as_array().cloned().unwrap_or_default()
}

#[test]
fn a_bibliography_is_made_where_there_is_none() {
    let folder = Folder::new(&[]);
    let all = json!({
        "documentChanges": true,
        "resourceOperations": ["create"],
        "changeAnnotationSupport": {},
    });
    let mut client = folder.start(client(all));
    client.open(&folder.uri("a.md"), "markdown", NOTE);
    let actions = actions(&mut client, &folder, KIND, [0, 8]);
    assert_eq!(actions.len(), 1);
    let edit = client.request("codeAction/resolve", actions[0].clone())["edit"].clone();
    let changes = &edit["documentChanges"];
    assert_eq!(changes[0]["kind"], "create");
    assert_eq!(changes[0]["uri"], folder.uri("references.bib"));
    let entry = &changes[1];
    let made = json!({"uri": folder.uri("references.bib"), "version": null});
    assert_eq!(entry["textDocument"], made);
    let text = entry["edits"][0]["newText"].as_str().expect("a text");
    assert!(text.starts_with("@article{lee2011,\n"), "{text}");
    let brief = &changes[2];
    assert_eq!(
        brief["textDocument"],
        json!({"uri": folder.uri("a.md"), "version": 1})
    );
    let texts: Vec<_> = brief["edits"]
        .as_array()
        .expect("edits")
        .iter()
        .map(|it| &it["newText"])
        .collect();
    assert!(
        texts.contains(&&json!("---\nbibliography: references.bib\n---\n\n")),
        "{texts:?}"
    );
    assert!(texts.contains(&&json!(" [@lee2011, p. 12]")), "{texts:?}");
    assert_eq!(brief["edits"][0]["annotationId"], "brief-ls");
    assert_eq!(
        edit["changeAnnotations"]["brief-ls"]["label"],
        actions[0]["title"]
    );
    client.finish();
}

#[test]
fn an_entry_is_added_to_the_bibliography_as_it_is_in_the_editor() {
    let brief = format!("---\nbibliography: refs.bib\n---\n\n{NOTE}");
    let folder = Folder::new(&[("refs.bib", BIB)]);
    let mut client = folder.start(client(json!({"documentChanges": true})));
    client.open(&folder.uri("a.md"), "markdown", &brief);
    let at = |client: &mut Client| {
        let actions = actions(client, &folder, KIND, [6, 8]);
        let edit = client.request("codeAction/resolve", actions[0].clone());
        let changes = edit["edit"]["documentChanges"].clone();
        let place = &changes[0]["edits"][0]["range"]["start"]["line"];
        let document = &changes[0]["textDocument"];
        assert_eq!(document["uri"], folder.uri("refs.bib"));
        json!([
            document["version"],
            place,
            changes[1]["textDocument"]["version"]
        ])
    };
    assert_eq!(at(&mut client), json!([null, 2, 1]));
    client.open(&folder.uri("refs.bib"), "bibtex", &format!("% Ours\n{BIB}"));
    assert_eq!(at(&mut client), json!([1, 3, 1]));
    client.finish();
}

#[test]
fn a_client_that_makes_no_files_is_offered_what_needs_none() {
    let brief = format!("---\nbibliography: refs.bib\n---\n\n{NOTE}");
    for (text, line, offered) in [(NOTE, 0, 0), (&brief, 4, 1)] {
        let folder = Folder::new(&[("refs.bib", BIB)]);
        if offered == 0 {
            std::fs::remove_file(folder.path("refs.bib")).expect("a file");
        }
        let mut client = folder.start(json!({}));
        client.open(&folder.uri("a.md"), "markdown", text);
        let actions = actions(&mut client, &folder, KIND, [line, 8]);
        assert_eq!(actions.len(), offered, "{actions:?}");
        for action in &actions {
            let changes = &action["edit"]["changes"];
            assert!(changes[folder.uri("refs.bib")].is_array(), "{action:#}");
            assert!(changes[folder.uri("a.md")].is_array(), "{action:#}");
        }
        client.finish();
    }
}

#[test]
fn why_nothing_is_moved_is_told() {
    let folder = Folder::new(&[("refs.bib", BIB)]);
    let mut client = folder.start(client(json!({"documentChanges": true})));
    let brief = NOTE.replace("\n\n", " More.[^2]\n\n[^2]: Ibid.\n\n");
    client.open(&folder.uri("a.md"), "markdown", &brief);
    let actions = actions(&mut client, &folder, KIND, [0, 8]);
    let resolved = client.request("codeAction/resolve", actions[0].clone());
    assert_eq!(resolved["edit"], json!({}));
    let told = client.notification("window/showMessage");
    assert_eq!(told["type"], 2);
    let reason = "refers back to this note";
    assert!(
        told["message"]
            .as_str()
            .is_some_and(|it| it.contains(reason)),
        "{told}"
    );
    client.finish();
}

#[test]
fn a_citation_by_key_is_written_out_in_a_note() {
    let brief = "---\nbibliography: refs.bib\n---\n\nWords [@bell2001, p. 3].\n";
    let folder = Folder::new(&[("refs.bib", BIB)]);
    let mut client = folder.start(json!({}));
    client.open(&folder.uri("a.md"), "markdown", brief);
    let actions = actions(&mut client, &folder, "refactor.inline.citation", [4, 12]);
    assert_eq!(actions.len(), 1);
    let edits = actions[0]["edit"]["changes"][folder.uri("a.md")].clone();
    let texts: Vec<_> = edits
        .as_array()
        .expect("edits")
        .iter()
        .map(|it| &it["newText"])
        .collect();
    assert!(texts.contains(&&json!("[^1]")), "{texts:?}");
    client.finish();
}
