//! `policy.3 The`: what copying leaves of a raised number.

use crate::text::Span;

use super::super::plain::is_closing;
use super::super::{Item, ItemKind};

/// Abbreviations that numbers follow: `vol.3`.
const ABBREVIATIONS: &[&str] = &[
    "sect", "chap", "para", "paras", "figs", "vols", "nos", "arts", "table", "vol", "sec", "fig",
    "art", "par", "cap", "ver", "app", "pts", "eds", "col", "rev", "ser", "sub", "div", "reg",
    "inc", "ltd", "est", "max", "min", "avg", "ref", "pos", "cit", "ibid", "supra", "note",
];

/// The shortest word, in characters, that a marker is taken to follow; shorter ones are abbreviations.
const SHORTEST_WORD: usize = 3;

/// Appends an item for each number that stands right after a word and what ends it.
pub(super) fn scan(text: &str, body: Span, items: &mut Vec<Item>) {
    let bytes = &text.as_bytes()[body.range()];
    let mut from = 0;
    while let Some(next) = bytes[from..].iter().position(u8::is_ascii_digit) {
        let at = from + next;
        from = at + 1;
        let before = at.checked_sub(1).map(|before| bytes[before]);
        if before.is_none_or(|byte| byte.is_ascii_alphanumeric() || byte == b' ') {
            continue;
        }
        let digits = bytes[at..]
            .iter()
            .take(4)
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let span = Span::new(at, at + digits).shift(body.start);
        let number = text[span.range()]
            .parse::<u32>()
            .ok()
            .filter(|_| digits <= 3);
        if let Some(number) = number
            && is_flattened(&text[body.start..span.start], &text[span.end..body.end])
        {
            items.push(Item {
                span,
                kind: ItemKind::Flattened { number },
            });
        }
    }
}

/// Whether a number between `before` and `after` stands where a marker stands.
fn is_flattened(before: &str, after: &str) -> bool {
    let ends = |c: char| matches!(c, '.' | ',' | ';' | '!' | '?') || is_closing(c);
    let next = after
        .trim_start()
        .chars()
        .find(|c| !matches!(c, '"' | '\'' | '“' | '‘' | '(' | '*' | '_'));
    let begins = next.is_none_or(char::is_uppercase) || before.ends_with([',', ';']);
    if !before.ends_with(ends) || !after.chars().next().is_none_or(char::is_whitespace) || !begins {
        return false;
    }
    let word_end = before.trim_end_matches(ends);
    let word = &word_end[word_end.trim_end_matches(char::is_alphabetic).len()..];
    word.chars().count() >= SHORTEST_WORD && !ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}
