//! Notes that a reader annotated, one to a line of JSON: the note's `text`, its `kind`, and its `citations`.
//! A field in `unsure` counts neither way; an `optional` citation is right whether found or not. Those of
//! `tests/citations/footnoted` leave the text to the corpus.

use serde_json::Value;

use brief_ls::citation::{self, NotePart};

use crate::corpus;
use crate::notes;
use crate::score::{FIELDS, Fields, Score, TYPED, fields_of, pairs, same};

struct Annotated {
    fields: Fields,
    /// Whether its type is annotated, and its parts of law.
    typed: bool,
    parted: bool,
    unsure: Vec<String>,
    optional: bool,
    back: bool,
}

fn annotated(value: &Value) -> Annotated {
    let mut fields = Fields::new();
    let strings = |value: &Value| -> Vec<String> {
        let list = value.as_array().into_iter().flatten();
        list.filter_map(Value::as_str)
            .chain(value.as_str())
            .map(str::to_owned)
            .collect()
    };
    for name in FIELDS {
        let values = strings(&value[name]);
        if !values.is_empty() {
            fields.insert(name, values);
        }
    }
    for name in TYPED {
        let part = match name.strip_prefix("law ") {
            Some(part) => &value["law"][part],
            None => &value[name],
        };
        let values = strings(part);
        if !values.is_empty() {
            fields.insert(name, values);
        }
    }
    if value["type"] == "legal" {
        fields.insert("legal", vec!["legal".to_owned()]);
    }
    Annotated {
        fields,
        typed: value.get("csl").is_some(),
        parted: value.get("law").is_some(),
        unsure: strings(&value["unsure"]),
        optional: value["optional"] == true,
        back: value.get("backreference").is_some(),
    }
}

/// The least precision and recall of each field in the half to improve on: a little below what is reached.
const LEAST: [(&str, f64, f64); 14] = [
    ("accessed", 1.00, 1.00),
    ("authors", 0.95, 0.95),
    ("citation", 0.99, 0.96),
    ("container", 0.92, 0.92),
    ("date", 0.98, 0.98),
    ("doi", 1.00, 1.00),
    ("issue", 1.00, 1.00),
    ("legal", 0.99, 0.92),
    ("pages", 0.99, 0.99),
    ("place", 1.00, 1.00),
    ("publisher", 1.00, 1.00),
    ("title", 0.97, 0.94),
    ("url", 0.98, 0.98),
    ("volume", 1.00, 1.00),
];

/// The same for the raw notes of the development set.
const LEAST_OF_NOTES: [(&str, f64, f64); 9] = [
    ("authors", 0.95, 0.75),
    ("citation", 0.98, 0.93),
    ("container", 0.75, 0.75),
    ("csl", 0.88, 0.88),
    ("date", 0.98, 0.78),
    ("legal", 0.98, 0.85),
    ("publisher", 0.88, 0.98),
    ("title", 0.90, 0.90),
    ("url", 0.98, 0.93),
];

#[derive(Default)]
struct Tallies {
    score: Score,
    comments: usize,
    false_comments: usize,
    back_notes: usize,
    back_right: usize,
}

/// The file of annotated notes.
pub const FILE: &str = "BRIEF_LS_ANNOTATIONS";

pub fn annotated_notes() {
    let path = std::env::var_os(FILE).unwrap();
    let text = std::fs::read_to_string(path).unwrap();
    let mut tallies = Tallies::default();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let note: Value = serde_json::from_str(line).unwrap();
        tallies.take(&note, note["text"].as_str().unwrap(), shown());
    }
    tallies.print("annotated notes");
}

/// Whether every difference is to be shown.
fn shown() -> bool {
    std::env::var_os("BRIEF_LS_SHOW").is_some()
}

/// The half that served to improve the reader, which it must not read worse again.
pub fn notes_of_the_corpus_to_improve_on() {
    let tallies = Tallies::of("tune.jsonl", shown());
    tallies.print("notes of the corpus to improve on");
    tallies.hold_to(&LEAST);
}

/// The half that was only scored until the raw notes took its place. It belongs to the development set now.
pub fn notes_of_the_corpus_only_scored() {
    Tallies::of("score.jsonl", shown()).print("notes of the corpus only scored");
}

/// Raw notes that served to improve the reader.
pub fn notes_of_the_development_set() {
    let tallies = Tallies::of_notes(&notes::annotated("dev.jsonl"), shown());
    tallies.print("raw notes, development set");
    tallies.hold_to(&LEAST_OF_NOTES);
}

/// The annotations of the held-out test set.
pub const TEST_SET: &str = "test.jsonl";

/// Raw notes that are only scored.
pub fn notes_of_the_held_out_test_set() {
    let tallies = Tallies::of_notes(&notes::annotated(TEST_SET), false);
    tallies.print("raw notes, held-out test set");
}

impl Tallies {
    /// Of notes with their annotations.
    fn of_notes(notes: &[(Value, String)], show: bool) -> Tallies {
        let mut tallies = Tallies::default();
        for (note, text) in notes {
            tallies.take(note, text, show);
        }
        tallies
    }

    /// That precision and recall of each field are at least as given.
    fn hold_to(&self, least: &[(&str, f64, f64)]) {
        for (name, precision, recall) in least {
            let tally = self.score.fields.get(name).copied().unwrap_or_default();
            let reached = (tally.precision(), tally.recall());
            assert!(
                reached.0 >= *precision && reached.1 >= *recall,
                "{name}: {reached:?}"
            );
        }
    }

    /// Of the annotated notes in `file`.
    fn of(file: &str, show: bool) -> Tallies {
        Tallies::of_notes(&corpus::annotated(file), show)
    }

    fn print(&self, title: &str) {
        self.score.print(title);
        println!(
            "comment with a citation: {} of {}",
            self.false_comments, self.comments
        );
        println!(
            "notes with their number of back-references: {} of {}",
            self.back_right, self.back_notes
        );
    }

    fn take(&mut self, note: &Value, text: &str, shown: bool) {
        let reading = citation::read(text);
        let found: Vec<Fields> = reading.citations().map(fields_of).collect();
        let back = reading
            .parts
            .iter()
            .filter(|part| matches!(part, NotePart::BackReference(_)))
            .count();
        let all: Vec<Annotated> = note["citations"]
            .as_array()
            .into_iter()
            .flatten()
            .map(annotated)
            .collect();
        let certain = note.get("unsure_kind").is_none();
        if note["kind"] == "comment" && certain {
            self.comments += 1;
            self.false_comments += usize::from(!found.is_empty());
        }
        let expected_back = all.iter().filter(|one| one.back).count();
        self.back_notes += usize::from(expected_back + back > 0);
        self.back_right += usize::from(expected_back + back > 0 && expected_back == back);
        let expected: Vec<&Annotated> = all.iter().filter(|one| !one.back).collect();
        // A short form may be read as the citation that it also is.
        let short: Vec<Fields> = all
            .iter()
            .filter(|one| one.back)
            .map(|one| one.fields.clone())
            .collect();
        let again: Vec<usize> = pairs(&short, &found).into_iter().flatten().collect();
        let found: Vec<Fields> = found
            .into_iter()
            .enumerate()
            .filter(|(at, _)| !again.contains(at))
            .map(|(_, one)| one)
            .collect();
        let ok = self.count(&expected, &found, certain);
        if shown && !(ok && expected_back == back) {
            show(note, text, &expected, &found, back);
        }
    }

    fn count(&mut self, expected: &[&Annotated], found: &[Fields], certain: bool) -> bool {
        let fields: Vec<Fields> = expected.iter().map(|one| one.fields.clone()).collect();
        let pairs = pairs(&fields, found);
        let mut ok = true;
        for (one, pair) in expected.iter().zip(&pairs) {
            let other = pair.map(|at| &found[at]);
            if other.is_none() && one.optional {
                continue;
            }
            let typed = TYPED.iter().filter(|name| match **name {
                "csl" | "number" => one.typed,
                _ => one.parted,
            });
            // A type is right or wrong where the citation is found.
            let typed = typed.filter(|_| other.is_some());
            for name in FIELDS.iter().chain(&["legal"]).chain(typed) {
                if !one.unsure.iter().any(|unsure| unsure == name) {
                    ok &= self.score.count(name, Some(&one.fields), other);
                }
            }
            let whole = Fields::from([("citation", vec!["yes".to_owned()])]);
            ok &= self
                .score
                .count("citation", Some(&whole), other.map(|_| &whole));
        }
        let stray = found
            .iter()
            .enumerate()
            .filter(|(at, _)| !pairs.contains(&Some(*at)));
        for (_, one) in stray.filter(|_| certain) {
            for name in FIELDS.iter().chain(&["legal"]) {
                self.score.count(name, None, Some(one));
            }
            let whole = Fields::from([("citation", vec!["yes".to_owned()])]);
            ok &= self.score.count("citation", None, Some(&whole));
        }
        ok
    }
}

fn show(note: &Value, text: &str, expected: &[&Annotated], found: &[Fields], back: usize) {
    let all: Vec<Fields> = expected.iter().map(|one| one.fields.clone()).collect();
    let pairs = pairs(&all, found);
    println!(
        "\n{} {} ({back} back)\n{text}",
        note["document"], note["label"],
    );
    for (one, pair) in expected.iter().zip(&pairs) {
        let Some(other) = pair.map(|at| &found[at]) else {
            println!("  MISSED {:?} optional {}", one.fields, one.optional);
            continue;
        };
        let typed = TYPED.iter().filter(|_| one.typed);
        for name in FIELDS.iter().chain(typed) {
            if !one.unsure.iter().any(|unsure| unsure == name) && !same(name, &one.fields, other) {
                println!(
                    "  {name}: {:?} for {:?}",
                    other.get(name),
                    one.fields.get(name)
                );
            }
        }
    }
    for (at, one) in found.iter().enumerate() {
        if !pairs.contains(&Some(at)) {
            println!("  STRAY {one:?}");
        }
    }
}
