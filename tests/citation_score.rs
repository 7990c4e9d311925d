//! How well the citations of notes are read: notes of our own in `tests/citations`, held to thresholds; notes of
//! the corpus that `tests/citations/footnoted` annotates; and, where they are given, annotated notes of others and
//! tagged references, whose scores are printed.
//!
//! The corpus is the folder that `BRIEF_LS_CORPUS` names, or stands beside the project.
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
#[path = "citation_score/own.rs"]
mod own;
#[path = "citation_score/references.rs"]
mod references;
#[path = "citation_score/score.rs"]
mod score;
