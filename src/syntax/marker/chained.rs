//! Plain numbers that are markers only in a chain of numbers that count up: `FISMA22`, `law12,`, `word 12`.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::super::Confidence;
use super::super::plain::is_closing;
use super::context::is_in_address;
use super::preceding::{YEAR, is_abbreviation, is_stop, last_word};

/// The shortest word, in characters, that a number may touch: shorter ones are names (`CO2`, `G20`).
const SHORTEST_WORD: usize = 3;

/// What a number between `before` and `after` may be, where no other number tells.
pub(super) fn confidence(before: &str, after: &str) -> Option<Confidence> {
    if !ends_word(after) || is_in_address(before) {
        return None;
    }
    let text = before.trim_end_matches([' ', '\u{a0}', '\n', '\r', '\t']);
    let is_apart = text.len() < before.len();
    let sentence = text.trim_end_matches(is_stop);
    let follows = match sentence.len() < text.len() {
        true => follows_stop(sentence, &text[sentence.len()..], after, is_apart),
        false if is_apart && text.ends_with(':') => {
            ends_line(after) && is_word(text.trim_end_matches(':'))
        }
        false if is_apart => follows_word(text, after),
        false => touches_word(text),
    };
    follows.then_some(match is_apart {
        true => Confidence::Apart,
        false => Confidence::Loose,
    })
}

/// Whether nothing but what is below goes on after a number.
fn ends_line(after: &str) -> bool {
    after.is_empty() || after.starts_with(['\n', '\r'])
}

/// Whether nothing goes on with the number that `after` follows: a letter, a digit behind a stop, a sign of a unit.
fn ends_word(after: &str) -> bool {
    let mut chars = after.chars();
    match chars.next() {
        None => true,
        Some(c) if c.is_whitespace() => !is_measured(after.trim_start()),
        Some(c) if matches!(c, '.' | ',' | ';' | ':' | '?' | '!') || is_closing(c) => chars
            .next()
            .is_none_or(|c| c.is_whitespace() || is_closing(c)),
        Some(c) => matches!(c, '—' | '–') && chars.next().is_some_and(char::is_alphabetic),
    }
}

/// Whether a number after `sentence` and its `stops` may be a marker: in small letters only a comma goes on, or a
/// closing quote.
fn follows_stop(sentence: &str, stops: &str, after: &str, is_apart: bool) -> bool {
    let word = last_word(sentence);
    let is_decimal = !is_apart && !stops.contains(is_closing) && ends_with_amount(sentence);
    let upper = after
        .trim_start()
        .trim_start_matches(['"', '\'', '“', '‘', '(', '['])
        .chars()
        .next()
        .is_none_or(char::is_uppercase);
    let goes_on = stops.ends_with(|c: char| is_closing(c) || matches!(c, ',' | ';'));
    let is_short = stops.starts_with('.')
        && word.chars().nth(SHORTEST_WORD - 1).is_none()
        && !word.chars().all(char::is_uppercase);
    !is_decimal && !is_short && !is_abbreviation(word) && (upper || goes_on || !is_apart)
}

/// Whether `sentence` ends with digits after which a stop may be that of a decimal: those of no year, and of no name
/// such as `M-10-23`.
fn ends_with_amount(sentence: &str) -> bool {
    let digits = sentence.bytes().rev().take_while(u8::is_ascii_digit);
    (1..YEAR).contains(&digits.count()) && !ends_with_name(sentence)
}

/// Whether `text` ends with a name such as `M-10-23`.
fn ends_with_name(text: &str) -> bool {
    let token = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    token.ends_with(|c: char| c.is_ascii_digit())
        && token.contains('-')
        && token.contains(char::is_alphabetic)
}

/// Whether `text` ends with a word that is no abbreviation.
fn is_word(text: &str) -> bool {
    let word = last_word(text);
    word.chars().nth(SHORTEST_WORD - 1).is_some() && !is_abbreviation(word)
}

/// Whether a number may be a marker that touches the word at the end of `text`.
fn touches_word(text: &str) -> bool {
    let word = last_word(text);
    let before = &text[..text.len() - word.len()];
    is_word(text)
        && !before.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '/' | '_' | '@' | '#'))
}

/// Whether a number behind the word at the end of `text` and a space may be a marker: no word that numbers follow
/// stands before it.
fn follows_word(text: &str, after: &str) -> bool {
    let word = last_word(text);
    let lower = word.to_lowercase();
    let is_counted = after.trim_start().starts_with(|c: char| c.is_ascii_digit());
    (is_word(text) || ends_with_name(text))
        && !is_counted
        && !NUMBERED.contains(lower.as_str())
        && !FUNCTION.contains(lower.as_str())
}

/// Whether `next` makes a quantity or a date of the number before it.
fn is_measured(next: &str) -> bool {
    let word: String = next
        .chars()
        .take_while(|c| c.is_alphabetic() || matches!(c, '%' | '°' | '€' | '$' | '£'))
        .flat_map(char::to_lowercase)
        .collect();
    next.starts_with(['%', '°', '€', '$', '£', '×', '+', '=', '/', '<', '>', '&'])
        || MEASURES.contains(word.as_str())
}

/// What makes a quantity or a date of the number before it.
static MEASURES: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| words(include_str!("words/measures.txt")));

/// What a number names one of: `Article 12`, `page 3`, `March 5`.
static NUMBERED: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| words(include_str!("words/numbered.txt")));

/// Words within a sentence that no marker follows; quantities do.
static FUNCTION: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| words(include_str!("words/function.txt")));

fn words(list: &str) -> FxHashSet<&str> {
    list.split_whitespace().collect()
}
