//! A brief as it was published, where it is at hand beside the project. Its text is not part of the
//! project: without it, these tests are ignored.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "the test reads the brief from the disk"
)]

#[path = "common/needs.rs"]
mod needs;

use std::process::ExitCode;
use std::sync::Arc;

use brief_ls::check::{RuleLevels, check};
use brief_ls::citation;
use brief_ls::config::{Config, DialectChoice, Profile};
use brief_ls::ide::{self, Symbol};
use brief_ls::index::{Document, DocumentContext};
use brief_ls::refactor;
use brief_ls::syntax::DocumentKind;
use brief_ls::text::{Encoding, Span, Text};
use needs::{Need, beside, run, test};

const PATH: &str = "../shared/briefs/issue-brief.txt";

const BRIEF: Need = Need {
    name: PATH,
    is_met: || beside(PATH).is_file(),
};

fn main() -> ExitCode {
    let brief = [BRIEF];
    run(vec![
        test("its_faults_and_no_other", &brief, its_faults_and_no_other),
        test(
            "what_the_profile_brief_adds",
            &brief,
            what_the_profile_brief_adds,
        ),
        test("what_its_house_asks", &brief, what_its_house_asks),
        test(
            "without_note_5_the_marker_after_economic_sail_is_undefined",
            &brief,
            without_note_5_the_marker_after_economic_sail_is_undefined,
        ),
        test(
            "two_markers_that_change_places_are_out_of_order",
            &brief,
            two_markers_that_change_places_are_out_of_order,
        ),
        test("its_outline", &brief, its_outline),
        test("it_becomes_a_clean_brief", &brief, it_becomes_a_clean_brief),
        test(
            "every_marker_leads_to_its_note",
            &brief,
            every_marker_leads_to_its_note,
        ),
        test("what_its_notes_cite", &brief, what_its_notes_cite),
    ])
}

fn brief() -> String {
    std::fs::read_to_string(beside(PATH)).expect("a brief")
}

fn read(text: &str) -> Document {
    Document::new(Text::new(text), DocumentKind::Plain, DialectChoice::Auto)
}

/// The findings: line and column from 1, code, and what stands there.
fn found(document: &Document) -> Vec<String> {
    found_in(document, Profile::Default)
}

/// The same in a profile.
fn found_in(document: &Document, profile: Profile) -> Vec<String> {
    let config = Config {
        profile: Some(profile),
        ..Config::default()
    };
    let document = &document.clone().with_context(Arc::new(DocumentContext {
        house: Arc::new(profile.house().clone()),
        ..DocumentContext::default()
    }));
    let findings = check(document, &RuleLevels::new(&config).0);
    let told = findings.iter().map(|finding| {
        let at = document
            .text()
            .position(finding.span.start, Encoding::Utf32);
        let text = document.text().slice(finding.span);
        let text = text
            .lines()
            .next()
            .unwrap_or_default()
            .chars()
            .take(4)
            .collect::<String>();
        format!(
            "{}:{} {} {text}",
            at.line + 1,
            at.column + 1,
            finding.rule.code
        )
    });
    told.collect()
}

fn names(symbols: &[Symbol], depth: usize, all: &mut Vec<String>) {
    for symbol in symbols {
        all.push(format!("{}{}", "  ".repeat(depth), symbol.name));
        names(&symbol.children, depth + 1, all);
    }
}

fn its_faults_and_no_other() {
    let text = brief();
    let expected = [
        "31:44 placeholder-link (#)",
        "33:48 placeholder-link (#)",
        "35:60 placeholder-link (#)",
        "37:71 extraction-artefact Soci",
        "37:100 placeholder-link (#)",
        "39:70 placeholder-link (#)",
        "41:153 extraction-artefact US\\$",
        "55:160 split-paragraph had",
        "57:43 extraction-artefact \\\\$",
        "57:76 placeholder-link (#)",
        "73:335 split-paragraph Chin",
        "75:89 placeholder-link (#)",
        "77:67 placeholder-link (#)",
    ];
    assert_eq!(found(&read(&text)), expected);
}

/// What `profile` reports and `less` does not.
fn added(profile: Profile, less: Profile) -> Vec<String> {
    let document = read(&brief());
    let known = found_in(&document, less);
    let mut all = found_in(&document, profile);
    all.retain(|finding| !known.contains(finding));
    all
}

fn what_the_profile_brief_adds() {
    let expected = [
        "39:114 inconsistent-citation 2012",
        "57:81 inconsistent-citation RT",
        "61:342 unused-acronym  (SR",
        "61:425 unsourced-claim 4,50",
        "65:1 unsourced-section Is R",
        "75:34 inconsistent-citation \"[Th",
        "77:3 inconsistent-citation \"[Ch",
        "89:140 unused-acronym  (EE",
        "89:194 unused-acronym  (CS",
        "99:1 unsourced-section Impl",
        "103:22 inconsistent-name Cold",
        "129:73 stale-copyright 2020",
    ];
    assert_eq!(added(Profile::Brief, Profile::Default), expected);
}

fn what_its_house_asks() {
    assert_eq!(
        added(Profile::MpIdsa, Profile::Brief),
        ["11:1 house-date Marc"]
    );
}

fn without_note_5_the_marker_after_economic_sail_is_undefined() {
    let text = brief();
    let before = found(&read(&text));
    let lines = text
        .split_inclusive('\n')
        .filter(|line| !line.starts_with('⁵'));
    let text: String = lines.collect();
    let after = found(&read(&text));
    let line = text.lines().nth(28).expect("the paragraph");
    let before_marker = &line[..line.find("⁵").expect("its marker")];
    assert!(before_marker.ends_with("economic sail\"."));
    let column = before_marker.chars().count() + 1;
    let undefined: Vec<_> = after
        .iter()
        .filter(|finding| !before.contains(finding))
        .collect();
    assert!(
        undefined.contains(&&format!("29:{column} undefined-marker ⁵")),
        "{undefined:?}"
    );
    let of_markers = after
        .iter()
        .filter(|finding| finding.contains("marker"))
        .count();
    assert_eq!(of_markers, 1);
    assert_eq!(
        after.len(),
        before.len(),
        "one placeholder less, one marker more"
    );
}

fn two_markers_that_change_places_are_out_of_order() {
    let text = brief();
    let text = text
        .replace("pressure.³", "pressure.⁴")
        .replace("growth.⁴", "growth.³");
    let found = found(&read(&text));
    let order: Vec<_> = found
        .iter()
        .filter(|finding| finding.contains("note-order"))
        .collect();
    assert_eq!(order.len(), 1, "{found:?}");
}

/// What makes a brief in Markdown of it.
fn marked_up(document: &Document) -> Document {
    let marked = refactor::marked_up(document);
    assert_eq!(marked.refusal, None);
    let convert = refactor::ConversionTarget::Markdown.refactoring();
    let edits = (convert.edits)(&marked.document, Span::at(0)).expect("edits");
    let text = edits.apply(marked.document.text());
    marked.document.with_kind(text, DocumentKind::Markdown)
}

fn it_becomes_a_clean_brief() {
    let document = marked_up(&read(&brief()));
    let text = document.text().to_string();
    let front = "---\ntitle: \"Russia's Embrace of China: An Alliance in the Making?\"\nsubtitle: Issue Brief\n\
                 author: Rajorshi Roy\ninstitution: MP-IDSA\ndate: March 08, 2021\n---\n\n# Summary\n\n";
    assert!(text.starts_with(front), "{text}");
    assert_eq!(document.headings().count(), 5);
    assert_eq!(document.notes().count(), 8);
    for whole in [
        "the Kremlin had earlier relied",
        "the South China Sea dispute",
        "to Exceed \\$100",
    ] {
        assert!(text.contains(whole), "{whole}");
    }
}

fn its_outline() {
    let text = brief();
    let document = read(&text);
    let mut outline = Vec::new();
    names(&ide::symbols(&document, false), 0, &mut outline);
    let expected = [
        "Russia's Embrace of China: An Alliance in the Making?",
        "  Summary",
        "  Drivers of Russia's Rapprochement with China",
        "  Is Russia Seeking a Military Alliance with China?",
        "  Implications of Russia's Closer Embrace of China for India",
        "  About the Authors",
    ];
    assert_eq!(outline, expected);
    let mut with_notes = Vec::new();
    names(&ide::symbols(&document, true), 0, &mut with_notes);
    let runs: Vec<_> = with_notes
        .iter()
        .filter(|name| name.contains("Notes "))
        .collect();
    assert_eq!(runs, ["    Notes 1–5", "    Notes 7–8"]);
}

fn every_marker_leads_to_its_note() {
    let text = brief();
    let document = read(&text);
    let markers: Vec<_> = document.markers().collect();
    assert_eq!(markers.len(), 8);
    for marker in markers {
        let jumps = ide::definition(&document, marker.span.start);
        let label = document.text().slice(marker.span).into_owned();
        let targets: Vec<_> = jumps
            .iter()
            .map(|jump| document.text().slice(jump.target))
            .collect();
        assert!(
            matches!(&targets[..], [note] if note.starts_with(&label)),
            "{label} leads to {targets:?}"
        );
    }
}

fn what_its_notes_cite() {
    let text = brief();
    let document = read(&text);
    let notes = document.footnotes().notes().iter();
    let cited = notes.filter_map(|id| document.note(*id)).map(|note| {
        let reading = citation::read(document.note_text(&note).as_str());
        let sources = reading.citations().map(|citation| citation.source());
        let print = |source: citation::Source| {
            let authors: Vec<_> = source.authors.iter().map(|name| name.to_string()).collect();
            let container = source.container.unwrap_or_default();
            let date = source.date.map(|date| date.to_string());
            let title = source.title.unwrap_or_default();
            let title = title
                .split_whitespace()
                .next()
                .unwrap_or_default()
                .to_owned();
            [
                authors.join(", "),
                title,
                container,
                date.unwrap_or_default(),
            ]
            .join("|")
        };
        sources.map(print).collect::<Vec<_>>().join(" + ")
    });
    let expected = [
        "|Meeting|President of Russia|2020-10-22",
        "|China-Russia|People's Daily China|2019-06-04",
        "Artyom Lukin|The|International Politics|2020-06-13",
        "|Monitoring|Gaidar Institute for Economic Policy|2021-02",
        "|Vladimir|Valdai Discussion Club|2012-02-27",
        "|Russia-China|RT|2020-11-26",
        "Samuel Bendett, Elsa Kania|The|War on the Rocks|2020-08-12",
        "|China,|Xinhua|2019-06-06",
    ];
    assert_eq!(cited.collect::<Vec<_>>(), expected);
}
