//! Where one sentence of a note ends and the next begins, and what each looks like.

mod at_end;
mod counts;
mod features;
mod fronts;
mod listed;
mod same_author;
mod signals;

pub(super) use at_end::{source_at_end, start_of_names};
pub(super) use features::{SentenceFeatures, leads_out, limit, without_in};
pub(super) use fronts::{is_title_next, quotes_passage};
pub(super) use listed::several;
pub(super) use same_author::after_dashes;
pub(super) use signals::is_signal;
pub use signals::lead_in;

use std::ops::Range;

use super::annotations::Annotations;
use crate::citation::vocabulary::{LONGEST_REPORTER, abbreviates, begins_citing};

/// How long the names of the parties of a case are at most, in bytes.
const LONGEST_PARTIES: usize = 120;

/// How far before a period its word and the name of a reporter are looked for, in bytes.
const NEAR: usize = 200;

/// What ends a sentence of a note.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum SentenceEnd {
    /// A period or the like.
    Stop,
    /// A semicolon, which parts one source from the next.
    Semicolon,
    /// The end of a paragraph or item.
    Break,
}

/// A stretch of a note that may be a source, a piece of one or comment.
#[derive(Clone, Debug)]
pub(super) struct Sentence {
    /// Where, without spaces around; its period belongs to it, a semicolon does not.
    pub range: Range<usize>,
    /// What ends it.
    pub end: SentenceEnd,
}

/// The sentences of a note. Periods of abbreviations, and what stands in quotes or brackets, end none.
pub(super) fn sentences(annotations: &Annotations) -> Vec<Sentence> {
    let text = annotations.plain.text.as_str();
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let (next, end) = step(annotations, at, c, start);
        if let Some(end) = end {
            let stop = if end == SentenceEnd::Semicolon {
                at
            } else {
                next
            };
            push(&mut found, text, start..stop, end);
            start = next;
        }
        at = next;
    }
    push(&mut found, text, start..text.len(), SentenceEnd::Break);
    found
}

/// Where to go on after the character at `at`, and what it ends.
fn step(
    annotations: &Annotations,
    at: usize,
    c: char,
    start: usize,
) -> (usize, Option<SentenceEnd>) {
    let text = annotations.plain.text.as_str();
    let next = at + c.len_utf8();
    if let Some(atom) = annotations
        .atom_at(at)
        .filter(|atom| atom.outer.start == at)
    {
        let last = text
            .get(..atom.outer.end)
            .unwrap_or_default()
            .chars()
            .rev()
            .take(2)
            .any(|c| c == '.');
        let ends = atom.quoted && last && begins(text, atom.outer.end);
        return (atom.outer.end.max(next), ends.then_some(SentenceEnd::Stop));
    }
    if let Some(bracket) = annotations.bracket_at(at) {
        return (bracket.end, None);
    }
    let end = match c {
        '\n' => Some(SentenceEnd::Break),
        '；' => Some(SentenceEnd::Semicolon),
        ',' if cites(text, next) => Some(SentenceEnd::Semicolon),
        ';' if text
            .get(next..)
            .is_some_and(|rest| rest.starts_with([' ', '\n', '"', '“', '《'])) =>
        {
            Some(SentenceEnd::Semicolon)
        }
        '。' => Some(SentenceEnd::Stop),
        '.' if annotations.in_date(at) => None,
        '.' | '?' | '!' if begins(text, next) && stops(annotations, start..at, c) => {
            Some(SentenceEnd::Stop)
        }
        _ => None,
    };
    (next, end)
}

/// Whether `sign`, behind which a sentence may begin, ends the one in `range`: no period of an abbreviation, a number
/// or a name.
fn stops(annotations: &Annotations, range: Range<usize>, sign: char) -> bool {
    let text = annotations.plain.text.as_str();
    let next = range.end + sign.len_utf8();
    let before = text.get(range.clone()).unwrap_or_default();
    let near = before.ceil_char_boundary(before.len().saturating_sub(NEAR));
    let near = before.get(near..).unwrap_or_default();
    let separates = |c: char| c.is_whitespace() || matches!(c, '(' | '[' | ',');
    let word = near.rsplit(separates).next().unwrap_or_default();
    let bracketed = before.ends_with([')', ']']);
    let marks = before.trim_end_matches(['>', ')', ']']);
    let whole = !marks.is_empty()
        && annotations
            .atom_at((range.start + marks.len()).saturating_sub(1))
            .is_some_and(|atom| marks.len() == before.len() || !atom.is_words());
    let abridges = || {
        let after = text.get(next..).unwrap_or_default().trim_start();
        numbers_edition(word, after)
            || abbreviates(word) && !is_back_alone(word)
            || code(word, text, next)
            || reported(near, text, next)
    };
    sign != '.' || whole || bracketed || !abridges()
}

/// `2. Aufl.`: whether the period behind `word` makes it the ordinal of an edition.
pub(super) fn numbers_edition(word: &str, after: &str) -> bool {
    let number =
        !word.is_empty() && word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
    number && after.starts_with("Aufl")
}

/// `Id.`, which what follows in a capital ends.
fn is_back_alone(word: &str) -> bool {
    word.trim_start_matches('*').eq_ignore_ascii_case("id")
}

/// Whether a source within a source follows: `, citing H.R. Rep. No. 107`.
fn cites(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default().trim_start();
    begins_citing(rest) || WHO_CITES.iter().any(|word| rest.starts_with(word))
}

/// What stands between a source and one that it cites behind a comma alone.
const WHO_CITES: &[&str] = &["who cites ", "who quotes ", "which cites ", "which quotes "];

/// Whether `word` is an abbreviation in the name of a code: `COLO. REV. STAT. §`.
fn code(word: &str, text: &str, at: usize) -> bool {
    let capitals = |word: &str| {
        word.chars()
            .filter(|c| c.is_alphabetic())
            .all(char::is_uppercase)
    };
    let next = text
        .get(at..)
        .and_then(|rest| rest.split_whitespace().next())
        .unwrap_or_default();
    let words = word.len() > 1 && word.chars().all(char::is_alphabetic);
    words
        && capitals(word)
        && capitals(next)
        && next.starts_with(char::is_alphabetic)
        && next.chars().filter(|c| c.is_alphabetic()).count() > 1
        || next.starts_with('§')
        || names_code(text.get(at..).unwrap_or_default())
}

/// `Del. Code Ann.`: whether the name of a code goes on behind the abbreviation of its state.
fn names_code(rest: &str) -> bool {
    let rest = rest.trim_start();
    ["Code Ann.", "Code §", "Code tit."]
        .iter()
        .any(|code| rest.starts_with(code))
}

/// `11 N.C. J. & Tech. On. 259`: whether a number goes on with the name of a journal.
fn reported(before: &str, text: &str, next: usize) -> bool {
    let after = text.get(next..).unwrap_or_default().trim_start();
    let numbered = after.starts_with(|c: char| c.is_ascii_digit());
    // `D. 44. 2. 4`: book, title and law.
    let short = |c: char| c.is_ascii_digit();
    let section = before.rsplit([' ', '.']).next().unwrap_or_default();
    if numbered && before.contains(". ") && section.len() <= 2 && section.chars().all(short) {
        return true;
    }
    if in_reporter(before, after) || in_case(before, after) {
        return true;
    }
    let mut words = before.rsplit(' ');
    let last = words.next().unwrap_or_default();
    let abbreviated = words.next().is_some_and(|word| word.ends_with('.'));
    let short = last.starts_with(char::is_uppercase) && last.chars().count() <= 5;
    numbered && abbreviated && short
}

/// `1 Dowl. Pr. Cas. N. S. 11`: whether a volume and abbreviations stand before a period, and another or a page
/// after it.
fn in_reporter(before: &str, after: &str) -> bool {
    let next = after.split([' ', '\n']).next().unwrap_or_default();
    let goes_on = next.starts_with(|c: char| c.is_ascii_digit())
        || (next.ends_with('.') && next.starts_with(char::is_uppercase));
    let abridged = |word: &&str| {
        word.starts_with(|c: char| c.is_uppercase() || c == '&') && (2..8).contains(&word.len())
    };
    let mut words = before.rsplit(' ').take(LONGEST_REPORTER + 1).peekable();
    let mut count = 0;
    while words.next_if(abridged).is_some() {
        count += 1;
    }
    let volume = words.next().unwrap_or_default();
    goes_on && count > 0 && !volume.is_empty() && volume.bytes().all(|byte| byte.is_ascii_digit())
}

/// `Marsh v. Dune, Cro. Jac. 240`: whether a case is cited, and a period ends an abbreviation in its reporter.
fn in_case(before: &str, after: &str) -> bool {
    let from = before.ceil_char_boundary(before.len().saturating_sub(LONGEST_PARTIES));
    let near = before.get(from..).unwrap_or_default();
    let Some((parties, reporter)) = near.rsplit_once(", ") else {
        return false;
    };
    let next = after.split([' ', '\n']).next().unwrap_or_default();
    let goes_on = next.starts_with(|c: char| c.is_ascii_digit())
        || (next.ends_with('.') && next.starts_with(char::is_uppercase));
    let abridged = reporter.starts_with(char::is_uppercase) && reporter.len() < 8;
    goes_on && abridged && !reporter.contains(' ') && parties.contains(" v. ")
}

/// Whether what follows a stop may begin a sentence.
fn begins(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    let mut chars = rest.chars();
    chars.next().is_none_or(char::is_whitespace)
        && chars
            .find(|c| !c.is_whitespace())
            .is_none_or(|c| !c.is_lowercase() && !matches!(c, ',' | ';' | '&' | ')'))
}

fn push(found: &mut Vec<Sentence>, text: &str, range: Range<usize>, end: SentenceEnd) {
    let words = text.get(range.clone()).unwrap_or_default();
    // What closes a bracket that nothing opens belongs to the sentence before.
    let rest = match words.trim_start() {
        rest if rest.starts_with([')', '.']) => rest.trim_start_matches([')', '.', ' ']),
        rest => rest,
    };
    let start = range.start + (words.len() - rest.len());
    let trimmed = start..start + rest.trim_end().len();
    if trimmed.is_empty() {
        // What ends an empty stretch ends the one before as well.
        if let Some(Sentence { end: last, .. }) =
            found.last_mut().filter(|_| end == SentenceEnd::Break)
        {
            *last = SentenceEnd::Break;
        }
    } else {
        found.push(Sentence {
            range: trimmed,
            end,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(note: &str, expected: &[&str]) {
        let annotations = Annotations::read(note);
        let found: Vec<_> = sentences(&annotations)
            .into_iter()
            .map(|one| annotations.words(one.range).to_owned())
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        reads(
            "J. Smith, *A*, 73 Tex. B.J. 632 (2010). They say. B; c",
            &[
                "J. Smith, A, 73 Tex. B.J. 632 (2010).",
                "They say.",
                "B",
                "c",
            ],
        );
        reads(
            "A, “B. C.” *D* (x. Y; z). E",
            &["A, “B. C.”", "D (x. Y; z).", "E"],
        );
        reads(
            "Mounk, Y. (2018). The People.",
            &["Mounk, Y. (2018).", "The People."],
        );
        reads(
            "A, B (2008), <http://b.example/X>. *See* *generally* C, D.",
            &["A, B (2008), http://b.example/X.", "See generally C, D."],
        );
        reads("2014;9:1477. P", &["2014;9:1477.", "P"]);
    }
}
