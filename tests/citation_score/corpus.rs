//! Annotated notes whose text is in the corpus, which is no part of the project.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use brief_ls::config::DialectChoice;
use brief_ls::index::{Document, Note};
use brief_ls::text::Text;
use brief_ls::workspace;
use serde_json::Value;

use crate::needs::beside;

/// The folder of the documents.
pub fn folder() -> PathBuf {
    let footnoted = || beside("../shared/corpus/footnoted");
    std::env::var_os("BRIEF_LS_CORPUS").map_or_else(footnoted, PathBuf::from)
}

/// The notes that a file of `tests/citations/footnoted` annotates, each with what it says.
pub fn annotated(file: &str) -> Vec<(Value, String)> {
    let folder = folder();
    let path = beside("tests/citations/footnoted").join(file);
    let annotations = std::fs::read_to_string(path).unwrap();
    let mut documents = BTreeMap::new();
    let notes = annotations.lines().map(|line| {
        let note: Value = serde_json::from_str(line).unwrap();
        let name = note["document"].as_str().unwrap().to_owned();
        let document = documents
            .entry(name)
            .or_insert_with_key(|name| read(&folder.join(name)));
        let text = text_of(document, &note);
        (note, text)
    });
    notes.collect()
}

fn read(path: &Path) -> Document {
    let text = std::fs::read_to_string(path).unwrap();
    let kind = workspace::kind(path).unwrap();
    Document::new(Text::new(&text), kind, DialectChoice::Auto)
}

/// What a note says: the one whose head stands on the annotated line and that has the annotated label. Where
/// several do, `nth` says which.
fn text_of(document: &Document, annotation: &Value) -> String {
    let line = annotation["line"].as_u64().unwrap();
    let label = annotation["label"].as_str().unwrap();
    let is_meant = |note: &Note| {
        let at = document.text().line_of(note.opener.start) as u64 + 1;
        at == line && note.label.to_string() == label
    };
    let mut meant: Vec<Note> = document.notes().filter(is_meant).collect();
    let nth = annotation.get("nth").map(|nth| nth.as_u64().unwrap());
    let of = &annotation["document"];
    assert!(
        nth.is_some() || meant.len() == 1,
        "{of}:{line} has {} notes {label:?}",
        meant.len()
    );
    let nth = nth.map_or(0, |nth| nth as usize - 1);
    assert!(nth < meant.len(), "{of}:{line} has no such note {label:?}");
    let note = meant.swap_remove(nth);
    document.note_text(&note).as_str().to_owned()
}
