//! How well the citations of notes are read: notes of our own in `tests/citations`, held to thresholds; notes of
//! the corpus that `tests/citations/footnoted` annotates; and, where they are given, annotated notes of others and
//! tagged references, whose scores are printed.
//!
//! The corpus is the folder that `BRIEF_LS_CORPUS` names, or stands beside the project; so is the file of raw notes that
//! `tests/citations/notes` annotates, `BRIEF_LS_NOTES`.
//! `BRIEF_LS_ANNOTATIONS=notes.jsonl BRIEF_LS_REFERENCES=references.xml cargo test --test citation_score --
//! --nocapture` prints them. With `BRIEF_LS_SHOW=1` every difference is shown.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "the test reads its cases from the disk, and prints scores"
)]

#[path = "citation_score/annotations.rs"]
mod annotations;
#[path = "citation_score/corpus.rs"]
mod corpus;
#[path = "common/needs.rs"]
mod needs;
#[path = "citation_score/notes.rs"]
mod notes;
#[path = "citation_score/own.rs"]
mod own;
#[path = "common/references.rs"]
mod references;
#[path = "citation_score/score.rs"]
mod score;
#[path = "citation_score/tagged.rs"]
mod tagged;

use std::process::ExitCode;

use annotations::{
    annotated_notes, notes_of_the_corpus_only_scored, notes_of_the_corpus_to_improve_on,
    notes_of_the_development_set, notes_of_the_held_out_test_set,
};
use needs::{Need, run, test};
use own::notes_of_our_own;
use tagged::tagged_references;

const DOCUMENTS: Need = Need {
    name: "the folder BRIEF_LS_CORPUS",
    is_met: || corpus::folder().is_dir(),
};

const NOTES: Need = Need {
    name: "../shared/notes/raw.jsonl",
    is_met: || notes::raw().is_file(),
};

const TEST_SET: Need = Need {
    name: "tests/citations/notes/test.jsonl",
    is_met: || notes::facts(annotations::TEST_SET).is_file(),
};

const ANNOTATIONS: Need = Need {
    name: annotations::FILE,
    is_met: || std::env::var_os(annotations::FILE).is_some(),
};

const REFERENCES: Need = Need {
    name: tagged::FILE,
    is_met: || std::env::var_os(tagged::FILE).is_some(),
};

fn main() -> ExitCode {
    run(vec![
        test("notes_of_our_own", &[], notes_of_our_own),
        test(
            "notes_of_the_corpus_to_improve_on",
            &[DOCUMENTS],
            notes_of_the_corpus_to_improve_on,
        ),
        test(
            "notes_of_the_corpus_only_scored",
            &[DOCUMENTS],
            notes_of_the_corpus_only_scored,
        ),
        test(
            "notes_of_the_development_set",
            &[NOTES],
            notes_of_the_development_set,
        ),
        test(
            "notes_of_the_held_out_test_set",
            &[NOTES, TEST_SET],
            notes_of_the_held_out_test_set,
        ),
        test("annotated_notes", &[ANNOTATIONS], annotated_notes),
        test("tagged_references", &[REFERENCES], tagged_references),
    ])
}
