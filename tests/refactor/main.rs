//! What every refactoring keeps, on random briefs in every form: the words, and the note behind each marker.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test fails where something is not there, and reads what it is about"
)]

mod brief;
mod convert;
mod examples;
mod fixing;
mod reading;
mod structure;
#[path = "../common/tries.rs"]
mod tries;

use std::collections::BTreeMap;

use brief_ls::check::{RuleLevels, check};
use brief_ls::config::DialectChoice;
use brief_ls::index::Document;
use brief_ls::refactor::{Refactoring, format, refactoring, refactorings};
use brief_ls::syntax::DocumentKind;
use brief_ls::text::{Edits, Span, Text};
use proptest::prelude::*;
use proptest::sample::Index;

use brief::plan;
use reading::{MISSING, NoteDigest};
use tries::tries;

const DELETE: &str = "refactor.rewrite.deleteNote";
const INSERT: &str = "refactor.rewrite.insertNote";
const ADD: &str = "refactor.rewrite.addNote";
const INLINE: &str = "refactor.inline.note";
const EXTRACT: &str = "refactor.extract.note";

fn read(text: &str, kind: DocumentKind) -> Document {
    Document::new(Text::new(text), kind, DialectChoice::Auto)
}

/// How many findings there are of each rule. A second note of one label is one that no marker cites.
fn findings(document: &Document) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for finding in check(document, &RuleLevels::default()) {
        let code = match finding.rule.code {
            "duplicate-note" => "unused-note",
            code => code,
        };
        *counts.entry(code).or_insert(0) += 1;
    }
    counts
}

/// The document after `refactoring` at a place; none where it is refused or there is nothing to do.
fn refactored(refactoring: &Refactoring, document: &Document, at: Span) -> Option<Document> {
    let edits = (refactoring.edits)(document, at).ok()?;
    let text = edits.apply(document.text()).to_string();
    (!edits.is_empty()).then(|| read(&text, document.kind()))
}

fn assert_keeps(refactoring: &Refactoring, before: &Document, at: Span) {
    let Some(after) = refactored(refactoring, before, at) else {
        return;
    };
    let told = assert_same(refactoring.kind, before, &after);
    let told = format!("{at:?}: {told}");
    let changes_each_time = [DELETE, INSERT, ADD, INLINE, EXTRACT];
    if changes_each_time.contains(&refactoring.kind) {
        return;
    }
    if let Some(again) = refactored(refactoring, &after, at) {
        panic!("not at rest: {told}\nand then\n{}", again.text());
    }
}

/// Asserts that what was done to `before`, a refactoring by its kind or another change, keeps what it says; what
/// happened, in words.
fn assert_same(what: &str, before: &Document, after: &Document) -> String {
    let texts = [before, after].map(|document| document.text().to_string());
    let told = format!("{what} of\n{}\ngives\n{}", texts[0], texts[1]);
    let [said, says] = [before, after].map(NoteDigest::by);
    assert_eq!(said.prose, says.prose, "{told}");
    assert_names(&said, &says, &told);
    match what {
        DELETE => assert_one_less(&said, &says, &told),
        INSERT => assert_one_less(&says, &said, &told),
        ADD => assert_given(&said, &says, &told),
        "refactor.rewrite.mergeIdentical" => {
            assert_eq!(said.reference_links, says.reference_links, "{told}");
            assert_eq!(said.texts(), says.texts(), "{told}");
        }
        _ => {
            assert_eq!(said.reference_links, says.reference_links, "{told}");
            assert_eq!(said.notes, says.notes, "{told}");
        }
    }
    // A new note says nothing yet, its author may set its marker beside another, and a marker without a note is told
    // as that alone until it has one: only then is its number out of order, or one after a gap. Of two inline notes side
    // by side, one that goes to the others leaves its marker there.
    let of_new: &[&str] = match what {
        INSERT => &["empty-note", "adjacent-markers"],
        EXTRACT => &["adjacent-markers"],
        ADD => &["empty-note", "numbering-gap", "note-order"],
        _ => &[],
    };
    let (found, mut finds) = (findings(before), findings(after));
    finds.retain(|code, _| !of_new.contains(code));
    let of_order = ["note-order", "numbering-gap"];
    let shown_before = |code: &str| found.contains_key(code);
    if what == INSERT
        && (of_order.iter().any(|code| shown_before(code)) || shown_before("unused-note"))
    {
        // Where numbers are out of order, or notes are not cited, one more may show it.
        finds.retain(|code, _| !of_order.contains(code));
    }
    if what == INSERT && said.names.iter().any(|(_, named)| named.is_none()) {
        // In a brief that begins above a number, nothing is told of it; a new note is called 1.
        finds.remove("unresolved-cross-reference");
    }
    if what.ends_with("convert.inline") || what == "refactor.inline.note" {
        // Inline notes are Pandoc's, which prints a note again where it is cited again.
        finds.remove("dialect-difference");
    }
    let ibids = |text: &String| text.matches("Ibid.").count();
    if ibids(&texts[1]) < ibids(&texts[0]) {
        // Written out, it shows whether the note cites the author whom another names.
        finds.remove("unresolved-cross-reference");
    }
    for (code, count) in finds {
        assert!(
            count <= found.get(code).copied().unwrap_or(0),
            "{code} is new: {told}"
        );
    }
    let crlf = texts[0].matches("\r\n").count() == texts[0].matches('\n').count();
    let keeps = texts[1].matches("\r\n").count() == texts[1].matches('\n').count();
    assert!(!texts[0].contains('\r') || (crlf && keeps), "{told}");
    assert!(
        texts[0].contains('\r') || !texts[1].contains('\r'),
        "{told}"
    );
    told
}

/// `text` with blanks where they mean nothing: at the ends of lines, as further blank lines, after heads.
fn untidy(text: &str, choices: &[u8]) -> String {
    let mut choices = choices.iter().cycle();
    let mut choose = |of: &[&'static str]| of[usize::from(*choices.next().unwrap()) % of.len()];
    let mut result = String::new();
    for line in text.split_inclusive('\n') {
        let content = line.trim_end_matches(['\n', '\r']);
        let ends = &line[content.len()..];
        let spaced = content.replace("]: ", choose(&["]: ", "]:", "]:   "]));
        let blanks = if content.is_empty() {
            ""
        } else {
            choose(&["", "", " ", "\t"])
        };
        let again = if content.is_empty() && !choose(&["", "", "x"]).is_empty() {
            ends
        } else {
            ""
        };
        result += &format!("{spaced}{blanks}{ends}{again}");
    }
    result
}

fn formatted(document: &Document) -> (Edits, Document) {
    let edits = format(document, document.text().span());
    let text = edits.apply(document.text()).to_string();
    (edits, read(&text, document.kind()))
}

/// Asserts that `edits` change nothing but notes, and of these blanks and their order.
fn assert_in_notes(before: &Document, edits: &Edits, told: &str) {
    let text = before.text().to_string();
    let mut reach: Vec<Span> = before
        .notes()
        .map(|note| {
            let start = before
                .text()
                .line(before.text().line_of(note.opener.start))
                .start;
            let rest = &text[note.span.end..];
            Span::new(start, note.span.end + rest.len() - rest.trim_start().len())
        })
        .collect();
    reach.sort();
    reach.dedup_by(|next, last| {
        let adjoins = last.touches(next.start);
        if adjoins {
            last.end = last.end.max(next.end);
        }
        adjoins
    });
    let signs = |text: &str| {
        let mut signs: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
        signs.sort_unstable();
        signs
    };
    let after = edits.apply(before.text()).to_string();
    assert_eq!(signs(&text), signs(&after), "{told}");
    for edit in edits {
        assert!(
            reach.iter().any(|note| note.covers(edit.span)),
            "{edit:?} in {told}"
        );
    }
}

/// Asserts that one note is gone with its markers, and nothing else.
fn assert_one_less(said: &NoteDigest, says: &NoteDigest, told: &str) {
    let mut notes = said.notes.clone();
    for note in &says.notes {
        let at = notes.iter().position(|other| other == note);
        notes.remove(at.unwrap_or_else(|| panic!("{note} is new: {told}")));
    }
    let [gone] = &notes[..] else {
        panic!("{notes:?} are gone: {told}");
    };
    let others = |said: &NoteDigest| {
        let reference_links = said.reference_links.iter().filter(|(_, note)| note != gone);
        reference_links.cloned().collect::<Vec<_>>()
    };
    assert_eq!(others(said), others(says), "{told}");
}

/// Asserts that words of running text which name notes name the same ones. What named none may name a new one.
fn assert_names(said: &NoteDigest, says: &NoteDigest, told: &str) {
    assert_eq!(said.names.len(), says.names.len(), "{told}");
    for (name, after) in said.names.iter().zip(&says.names) {
        assert_eq!(name.0, after.0, "{told}");
        assert!(
            name.1.is_none() || name.1 == after.1,
            "{name:?} is {after:?}: {told}"
        );
    }
}

/// Asserts that markers without a note have an empty one now, and that nothing else is new.
fn assert_given(said: &NoteDigest, says: &NoteDigest, told: &str) {
    let mut notes = said.notes.clone();
    notes.insert(0, String::new());
    assert_eq!(notes, says.notes, "{told}");
    let mut reference_links = says.reference_links.clone();
    for missing in said
        .reference_links
        .iter()
        .filter(|reference_link| reference_link.1 == MISSING)
    {
        let given = |reference_link: &&mut (usize, String)| {
            reference_link.0 == missing.0 && reference_link.1.is_empty()
        };
        if let Some(given) = reference_links.iter_mut().find(given) {
            given.clone_from(missing);
        }
    }
    reference_links.sort();
    assert_eq!(said.reference_links, reference_links, "{told}");
}

/// A place in `document`: any that an editor has, which is never within a line break, or that of a marker or note, or
/// between the halves of a paragraph.
fn place(document: &Document, at: Index) -> Span {
    let text = document.text();
    let spans = document.markers().map(|marker| marker.span);
    let spans = spans.chain(document.notes().map(|note| note.opener));
    let mut places: Vec<usize> = spans.map(|span| span.start).collect();
    let halves = document.footnotes().continuations().iter();
    places.extend(halves.filter_map(|(_, note)| Some(document.note(*note)?.opener.start)));
    let any = text.floor(at.index(text.len() + 1));
    places.push(any.min(text.line(text.line_of(any)).end));
    Span::at(places[at.index(places.len())])
}

proptest! {
    #![proptest_config(tries(120))]

    #[test]
    fn nothing_is_lost(plan in plan(), at in any::<Index>()) {
        let text = plan.write();
        let document = read(&text, plan.kind);
        let at = place(&document, at);
        for refactoring in refactorings() {
            assert_keeps(refactoring, &document, at);
        }
    }

}

proptest! {
    #![proptest_config(tries(120))]

    #[test]
    fn a_parenthesis_becomes_a_note(plan in plan(), at in any::<Index>()) {
        let text = plan.write();
        let without = read(&text, plan.kind);
        let says: Vec<usize> = text.match_indices(" says").map(|(at, _)| at + " says".len()).collect();
        let at = says[at.index(says.len())];
        let parenthesis = "(Somebody, *A Title*, 2021, p. 5)";
        let document = read(&format!("{} {parenthesis}{}", &text[..at], &text[at..]), plan.kind);
        let selected = Span::new(at + 1, at + 1 + parenthesis.len());
        let Some(after) = refactored(refactoring(EXTRACT).unwrap(), &document, selected) else {
            return Ok(());
        };
        let told = format!("{EXTRACT} of\n{}\ngives\n{}", document.text(), after.text());
        let [said, says] = [&without, &after].map(NoteDigest::by);
        assert_eq!(said.prose, says.prose, "{told}");
        assert_names(&said, &says, &told);
        assert_one_less(&says, &said, &told);
    }

    #[test]
    fn formatting_changes_blanks_and_the_order_of_notes_alone(plan in plan(), choices in proptest::collection::vec(any::<u8>(), 1..40)) {
        let before = read(&untidy(&plan.write(), &choices), plan.kind);
        let (edits, after) = formatted(&before);
        let told = assert_same("formatting", &before, &after);
        assert_in_notes(&before, &edits, &told);
        let (again, _) = formatted(&after);
        assert!(again.is_empty(), "not at rest: {told}\n{again:?}");
    }
}
