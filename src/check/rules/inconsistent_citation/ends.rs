//! How notes end, and references back in capitals.

use crate::check::cited::in_note;
use crate::check::raw_diagnostic::{Alike, RawDiagnostic, RelativeSpan, Subject};
use crate::config::NoteEnd;
use crate::index::{Document, ItemId, Passage, PassageRole};
use crate::syntax::NO_WORD;
use crate::text::Span;

use super::Variant;
use super::features::Feature;

/// How notes end.
pub(super) const END: Feature = Feature {
    subject: "notes",
    ways: &["end with a period", "have no period at the end"],
    by_kind: false,
    of_house: |house| Some(usize::from(house.note.end? == NoteEnd::Nothing)),
    read: |_| None,
};

/// The end of a note.
pub(super) struct End {
    /// Which of the ways of [`END`].
    pub variant: Variant,
    /// Whether an address stands there: many a style has no period after one.
    pub after_address: bool,
}

/// How the notes of `document` end: not those that are an address alone.
pub(super) fn ends(document: &Document) -> Vec<End> {
    let mut last: Vec<(ItemId, &Passage)> = Vec::new();
    for passage in document.passages() {
        if let PassageRole::Note(id) = passage.role {
            match last.last_mut() {
                Some((before, at)) if *before == id => *at = passage,
                _ => last.push((id, passage)),
            }
        }
    }
    last.into_iter()
        .filter_map(|(id, passage)| end(id, passage))
        .collect()
}

fn end(id: ItemId, passage: &Passage) -> Option<End> {
    let text = passage
        .text
        .trim_end_matches(|c: char| c.is_whitespace() || "↩\u{fe0e}".contains(c));
    let text = text.trim_end_matches("&#8617;").trim_end();
    // Signs of emphasis that nothing closes.
    let text = text.trim_end_matches(['*', '_', '\\']);
    // What is in no place of a sentence: an address alone, a formula, a single word.
    if text.split_whitespace().count() < 2 || text.ends_with(']') {
        return None;
    }
    let bare = text.trim_end_matches(['"', '”', '’', '\'', ')', ']']);
    let last = text.chars().next_back()?;
    // `(It has been replaced.)`, `“What is the best tool?”`: the sentence ends with a mark of its own.
    let core = text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '*', '_']);
    if core.ends_with(['?', '!', '…']) || text.ends_with(')') && core.ends_with('.') {
        return None;
    }
    let ended = text.ends_with('.')
        || bare.ends_with('.') && text.len() - bare.len() <= 3 && !text.ends_with([')', ']']);
    let is_word = last.is_alphanumeric() && last.is_ascii() || ".)]\"”’'*_/".contains(last);
    if !is_word && !text.ends_with(NO_WORD) {
        return None;
    }
    let before = text.trim_end_matches('.');
    let start = text
        .char_indices()
        .rfind(|(_, c)| c.is_whitespace())
        .map_or(0, |(at, c)| at + c.len_utf8());
    let after_address = before.ends_with(NO_WORD)
        || text[start..].contains("://")
        || passage.links.iter().any(|link| link.end >= before.len());
    let (block, span) = passage.place(Span::new(start, text.len()))?;
    let within = |span| RelativeSpan::Within(Subject::Block(block), span);
    let is_plain = last.is_alphanumeric() || last == ')';
    let fix = (within(Span::at(span.end)), ".", "Add the period");
    let variant = Variant {
        id,
        place: within(span),
        way: usize::from(!ended),
        is_weak: false,
        fix: (!ended && is_plain && !after_address).then_some(fix),
    };
    Some(End {
        variant,
        after_address,
    })
}

/// `ID.` for `Id.`, `IBID.` for `Ibid.`: one finding for all.
pub(super) fn capitals(document: &Document) -> Vec<RawDiagnostic> {
    let finding = |(id, span, word): (ItemId, Span, String)| {
        let small = match word.as_str() {
            "ID" => "Id.",
            "IBID" => "Ibid.",
            _ => return None,
        };
        let note = document.sources().note(id)?;
        let message = format!("“{word}.” in capitals: “{small}” is an abbreviation like others.");
        let found = RawDiagnostic::at(id, message).placed(in_note(id, note, span));
        let alike = Alike {
            name: word,
            said: Some((
                "{} references back in capitals: “Id.” and “Ibid.” are abbreviations like others.",
                "",
            )),
        };
        Some(RawDiagnostic {
            alike: Some(Box::new(alike)),
            ..found
        })
    };
    let references = document.sources().back_references();
    references
        .filter_map(|(id, reference, _)| {
            let text = document.sources().note(id)?.text();
            let words = text.get(reference.span.range())?;
            let markup = words.len() - words.trim_start_matches(['*', '_']).len();
            let word = words[markup..].split(|c: char| !c.is_alphabetic()).next()?;
            let start = reference.span.start + markup;
            Some((id, Span::new(start, start + word.len()), word.to_owned()))
        })
        .filter_map(finding)
        .collect()
}
