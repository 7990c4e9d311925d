//! What stands around a candidate: a word that it is a note to, a unit that it is a power of, an address.

use super::super::Confidence;
use super::super::plain::{ends_sentence, is_closing};

/// Longer addresses are none, in bytes.
const LONGEST_ADDRESS: usize = 500;

/// Whether what stands right after `before` belongs to a bare address of the web for GitHub ("extended
/// autolinks").
pub(super) fn is_in_address(before: &str) -> bool {
    let near = &before[before.ceil_char_boundary(before.len().saturating_sub(LONGEST_ADDRESS))..];
    let word = near
        .rsplit(|c: char| c.is_whitespace() || c == '<')
        .next()
        .unwrap_or_default();
    let word = word.trim_start_matches(['(', '*', '_', '~']);
    let starts = ["http://", "https://", "ftp://", "www."];
    !word.contains('>') && starts.iter().any(|start| word.starts_with(start))
}

/// How far the text before a number is looked at, in bytes.
const FARTHEST: usize = 400;

/// What the context of a raised number tells, whose first value is `exponent`; none if it is never a
/// marker.
pub(super) fn raised(before: &str, exponent: u32, after: &str) -> Option<Confidence> {
    let before = &before[before.ceil_char_boundary(before.len().saturating_sub(FARTHEST))..];
    let next = after.chars().next();
    if next.is_some_and(is_superscript_sign) {
        return None;
    }
    let bare = without_tags(before).trim_end_matches(['*', '_']);
    let previous = bare.chars().next_back()?;
    if previous.is_whitespace() {
        let isotope = next.is_some_and(char::is_alphabetic);
        return (!isotope).then_some(Confidence::Doubtful);
    }
    if is_letter(previous) {
        return after_word(bare, exponent, next);
    }
    if previous.is_ascii_digit() || previous.is_numeric() {
        let number = trailing(bare, |c| c.is_numeric() || matches!(c, '.' | ','));
        let power = number == "10" || next.is_some_and(char::is_alphabetic);
        return (!power).then_some(Confidence::Doubtful);
    }
    let closes = ends_sentence(previous)
        || is_closing(previous)
        || previous == '`'
        || is_german_closing(bare)
        || matches!(
            previous,
            ',' | ';' | ':' | '%' | '，' | '、' | '；' | '：' | '—' | '–'
        );
    match (closes, is_superscript_sign(previous)) {
        (_, true) => None,
        (true, _) if ends_in_call(bare) => Some(Confidence::Doubtful),
        (true, _) if next.is_some_and(|c| c.is_ascii_alphabetic()) => Some(Confidence::Doubtful),
        (true, _) => Some(Confidence::Certain),
        (false, _) if is_picture(previous) || ends_in_plus(bare) => Some(Confidence::Doubtful),
        (false, _) => None,
    }
}

/// Whether `c` is a picture, a flag or the sign of a mark: no formula ends so.
fn is_picture(c: char) -> bool {
    matches!(u32::from(c), 0x1F1E6..=0x1F1FF | 0x1F300..=0x1FAFF | 0x2600..=0x27BF)
        || matches!(c, '™' | '®')
}

/// Whether `before` ends as a name with a plus does: `C++`, `LGBTQ+`.
fn ends_in_plus(before: &str) -> bool {
    let name = before.strip_suffix('+').unwrap_or_default();
    name.ends_with('+') || trailing(name, is_letter).chars().count() > 1
}

/// Whether `before` ends like a formula: `O(n)`, `f(x)`.
fn ends_in_call(before: &str) -> bool {
    let inner = before
        .strip_suffix(')')
        .and_then(|rest| rest.rsplit_once('('));
    inner.is_some_and(|(name, argument)| {
        name.ends_with(char::is_alphabetic) && (1..=2).contains(&argument.len())
    })
}

/// Whether `before` ends with one of the quote marks that open in English and close in German: `„so“`, `»so«`.
fn is_german_closing(before: &str) -> bool {
    let mut back = before.chars().rev();
    let closes = back
        .next()
        .is_some_and(|c| matches!(c, '“' | '‘' | '«' | '‹'));
    closes && back.next().is_some_and(|c| !c.is_whitespace())
}

/// A superscript number after a letter: a marker after a word, a power after a unit or a variable.
fn after_word(before: &str, exponent: u32, next: Option<char>) -> Option<Confidence> {
    let word = trailing(before, is_letter);
    let letters = word.chars().count();
    let last = word.chars().next_back()?;
    if is_ideographic(last) {
        return Some(Confidence::Certain);
    }
    let lead = before[..before.len() - word.len()].trim_end();
    let measured =
        lead.ends_with(|c: char| c.is_numeric() || c == '/' || c == '·') || lead.ends_with(" per");
    if matches!(exponent, 2 | 3)
        && UNITS.contains(&word)
        && (measured || letters > 1 && word != "in")
    {
        return None;
    }
    let computed = lead.ends_with(['=', '+', '−', '×', '·', '/', '^']) && letters < 3;
    if FORMULAS.contains(&word) || computed {
        return None;
    }
    let glued = next.is_some_and(|c| c.is_alphabetic() && !is_ideographic(c));
    match (letters, glued) {
        (1, true) => None,
        (1, false) | (_, true) => Some(Confidence::Doubtful),
        _ if lead.len() + word.len() == before.len()
            && lead.ends_with(|c: char| c.is_numeric() || c == '-') =>
        {
            Some(Confidence::Doubtful)
        }
        _ => Some(Confidence::Certain),
    }
}

/// Units that are squared or cubed.
const UNITS: &[&str] = &[
    "m", "km", "cm", "mm", "dm", "nm", "µm", "μm", "hm", "mi", "ft", "in", "yd", "nmi", "s", "м",
    "км", "см", "мм", "μ", "feet", "meters", "metres",
];

/// Formulas whose subscript is often set as a superscript.
const FORMULAS: &[&str] = &[
    "CO", "NO", "SO", "CH", "NH", "PM", "N", "O", "H", "CF", "SF",
];

fn trailing(text: &str, is_in: impl Fn(char) -> bool) -> &str {
    &text[text.trim_end_matches(is_in).len()..]
}

/// Whether `c` is a letter, or a mark that combines with one.
fn is_letter(c: char) -> bool {
    let combines = matches!(u32::from(c), 0x300..=0x36F | 0x93C | 0x94D | 0x1AB0..=0x1AFF | 0x20D0..=0x20FF | 0xFE00..=0xFE0F);
    c.is_alphabetic() || combines
}

fn is_ideographic(c: char) -> bool {
    matches!(u32::from(c), 0x3040..=0x30FF | 0x3400..=0x9FFF | 0xAC00..=0xD7AF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

fn is_superscript_sign(c: char) -> bool {
    matches!(c, '⁺' | '⁻' | '⁼' | '⁽' | '⁾' | 'ⁿ')
}

/// `before` without the tags at its end.
fn without_tags(before: &str) -> &str {
    let mut rest = before;
    while rest.ends_with('>')
        && let Some(at) = rest.rfind('<')
        && rest[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/')
    {
        rest = &rest[..at];
    }
    rest
}
