//! Bibliographies that others wrote, where they are at hand: how many entries each has, and what is wrong in it,
//! was looked up in the files.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test reads files"
)]

#[path = "common/needs.rs"]
mod needs;

use std::path::PathBuf;
use std::process::ExitCode;

use brief_ls::bibliography::{Bibliography, BibliographyFormat, CitationStyle};
use brief_ls::text::{Encoding, Text};
use needs::{CORPUS, beside, run, test};

/// A file, how many entries it has, and the line (from 1) and message of each fault.
type Expected = (&'static str, usize, &'static [(usize, &'static str)]);

const EXPECTED: &[Expected] = &[
    ("oracles/bibliographies/basic.yml", 38, &[]),
    ("oracles/bibliographies/case.bib", 1, &[]),
    ("oracles/bibliographies/comments.bib", 4, &[]),
    ("oracles/bibliographies/cross.bib", 10, &[]),
    ("oracles/bibliographies/ds.bib", 14, &[]),
    ("oracles/bibliographies/editortypes.bib", 3, &[]),
    ("oracles/bibliographies/extended_name_format.bib", 3, &[]),
    ("oracles/bibliographies/gral.bib", 83, &[]),
    ("oracles/bibliographies/gral_rep_key.bib", 84, &[]),
    (
        "oracles/bibliographies/incorrect_data.bib",
        2,
        &[
            (
                7,
                "`19XXX-XX-XX` is not a valid date: a year has four digits.",
            ),
            (17, "`2012-13` is not a valid date: there is no month 13."),
        ],
    ),
    (
        "oracles/bibliographies/incorrect_syntax.bib",
        1,
        &[(12, "Missing `=` between a field and its value.")],
    ),
    ("oracles/bibliographies/libra.bib", 35, &[]),
    ("oracles/bibliographies/polaritons.bib", 38, &[]),
    ("oracles/bibliographies/rass.bib", 22, &[]),
    ("footnoted/djnavarro-refs.bib", 81, &[]),
    ("footnoted/greenelab-manual-references.json", 36, &[]),
];

fn main() -> ExitCode {
    let corpus = [CORPUS];
    run(vec![
        test(
            "bibliographies_of_others_are_read_whole",
            &corpus,
            bibliographies_of_others_are_read_whole,
        ),
        test(
            "a_key_that_stands_twice_is_found",
            &corpus,
            a_key_that_stands_twice_is_found,
        ),
    ])
}

fn file(name: &str) -> PathBuf {
    beside("../shared/corpus").join(name)
}

fn bibliographies_of_others_are_read_whole() {
    let style = CitationStyle::named(CitationStyle::DEFAULT).unwrap();
    for (name, entries, faults) in EXPECTED {
        let path = file(name);
        let text = Text::new(&std::fs::read_to_string(&path).unwrap());
        let bibliography = Bibliography::read(&path, text, BibliographyFormat::of(&path).unwrap());
        assert_eq!(bibliography.entries().len(), *entries, "{name}");
        let text = bibliography.text();
        let found: Vec<(usize, &str)> = bibliography
            .faults()
            .iter()
            .map(|fault| {
                let place = text.position(fault.span.start, Encoding::Utf8);
                (place.line + 1, fault.message.as_str())
            })
            .collect();
        assert_eq!(found, *faults, "{name}");
        for entry in bibliography.entries() {
            assert_eq!(text.slice(entry.key_span), entry.key);
            assert!(entry.span.covers(entry.key_span));
            assert!(!style.format(entry).plain.is_empty(), "{}", entry.key);
        }
    }
}

fn a_key_that_stands_twice_is_found() {
    let path = file("oracles/bibliographies/gral_rep_key.bib");
    let text = Text::new(&std::fs::read_to_string(&path).unwrap());
    let bibliography = Bibliography::read(&path, text, BibliographyFormat::BibTex);
    assert_eq!(bibliography.duplicates().count(), 1);
}
