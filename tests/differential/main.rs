//! How brief-ls reads Markdown footnotes, against other readers: a Rust port of cmark-gfm, Pandoc where it is
//! installed, and the suites of other readers where the corpus is present. Each difference that is left
//! stands in `known.toml` with its reason; one that is no more fails too, so that the list stays true.

#![allow(
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "what these tests read is there, or they fail"
)]

mod corpus;
mod fixtures;
mod gfm;
mod known;
#[path = "../common/needs.rs"]
mod needs;
mod pandoc;
mod reading;
mod suites;

use std::collections::{BTreeMap, BTreeSet};
use std::process::ExitCode;

use corpus::Sample;
use known::{Reader, assert_known};
use needs::{CORPUS, PANDOC, run, test};
use reading::Reading;
use suites::Case;

fn main() -> ExitCode {
    run(vec![
        test(
            "fixtures_are_read_as_by_comrak",
            &[],
            fixtures_are_read_as_by_comrak,
        ),
        test(
            "documents_are_read_as_by_comrak",
            &[CORPUS],
            documents_are_read_as_by_comrak,
        ),
        test(
            "suites_are_read_as_by_comrak",
            &[CORPUS],
            suites_are_read_as_by_comrak,
        ),
        test(
            "suites_are_read_as_they_say",
            &[CORPUS],
            suites_are_read_as_they_say,
        ),
        test(
            "fixtures_are_read_as_by_pandoc",
            &[PANDOC],
            fixtures_are_read_as_by_pandoc,
        ),
        test(
            "documents_are_read_as_by_pandoc",
            &[PANDOC, CORPUS],
            documents_are_read_as_by_pandoc,
        ),
    ])
}

fn fixtures_are_read_as_by_comrak() {
    assert_known(&[Reader::Gfm], by_name(&fixtures::all(), against_gfm));
}

fn documents_are_read_as_by_comrak() {
    assert_known(&[Reader::Gfm], by_name(&corpus::footnoted(), against_gfm));
}

fn suites_are_read_as_by_comrak() {
    let samples: Vec<Sample> = suites::all().into_iter().map(|case| case.sample).collect();
    assert_known(&[Reader::Gfm], by_name(&samples, against_gfm));
}

fn suites_are_read_as_they_say() {
    let against = |case: Case| (case.sample.name.clone(), against_html(&case));
    let found = suites::all().into_iter().map(against).collect();
    assert_known(&[Reader::Suite], found);
}

fn fixtures_are_read_as_by_pandoc() {
    let version = pandoc::version();
    let found = by_name(&fixtures::all(), |sample| {
        against_pandoc(sample, usize::MAX)
    });
    assert_known(&pandoc_readers(version), found);
}

fn documents_are_read_as_by_pandoc() {
    let version = pandoc::version();
    // Further on in a note, readers show links and HTML each in its own way.
    let found = by_name(&corpus::footnoted(), |sample| against_pandoc(sample, 15));
    assert_known(&pandoc_readers(version), found);
}

fn by_name(
    samples: &[Sample],
    differ: impl Fn(&Sample) -> Vec<String>,
) -> BTreeMap<String, Vec<String>> {
    let named = |sample: &Sample| (sample.name.clone(), differ(sample));
    samples.iter().map(named).collect()
}

fn pandoc_readers(version: u32) -> [Reader; 2] {
    let own = if version < 3 {
        Reader::Pandoc2
    } else {
        Reader::Pandoc3
    };
    [Reader::Pandoc, own]
}

fn against_gfm(sample: &Sample) -> Vec<String> {
    Reading::ours(&sample.text).differences(&gfm::read(&sample.text))
}

/// `length`: how many letters of each note are compared.
fn against_pandoc(sample: &Sample, length: usize) -> Vec<String> {
    let beginning = |note: &String| note.chars().take(length).collect();
    let beginnings = |notes: Vec<String>| notes.iter().map(beginning).collect::<Vec<String>>();
    let Some(theirs) = pandoc::theirs(&sample.text) else {
        return vec!["not read at all".to_owned()];
    };
    let ours = pandoc::ours(&sample.text);
    pandoc::differences(&beginnings(ours), &beginnings(theirs))
}

/// HTML has no places: markers and notes are counted. Most readers show only notes that are cited.
fn against_html(case: &Case) -> Vec<String> {
    let reading = Reading::ours(&case.sample.text);
    let cited: BTreeSet<_> = reading.markers.values().collect();
    let shows_all = case.html.contains("footnote-definition");
    let notes = if shows_all {
        reading.notes.len()
    } else {
        cited.len()
    };
    let ours = [reading.markers.len(), notes];
    let theirs = suites::counts(&case.html);
    ["markers", "notes"]
        .iter()
        .zip(ours.iter().zip(theirs))
        .filter(|(_, (ours, theirs))| *ours != theirs)
        .map(|(what, (ours, theirs))| format!("{ours} {what} here, {theirs} elsewhere"))
        .collect()
}
