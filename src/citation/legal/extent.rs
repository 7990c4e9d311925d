use std::ops::Range;

use super::tables::SAYS;
use super::within::end_of_law;
use crate::citation::annotations::{Annotations, Atom};

/// Where a legal citation ends: before the parenthesis that explains it, the address where it is found, or
/// what it quotes.
pub(in crate::citation) fn legal_end(annotations: &Annotations, range: &Range<usize>) -> usize {
    if let Some(end) = linked_end(annotations, range) {
        return end;
    }
    let mut end = range.end;
    for bracket in annotations.brackets_in(range).iter().rev() {
        let after = annotations
            .words(bracket.end..end)
            .trim_matches(['.', ' ', ',', ';']);
        let inner = annotations.words(bracket.start + 1..bracket.end.saturating_sub(1));
        let year = inner.len() - inner.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let dated =
            year == 4 && !inner.starts_with("codified") && inner.split_whitespace().count() < 9;
        let explains = !dated
            && (inner.starts_with(char::is_lowercase) || inner.split_whitespace().count() > 2);
        let glued = !annotations.words(range.start..bracket.start).ends_with(' ');
        if !after.is_empty() || !explains || glued {
            break;
        }
        end = bracket.start;
    }
    if let Some(url) = annotations
        .atoms_in(&(range.start..end))
        .iter()
        .find(|atom| !atom.is_words() || quotes_it(annotations, range.start, atom))
    {
        end = end.min(url.outer.start);
    }
    let words = annotations.words(range.start..end);
    let words = without_prose(words);
    let tail = [", available at", "available at", "accessed"]
        .iter()
        .fold(words, |words, tail| {
            words
                .trim_end_matches([' ', ',', ':', '(', '<'])
                .trim_end_matches(tail)
        });
    let quotes = annotations.atoms_in(&(range.start + tail.len()..range.end));
    let quoted = quotes.first().is_some_and(|atom| atom.quoted);
    let tail = SAYS
        .iter()
        .find_map(|says| {
            tail.trim_end_matches([' ', ',', ':'])
                .strip_suffix(says.words)
        })
        .filter(|_| quoted)
        .unwrap_or(tail);
    let seq = tail.trim_end().ends_with("seq.");
    let tail = if seq {
        tail.trim_end()
    } else {
        tail.trim_end_matches([' ', ',', ';', '.', '('])
    };
    range.start + tail.len()
}

/// `[Marsh v. Dune, 12 F.3d 44 (1994)](…), aff’d`: where linked words end that are a citation with its year.
fn linked_end(annotations: &Annotations, range: &Range<usize>) -> Option<usize> {
    let atom = annotations.atoms_in(range).first()?;
    let words = annotations.words(atom.inner.clone());
    let dated = words.trim_end_matches([',', '.', ' ']).strip_suffix(')')?;
    let year = dated.len() - dated.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let begins = atom.link.is_some() && atom.outer.start == range.start;
    (begins && year == YEAR).then_some(atom.outer.end.min(range.end))
}

/// How many digits a year has.
const YEAR: usize = 4;

/// How many words in lower case may follow a reporter or code and still belong to what is cited: `aff'd on other
/// grounds`.
const LOWER: usize = 5;

/// A citation without the sentence that goes on after it: `46 U.S.C. § 8501 and in every port that …`.
fn without_prose(words: &str) -> &str {
    let Some(end) = end_of_law(words) else {
        return words;
    };
    let rest = words.get(end..).unwrap_or_default();
    let lower = rest
        .split_whitespace()
        .filter(|word| word.starts_with(char::is_lowercase));
    match lower.take(LOWER + 1).count() > LOWER && !rest.starts_with([',', '(']) {
        true => words.get(..end).unwrap_or(words),
        false => words,
    }
}

/// Whether `atom` quotes what the statute before it says.
pub(super) fn quotes_it(annotations: &Annotations, start: usize, atom: &Atom) -> bool {
    let before = annotations.words(start..atom.outer.start.max(start));
    let before = before.trim_end_matches([' ', ',', ':']);
    atom.quoted && SAYS.iter().any(|says| before.ends_with(says.words))
}
