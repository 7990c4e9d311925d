//! `policy.3 The`: what copying leaves of a raised number.

use crate::text::Span;

use super::super::plain::is_closing;
use super::super::{Confidence, Item, ItemKind};

/// Abbreviations that numbers follow: `vol.3`.
const ABBREVIATIONS: &[&str] = &[
    "sect", "chap", "para", "paras", "figs", "vols", "nos", "arts", "table", "vol", "sec", "fig",
    "art", "par", "cap", "ver", "app", "pts", "eds", "col", "rev", "ser", "sub", "div", "reg",
    "inc", "ltd", "est", "max", "min", "avg", "ref", "pos", "cit", "ibid", "supra", "note",
];

/// Numbers with more digits are none of notes.
const MOST_DIGITS: usize = 3;

/// The shortest word, in characters, that a marker is taken to follow; shorter ones are abbreviations.
const SHORTEST_WORD: usize = 3;

/// Numbers that stand for a year have at least so many digits.
const YEAR: usize = 4;

/// Appends an item for each number that stands where a marker does.
pub(super) fn scan(text: &str, body: Span, items: &mut Vec<Item>) {
    let bytes = &text.as_bytes()[body.range()];
    let mut from = 0;
    while let Some(next) = bytes[from..].iter().position(u8::is_ascii_digit) {
        let at = from + next;
        let digits = bytes[at..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        from = at + digits;
        let span = Span::new(at, from).shift(body.start);
        let number = text[span.range()]
            .parse::<u32>()
            .ok()
            .filter(|_| digits <= MOST_DIGITS);
        let confidence = || confidence(&text[body.start..span.start], &text[span.end..body.end]);
        if at > 0
            && let Some(number) = number
            && let Some(confidence) = confidence()
        {
            items.push(Item {
                span,
                kind: ItemKind::Flattened {
                    number,
                    confidence,
                    is_raised: false,
                },
            });
        }
    }
}

/// What the place of a number between `before` and `after` tells of it.
fn confidence(before: &str, after: &str) -> Option<Confidence> {
    if !after.chars().next().is_none_or(char::is_whitespace) {
        return None;
    }
    match before.chars().next_back()? {
        _ if is_flattened(before, after) => Some(Confidence::Certain),
        _ if is_likely(before, after) => Some(Confidence::Doubtful),
        _ => None,
    }
}

/// Whether a number may be a marker where it comes next: right after a word in small letters, a short word with its
/// stop or a colon, a year or a percentage with its stop; or after a stop and a space.
fn is_likely(before: &str, after: &str) -> bool {
    let word = last_word(before);
    let is_small = word.chars().all(char::is_lowercase);
    if !word.is_empty() {
        return is_small && word.chars().nth(SHORTEST_WORD - 1).is_some() && !is_abbreviation(word);
    }
    let upper = after.trim_start().starts_with(char::is_uppercase);
    if let Some(sentence) = before.strip_suffix(' ') {
        let word_end = sentence.trim_end_matches(is_closing);
        return upper && word_end.ends_with('.') && ends_sentence(word_end.trim_end_matches('.'));
    }
    let word_end = before.trim_end_matches(|c| is_stop(c) || c == ':');
    if word_end.len() == before.len() {
        return false;
    }
    let word = last_word(word_end);
    let digits = word_end.len()
        - word_end
            .trim_end_matches(|c: char| c.is_ascii_digit())
            .len();
    let counts = word_end.ends_with('%') || digits >= YEAR;
    (upper && counts) || (word.chars().nth(1).is_some() && !is_abbreviation(word))
}

/// Whether a sentence ends with a word that is no abbreviation.
fn ends_sentence(before: &str) -> bool {
    let word = last_word(before);
    word.chars().nth(SHORTEST_WORD - 1).is_some() && !is_abbreviation(word)
}

fn last_word(before: &str) -> &str {
    &before[before.trim_end_matches(char::is_alphabetic).len()..]
}

fn is_abbreviation(word: &str) -> bool {
    ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | '!' | '?') || is_closing(c)
}

/// Whether a number between `before` and `after` stands where a marker stands.
fn is_flattened(before: &str, after: &str) -> bool {
    let next = after
        .trim_start()
        .chars()
        .find(|c| !matches!(c, '"' | '\'' | '“' | '‘' | '(' | '*' | '_'));
    let begins = next.is_none_or(char::is_uppercase) || before.ends_with([',', ';']);
    if !before.ends_with(is_stop) || !begins {
        return false;
    }
    ends_sentence(before.trim_end_matches(is_stop))
}
