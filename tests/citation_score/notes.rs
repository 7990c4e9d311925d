//! Raw notes of published documents, one to a line of JSON with its `id` and `text`, and what `tests/citations/notes`
//! annotates of them by `id`. The notes are no part of the project.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::Value;

use crate::needs::beside;

/// The file of the raw notes.
pub fn raw() -> PathBuf {
    let shared = || beside("../shared/notes/raw.jsonl");
    std::env::var_os("BRIEF_LS_NOTES").map_or_else(shared, PathBuf::from)
}

/// The annotations in a file of `tests/citations/notes`.
pub fn facts(file: &str) -> PathBuf {
    beside("tests/citations/notes").join(file)
}

/// The notes that `file` annotates, each with its text; a text that several have is taken once.
pub fn annotated(file: &str) -> Vec<(Value, String)> {
    let lines = |path: PathBuf| -> Vec<Value> {
        let text = std::fs::read_to_string(path).unwrap();
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    };
    let raw = lines(raw()).into_iter();
    let raw: BTreeMap<u64, Value> = raw
        .map(|note| (note["id"].as_u64().unwrap(), note))
        .collect();
    let once = |note: &Value| note.get("same_as").is_none();
    let notes = lines(facts(file)).into_iter().filter(once);
    let joined = notes.map(|note| {
        let of = &raw[&note["id"].as_u64().unwrap()];
        for member in ["document", "line", "label"] {
            assert_eq!(of[member], note[member], "note {}", note["id"]);
        }
        let text = of["text"].as_str().unwrap().to_owned();
        (note, text)
    });
    joined.collect()
}
