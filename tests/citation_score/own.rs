//! Notes of our own, by style: `text`, and the `citations` that it holds, field by field.

use std::path::Path;

use brief_ls::citation;
use serde::Deserialize;

use crate::score::{FIELDS, Fields, Score, fields_of, pairs, same};

#[derive(Deserialize)]
struct Cases {
    note: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    text: String,
    #[serde(default)]
    citations: Vec<toml::Table>,
}

/// How much of each field must be right, in precision and in recall: all of it, or nobody would see what a change
/// breaks.
const LEAST: f64 = 1.0;

/// The fields that are compared: those that annotated notes have as well, and what notes of our own say beside them.
fn all() -> impl Iterator<Item = &'static str> {
    FIELDS
        .into_iter()
        .chain(["editors", "edition", "series", "number", "csl"])
}

fn expected(table: &toml::Table) -> Fields {
    let mut fields = Fields::new();
    for name in all() {
        let values: Vec<String> = match table.get(name) {
            Some(toml::Value::String(value)) => vec![value.clone()],
            Some(toml::Value::Array(values)) => values
                .iter()
                .filter_map(toml::Value::as_str)
                .map(str::to_owned)
                .collect(),
            _ => continue,
        };
        fields.insert(name, values);
    }
    if table.contains_key("legal") {
        fields.insert("legal", vec!["legal".to_owned()]);
    }
    let known = |name: &String| name == "legal" || all().any(|field| field == name);
    assert!(table.keys().all(known), "{table:?}");
    fields
}

pub fn notes_of_our_own() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/citations");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    files.sort();
    let (mut score, mut notes) = (Score::default(), 0);
    for file in files {
        let cases: Cases = toml::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
        for case in cases.note {
            notes += 1;
            compare(&mut score, &case);
        }
    }
    score.print(&format!("{notes} notes of our own"));
    assert!(notes >= 60);
    for (name, tally) in &score.fields {
        assert!(
            tally.precision() >= LEAST && tally.recall() >= LEAST,
            "{name}: {}, {}",
            tally.precision(),
            tally.recall()
        );
    }
}

fn compare(score: &mut Score, case: &Case) {
    let reading = citation::read(&case.text);
    let found: Vec<Fields> = reading.citations().map(fields_of).collect();
    let expected: Vec<Fields> = case.citations.iter().map(expected).collect();
    let pairs = pairs(&expected, &found);
    let stray = (0..found.len()).filter(|at| !pairs.contains(&Some(*at)));
    let matched = expected
        .iter()
        .zip(&pairs)
        .map(|(one, pair)| (Some(one), pair.map(|at| &found[at])));
    for (one, other) in matched.chain(stray.map(|at| (None, Some(&found[at])))) {
        let mut ok = true;
        // A type is compared where a note states it.
        let typed = one.is_some_and(|one| one.contains_key("csl"));
        for name in all()
            .chain(["legal"])
            .filter(|name| typed || *name != "csl")
        {
            ok &= score.count(name, one, other);
        }
        if !ok {
            differ(&case.text, one, other);
        }
    }
}

/// Prints where a citation was not read as it should be: shown where the test fails.
fn differ(text: &str, expected: Option<&Fields>, found: Option<&Fields>) {
    println!("{text}");
    match (expected, found) {
        (Some(one), Some(other)) => {
            for name in all().filter(|name| !same(name, one, other)) {
                println!("  {name}: {:?} for {:?}", other.get(name), one.get(name));
            }
        }
        (one, other) => println!("  {other:?} for {one:?}"),
    }
}
