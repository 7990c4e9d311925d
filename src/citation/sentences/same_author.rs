//! What stands for the authors of the source before: dashes, `Idem`.

use std::ops::Range;

use crate::citation::annotations::Annotations;

/// How many characters of dashes and spaces stand for the authors of the entry before, at most.
const DASHES: usize = 12;

/// Words that stand for the author of the source before, in front of another title of that author.
const SAME_AUTHOR: &[&str] = &["Idem", "Id.", "Eadem", "Ders.", "Dies."];

/// How many bytes at the start of `range` are such a word, and what parts it from the title: `Idem, `.
pub(in crate::citation) fn same_author(annotations: &Annotations, range: Range<usize>) -> usize {
    let words = annotations.words(range.clone());
    let rest = SAME_AUTHOR.iter().find_map(|word| words.strip_prefix(word));
    let rest = rest.filter(|rest| rest.starts_with([',', ':']));
    let place = range.start..range.start + 1;
    match rest.filter(|_| annotations.back_references_in(&place).is_empty()) {
        Some(rest) => words.len() - rest.trim_start_matches([',', ':', ' ']).len(),
        None => 0,
    }
}

/// Whether dashes that stand before `start`, or `Idem`, are all that its line has there: the authors of the entry
/// before.
pub(in crate::citation) fn is_dashed(annotations: &Annotations, start: usize) -> bool {
    let before = annotations.words(0..start);
    let before = without_same_author(before).unwrap_or(before);
    let mut before = before.chars().rev().take(DASHES);
    let apart = |c: char| matches!(c, '—' | '–' | '_' | '-' | '.' | ',' | ' ');
    after_dashes(annotations, start) && before.by_ref().take_while(|c| *c != '\n').all(apart)
}

/// Whether dashes stand before `at`, or `Idem`, for the authors of the entry before.
pub(in crate::citation) fn after_dashes(annotations: &Annotations, at: usize) -> bool {
    let words = annotations.words(0..at);
    let before = words.trim_end_matches([' ', '.', ',']);
    before.len() < at && (before.ends_with(['—', '_', '–']) || without_same_author(words).is_some())
}

/// What stands before `Idem, ` at the end of `words`.
fn without_same_author(words: &str) -> Option<&str> {
    let bare = words.trim_end_matches([' ', ',', ':']);
    let before = SAME_AUTHOR
        .iter()
        .find_map(|word| bare.strip_suffix(word))?;
    (bare.len() < words.len() && !before.ends_with(char::is_alphanumeric)).then_some(before)
}
