//! What `fix` keeps in random broken briefs of every form: each note with text, and the note behind each marker.

use brief_ls::check::{Fixes, RuleLevels, fix_all};
use brief_ls::index::Document;
use brief_ls::syntax::DocumentKind;
use brief_ls::text::Span;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::brief::plan;
use crate::tries::tries;

/// What breaks a brief: something that stands in it, and what stands there then.
const BREAKS: &[(&str, &str)] = &[
    ("¹", "1"),
    ("²", "2"),
    ("³", "3"),
    (",²", "²"),
    (",³", "³"),
    ("[^", "[^ "),
    ("[^", "["),
    ("]", ""),
    ("]:", "] :"),
    ("]:", "]"),
    ("[^2]", "[^1]"),
    ("[^1]:", "[^3]:"),
    ("<sup>", ""),
    ("</sup>", " "),
    ("[1]", "1"),
    ("[2]", "[3]"),
    ("2. ", "3. "),
    ("\n\n", "\n"),
    ("\n\n", "\n\n7\n\n"),
    (". ", ".\n\n"),
    (", ", ", Socio- Economic, "),
    (" ", "\u{ad} "),
    ("# ", ""),
];

/// `text` broken at as many places.
fn broken(mut text: String, breaks: &[(Index, Index)]) -> String {
    for (kind, place) in breaks {
        let (old, new) = kind.get(BREAKS);
        let places: Vec<usize> = text.match_indices(old).map(|(at, _)| at).collect();
        if !places.is_empty() {
            let at = *place.get(&places);
            text.replace_range(at..at + old.len(), new);
        }
    }
    text
}

/// The letters and digits of a note, without tags and the numbers of other notes.
fn letters(document: &Document, span: Span) -> String {
    let text = document.text().slice(span).replace(['<', '>'], "|");
    let parts = text.split('|').enumerate();
    let mut letters = String::new();
    for word in parts
        .filter(|(at, _)| at % 2 == 0)
        .flat_map(|(_, part)| part.split_whitespace())
    {
        let is_number = word.starts_with(|c: char| c.is_numeric()) && letters.ends_with("note");
        let word = if is_number { "" } else { word };
        letters.extend(word.chars().filter(|c| c.is_alphanumeric()));
    }
    letters
}

/// The letters of the notes with text, and those behind each marker that has a note, by place.
fn said(document: &Document) -> (Vec<String>, Vec<String>) {
    let notes = document.notes().map(|note| letters(document, note.body));
    let behind = document.markers().filter_map(|marker| {
        let note = document.note(marker.note?)?;
        Some(letters(document, note.body))
    });
    let notes = notes.filter(|letters| !letters.is_empty());
    (notes.collect(), behind.collect())
}

/// Whether a note says what it said, or the beginning of it where the rest is another note; an `Ibid.` may be written
/// out.
fn is_kept(before: &str, after: &str) -> bool {
    before.contains("Ibid") || (before.starts_with(after) && after.is_empty() == before.is_empty())
}

fn assert_keeps(document: &Document, repairs: Fixes) {
    let repaired = fix_all(document, &RuleLevels::default(), repairs);
    let told = format!(
        "{repairs:?} of\n{}\ngives\n{}",
        document.text(),
        repaired.document.text()
    );
    let (notes, reference_links) = said(document);
    let (mut notes_after, ties_after) = said(&repaired.document);
    for note in notes.iter().filter(|note| !note.contains("Ibid")) {
        let exact = notes_after.iter().position(|after| note == after);
        let same = exact.or_else(|| notes_after.iter().position(|after| is_kept(note, after)));
        let same = same.unwrap_or_else(|| panic!("the note “{note}” is lost: {told}"));
        notes_after.swap_remove(same);
    }
    let mut left = ties_after.iter();
    for reference_link in &reference_links {
        let is_there = left.any(|after| is_kept(reference_link, after));
        assert!(
            is_there,
            "a marker of “{reference_link}” leads elsewhere: {told}"
        );
    }
    let applied = repaired.edits.apply(document.text()).to_string();
    assert_eq!(applied, repaired.document.text().to_string());
}

proptest! {
    #![proptest_config(tries(40))]

    #[test]
    fn no_run_of_repairs_loses_a_note_or_leads_a_marker_elsewhere(
        plan in plan(),
        breaks in proptest::collection::vec((any::<Index>(), any::<Index>()), 0..8),
        pandoc in proptest::bool::weighted(0.2),
    ) {
        let kind = match plan.kind {
            DocumentKind::Markdown if pandoc => DocumentKind::Pandoc,
            kind => kind,
        };
        let text = broken(plan.write(), &breaks);
        let document = crate::read(&text, kind);
        for repairs in [Fixes::Safe, Fixes::All] {
            assert_keeps(&document, repairs);
        }
    }
}
