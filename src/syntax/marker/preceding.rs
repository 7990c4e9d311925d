//! The word before a plain number, and its stop.

use super::super::plain::is_closing;

/// Abbreviations that numbers follow: `vol.3`.
const ABBREVIATIONS: &[&str] = &[
    "sect", "chap", "para", "paras", "figs", "vols", "nos", "arts", "table", "vol", "sec", "fig",
    "art", "par", "cap", "ver", "app", "pts", "eds", "col", "rev", "ser", "sub", "div", "reg",
    "inc", "ltd", "est", "max", "min", "avg", "ref", "pos", "cit", "ibid", "supra", "note",
];

/// Numbers that stand for a year have at least so many digits.
pub(super) const YEAR: usize = 4;

/// The letters that `before` ends with.
pub(super) fn last_word(before: &str) -> &str {
    &before[before.trim_end_matches(char::is_alphabetic).len()..]
}

/// Whether `before` ends with a decade: `1990s`.
pub(super) fn ends_with_decade(before: &str) -> bool {
    let years = before.strip_suffix('s').unwrap_or_default();
    years.bytes().rev().take_while(u8::is_ascii_digit).count() == YEAR
}

/// Whether `word` is an abbreviation that numbers follow.
pub(super) fn is_abbreviation(word: &str) -> bool {
    ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}

/// Whether `c` stands between a word and its marker.
pub(super) fn is_stop(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | '!' | '?') || is_closing(c)
}
