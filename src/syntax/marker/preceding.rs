//! The word before a plain number, and its stop.

use super::super::plain::is_closing;

/// Abbreviations that numbers follow: `vol.3`.
const ABBREVIATIONS: &[&str] = &[
    "sect", "chap", "para", "paras", "figs", "vols", "nos", "arts", "table", "vol", "sec", "fig",
    "art", "par", "cap", "ver", "app", "pts", "eds", "col", "rev", "ser", "sub", "div", "reg",
    "inc", "ltd", "est", "max", "min", "avg", "ref", "pos", "cit", "ibid", "supra", "note",
];

/// The letters that `before` ends with.
pub(super) fn last_word(before: &str) -> &str {
    &before[before.trim_end_matches(char::is_alphabetic).len()..]
}

/// Whether `word` is an abbreviation that numbers follow.
pub(super) fn is_abbreviation(word: &str) -> bool {
    ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}

/// Whether `c` stands between a word and its marker.
pub(super) fn is_stop(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | '!' | '?') || is_closing(c)
}
