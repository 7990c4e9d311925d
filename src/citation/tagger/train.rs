//! Makes `weights.tsv` from tagged references and our own notes, and says how well a model does on those it was not made from.
//!
//! `BRIEF_LS_REFERENCES=core.xml UPDATE_WEIGHTS=1 cargo test --lib tagger::train -- --ignored --nocapture`

#![allow(
    clippy::disallowed_methods,
    reason = "it reads the references from the disk"
)]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;
use std::path::Path;

use super::chain::{ByLabel, LabelChain};
use super::learner::{Annotated, made_from};
use super::words::CitedWords;
use super::{LABELS, TRIED};
use crate::citation::annotations::Annotations;
use crate::citation::{Citation, read};

#[path = "../../../tests/common/references.rs"]
mod references;
use references::{Reference, is_english, references};

/// Into how many parts the references are cut, each of which is read by a model that was made from the others.
const FOLDS: usize = 5;

/// The label of a tag.
fn label(tag: &str) -> usize {
    let name = match tag {
        "author" => "author",
        "title" => "title",
        "journal" | "container-title" => "container",
        "publisher" => "publisher",
        "location" => "place",
        "date" => "date",
        "volume" | "pages" | "issue" => "number",
        "editor" | "translator" => "editor",
        _ => "other",
    };
    LABELS.iter().position(|one| *one == name).unwrap()
}

/// What `of` gives with another model; without one, the rules have the word.
fn with<T>(model: Option<&'static LabelChain>, of: impl FnOnce() -> T) -> T {
    TRIED.set(Some(model));
    let value = of();
    TRIED.set(None);
    value
}

fn first(text: &str) -> Option<Citation> {
    read(text).citations().next().cloned()
}

/// The words of a reference with their features and labels.
fn annotated(reference: &Reference) -> Annotated {
    let citation = with(None, || first(&reference.text)).unwrap_or_default();
    let annotations = Annotations::read(&reference.text);
    let body = 0..annotations.plain.text.len();
    let words = CitedWords::read(&annotations, &body, &citation);
    let features = |at| {
        let mut found = Vec::new();
        words.features(at, &mut |name| found.push(name.to_owned()));
        found
    };
    let features = (0..words.places.len()).map(features).collect();
    let tag = |word: &Range<usize>| {
        let at = annotations.plain.source(word).start;
        let tagged = reference
            .parts
            .iter()
            .find(|(_, range)| range.contains(&at));
        tagged.map_or(0, |(name, _)| label(name))
    };
    (features, words.places.iter().map(tag).collect())
}

/// Our own notes that cite one source, tagged where the words of their fields are found.
fn our_own() -> Vec<Reference> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/citations");
    let files = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    let mut files: Vec<_> = files
        .filter(|path| path.extension().is_some_and(|it| it == "toml"))
        .collect();
    files.sort();
    let mut found = Vec::new();
    for file in files {
        let table: toml::Table = std::fs::read_to_string(file).unwrap().parse().unwrap();
        for note in table["note"].as_array().unwrap() {
            let citations = note.get("citations").and_then(toml::Value::as_array);
            if let Some([citation]) = citations.map(Vec::as_slice) {
                found.push(our_reference(note["text"].as_str().unwrap(), citation));
            }
        }
    }
    found
}

fn our_reference(text: &str, citation: &toml::Value) -> Reference {
    let mut parts = Vec::new();
    for (name, tag) in [
        ("container", "journal"),
        ("publisher", "publisher"),
        ("title", "title"),
        ("place", "location"),
        ("volume", "volume"),
        ("issue", "volume"),
        ("pages", "pages"),
        ("authors", "author"),
        ("editors", "editor"),
    ] {
        let value = citation.get(name);
        let list = value.and_then(toml::Value::as_array).into_iter().flatten();
        let values = list.chain(value).filter_map(toml::Value::as_str);
        for part in values.flat_map(|value| {
            value
                .split(", ")
                .filter(|_| tag == "author")
                .chain(Some(value))
        }) {
            if let Some(at) = text.find(part) {
                parts.push((tag.to_owned(), at..at + part.len()));
            }
        }
    }
    let annotations = Annotations::read(text);
    let dates = annotations.dates.iter();
    parts.extend(dates.map(|date| {
        (
            "date".to_owned(),
            annotations.plain.source(&date.range).range(),
        )
    }));
    Reference {
        text: text.to_owned(),
        parts,
    }
}

fn written(chain: &LabelChain) -> String {
    let mut text = String::from(
        "# How much features of a word say for each label: made by src/citation/tagger/train.rs from tagged references.\n# Columns: feature, and LABELS in their order; `>` and a label: what follows it.\n",
    );
    let row = |weights: &ByLabel| {
        weights
            .iter()
            .map(|weight| {
                if *weight == 0.0 {
                    "0".to_owned()
                } else {
                    weight.to_string()
                }
            })
            .collect::<Vec<_>>()
            .join("\t")
    };
    for (label, weights) in LABELS.iter().zip(&chain.transitions) {
        writeln!(text, ">{label}\t{}", row(weights)).unwrap();
    }
    let sorted: BTreeMap<_, _> = chain.features.iter().collect();
    for (name, weights) in sorted {
        writeln!(text, "{name}\t{}", row(weights)).unwrap();
    }
    text
}

/// Right, found, expected.
type FieldCounts = BTreeMap<&'static str, [usize; 3]>;

fn same(one: &str) -> String {
    let words = one
        .split(|c: char| !c.is_alphanumeric() && c != '&')
        .filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

fn count(counts: &mut FieldCounts, reference: &Reference) {
    let found = first(&reference.text).unwrap_or_default();
    for (name, field) in [
        ("container", &found.container),
        ("publisher", &found.publisher),
        ("title", &found.title),
        ("place", &found.place),
    ] {
        let expected = match name {
            "container" => reference
                .value("journal")
                .or_else(|| reference.value("container-title")),
            "place" => reference.value("location"),
            name => reference.value(name),
        };
        let expected = expected.map(|it| {
            same(
                it.strip_prefix("In ")
                    .or_else(|| it.strip_prefix("in "))
                    .unwrap_or(it),
            )
        });
        let found = field.as_ref().map(|it| same(&it.value));
        let row = counts.entry(name).or_default();
        row[0] += usize::from(found.is_some() && found == expected);
        row[1] += usize::from(found.is_some());
        row[2] += usize::from(expected.is_some());
    }
}

fn print(title: &str, counts: &FieldCounts) {
    for (name, [right, found, expected]) in counts {
        let of = |all: &usize| *right as f64 / *all as f64;
        println!(
            "{title} {name:<10} {:.3} / {:.3} ({expected})",
            of(found),
            of(expected)
        );
    }
}

#[test]
#[ignore = "needs tagged references in BRIEF_LS_REFERENCES"]
fn makes_weights() {
    let references: Vec<Reference> = references(&std::env::var_os("BRIEF_LS_REFERENCES").unwrap());
    let all: Vec<_> = references.iter().map(annotated).collect();
    let own: Vec<_> = our_own().iter().map(annotated).collect();
    let (mut rules, mut model) = (FieldCounts::new(), FieldCounts::new());
    for fold in 0..FOLDS {
        let others: Vec<_> = all
            .iter()
            .enumerate()
            .filter(|(at, _)| at % FOLDS != fold)
            .map(|(_, one)| one)
            .chain(&own)
            .collect();
        let chain: &'static LabelChain = Box::leak(Box::new(made_from(&others)));
        for reference in references
            .iter()
            .skip(fold)
            .step_by(FOLDS)
            .filter(|it| is_english(&it.text))
        {
            with(None, || count(&mut rules, reference));
            with(Some(chain), || count(&mut model, reference));
        }
    }
    print("rules", &rules);
    print("model", &model);
    if std::env::var_os("UPDATE_WEIGHTS").is_some() {
        let chain = made_from(&all.iter().chain(&own).collect::<Vec<_>>());
        let file = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/src/citation/tagger/weights.tsv"
        );
        std::fs::write(file, written(&chain)).unwrap();
    }
}
