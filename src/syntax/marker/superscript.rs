//! `¹`, `¹²`; several by `¹,²` or `¹ ²`, ranges by `¹⁻³`.

use crate::config::Form;
use crate::text::Span;

use super::super::inline::Structure;
use super::super::plain::{ends_sentence, is_closing};
use super::super::{Evidence, Label, Mark, MarkKind};

/// More notes than this in one range are a typing error.
const LONGEST_RANGE: u32 = 50;

/// Numbers with more digits are no labels.
const MOST_DIGITS: usize = 5;

/// A maximal run of superscript digits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Number {
    /// Its value.
    pub value: u32,
    /// Its length in bytes.
    pub len: usize,
}

/// Whether `c` is a superscript digit.
pub fn is_digit(c: char) -> bool {
    digit(c).is_some()
}

/// The superscript number that `rest` begins with.
pub fn number(rest: &str) -> Option<Number> {
    let mut value: u32 = 0;
    let mut len = 0;
    let mut digits = 0;
    for c in rest.chars() {
        let Some(digit) = digit(c) else { break };
        value = value.saturating_mul(10).saturating_add(digit);
        len += c.len_utf8();
        digits += 1;
    }
    (1..=MOST_DIGITS)
        .contains(&digits)
        .then_some(Number { value, len })
}

/// Appends the candidates that begin at `at`; returns where to look on.
pub(super) fn scan(
    text: &str,
    at: usize,
    body: Span,
    structure: &mut Structure<'_>,
    marks: &mut Vec<Mark>,
) -> usize {
    let Some(first) = number(&text[at..body.end]) else {
        let skipped = text[at..body.end].chars().take_while(|c| is_digit(*c));
        return at + skipped.map(char::len_utf8).sum::<usize>().max(1);
    };
    let group = Group::read(text, at, first, body.end);
    let before = &text[body.start..at];
    let after = &text[group.end..body.end];
    if let Some(evidence) = evidence(before, &group, after)
        && structure.is_text(Span::new(at, group.end))
    {
        let marker = |(span, value)| Mark {
            span,
            kind: MarkKind::Marker {
                form: Form::Superscript,
                label: Label::Number(value),
                evidence,
            },
        };
        marks.extend(group.numbers.into_iter().map(marker));
    }
    group.end
}

/// Numbers at one place, each with its span. The numbers within a range stand at its dash.
struct Group {
    numbers: Vec<(Span, u32)>,
    end: usize,
}

impl Group {
    fn read(text: &str, at: usize, first: Number, limit: usize) -> Group {
        let mut end = at + first.len;
        let mut numbers = vec![(Span::new(at, end), first.value)];
        let mut last = first.value;
        while let Some((separator, next)) = separated(&text[end..limit]) {
            let at = end + separator.len;
            if separator.range {
                if next.value <= last || next.value - last > LONGEST_RANGE {
                    break;
                }
                let dash = Span::new(end, at);
                numbers.extend((last + 1..next.value).map(|value| (dash, value)));
            }
            end = at + next.len;
            numbers.push((Span::new(at, end), next.value));
            last = next.value;
        }
        Group { numbers, end }
    }
}

struct Separator {
    len: usize,
    range: bool,
}

/// The separator and the number that follow one of a group.
fn separated(rest: &str) -> Option<(Separator, Number)> {
    let c = rest.chars().next()?;
    let range = matches!(c, '⁻' | '–' | '-');
    if !range
        && !matches!(
            c,
            ',' | '،' | '‚' | '˒' | '\'' | ' ' | '\u{a0}' | '\u{202f}' | ';'
        )
    {
        return None;
    }
    let blank = if matches!(c, ',' | ';') && rest[1..].starts_with(' ') {
        1
    } else {
        0
    };
    let len = c.len_utf8() + blank;
    Some((Separator { len, range }, number(&rest[len..])?))
}

/// What the surroundings tell of a superscript number; none if it is never a marker.
fn evidence(before: &str, group: &Group, after: &str) -> Option<Evidence> {
    let next = after.chars().next();
    if next.is_some_and(is_superscript_sign) {
        return None;
    }
    let bare = before.trim_end_matches(['*', '_']);
    let previous = bare.chars().next_back()?;
    let exponent = group.numbers.first().map_or(0, |(_, value)| *value);
    if previous.is_whitespace() {
        let isotope = next.is_some_and(char::is_alphabetic);
        return (!isotope).then_some(Evidence::Doubtful);
    }
    if is_letter(previous) {
        return after_word(bare, exponent, next);
    }
    if previous.is_ascii_digit() || previous.is_numeric() {
        let number = trailing(bare, |c| c.is_numeric() || matches!(c, '.' | ','));
        let power = number == "10" || next.is_some_and(char::is_alphabetic);
        return (!power).then_some(Evidence::Doubtful);
    }
    let closes = ends_sentence(previous)
        || is_closing(previous)
        || matches!(
            previous,
            ',' | ';' | ':' | '%' | '，' | '、' | '；' | '：' | '—' | '–'
        );
    match (closes, is_superscript_sign(previous)) {
        (_, true) => None,
        (true, _) if next.is_some_and(|c| c.is_ascii_alphabetic()) => Some(Evidence::Doubtful),
        (true, _) => Some(Evidence::Certain),
        (false, _) => None,
    }
}

/// A superscript number after a letter: a marker after a word, a power after a unit or a variable.
fn after_word(before: &str, exponent: u32, next: Option<char>) -> Option<Evidence> {
    let word = trailing(before, is_letter);
    let letters = word.chars().count();
    let last = word.chars().next_back()?;
    if is_ideographic(last) {
        return Some(Evidence::Certain);
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
    if FORMULAS.contains(&word) {
        return None;
    }
    let glued = next.is_some_and(|c| c.is_alphabetic() && !is_ideographic(c));
    match (letters, glued) {
        (1, true) => None,
        (1, false) | (_, true) => Some(Evidence::Doubtful),
        _ if lead.len() + word.len() == before.len()
            && lead.ends_with(|c: char| c.is_numeric() || c == '-') =>
        {
            Some(Evidence::Doubtful)
        }
        _ => Some(Evidence::Certain),
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

fn digit(c: char) -> Option<u32> {
    match c {
        '⁰' => Some(0),
        '¹' => Some(1),
        '²' => Some(2),
        '³' => Some(3),
        '⁴'..='⁹' => Some(u32::from(c) - u32::from('⁰')),
        _ => None,
    }
}
