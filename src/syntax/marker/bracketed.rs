//! `[1]`, `[1, 3–5]`, and the brackets of Chinese and Japanese: `〔1〕`, `［1］`, `【1】`.

use crate::text::Span;

use super::super::Confidence;
use super::group::{LONGEST_RANGE, MarkerGroup, Number, Separators, read_digits};
use super::is_escaped;

const SEPARATORS: Separators = Separators {
    between: &[',', ';', '，', '、', '；'],
    range: &['–', '-', '‑', '—', '−', '－', '～', '~'],
};

/// Longer places in a source are none, in bytes.
const LONGEST_LOCATOR: usize = 40;

/// Opening brackets, each with the one that closes it.
const BRACKETS: [(char, char); 4] = [('[', ']'), ('〔', '〕'), ('［', '］'), ('【', '】')];

/// The number that `rest` begins with, in ASCII or full-width digits.
fn number(rest: &str) -> Option<Number> {
    read_digits(rest, |c| match c {
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => c.to_digit(10),
    })
}

/// The candidates in the bracket at `at`, and where to look on. Every one is doubtful: `[1]` may be an
/// index, a link, or a number that an editor put in; several may be an interval.
pub(super) fn at(text: &str, at: usize, body: Span) -> Option<(MarkerGroup, Confidence, usize)> {
    let text = &text[..body.end];
    let (mut group, mut end) = in_brackets(text, at)?;
    let before = &text[body.start..at];
    let line = before.trim_end_matches([' ', '\t', '>']);
    let begins_line = line.is_empty() || line.ends_with(['\n', '\r']);
    let defines = begins_line && text[end..].starts_with(':');
    let is_link = ends_link(before) || begins_link(text, end) || defines || before.ends_with('!');
    if is_link || is_index(before) || group.numbers[0].1 == 0 || is_escaped(text, at) {
        return None;
    }
    let confidence = if group.numbers.len() == 1 {
        Confidence::Doubtful
    } else {
        Confidence::Grouped
    };
    group = group.within(Span::new(at, end));
    while let Some((dash, numbers, next)) = range_to(text, end, &group) {
        let last = group.numbers.last().map_or(0, |(_, value)| *value);
        group
            .numbers
            .extend((last + 1..numbers).map(|value| (dash, value)));
        group.numbers.push((Span::new(dash.end, next), numbers));
        end = next;
    }
    Some((group, confidence, end))
}

/// Whether a bracket after `before` is the label of a link whose text ends there; `[1][2]` are two markers.
fn ends_link(before: &str) -> bool {
    let Some(inner) = before.strip_suffix(']') else {
        return false;
    };
    inner
        .rfind('[')
        .is_none_or(|open| in_brackets(before, open).is_none())
}

/// Whether a bracket that ends at `end` is the text of a link.
fn begins_link(text: &str, end: usize) -> bool {
    match text[end..].chars().next() {
        Some('(') => true,
        Some('[') => in_brackets(text, end).is_none(),
        _ => false,
    }
}

/// The bracket that ends the range which a dash at `end` begins: `[1]–[3]`; the dash, the number, the end.
fn range_to(text: &str, end: usize, group: &MarkerGroup) -> Option<(Span, u32, usize)> {
    let dash = text[end..]
        .chars()
        .next()
        .filter(|c| SEPARATORS.range.contains(c))?;
    let open = end + dash.len_utf8();
    let (next, close) = in_brackets(text, open)?;
    let [(_, number)] = next.numbers[..] else {
        return None;
    };
    let last = group.numbers.last()?.1;
    (number > last && number - last <= LONGEST_RANGE).then_some((
        Span::new(end, open),
        number,
        close,
    ))
}

/// Whether a bracket after `before` holds the index of a variable: `a[7]`.
fn is_index(before: &str) -> bool {
    let mut back = before.chars().rev();
    back.next().is_some_and(|c| c.is_ascii_alphabetic())
        && back.next().is_none_or(|c| !c.is_alphanumeric())
}

/// The numbers in the bracket at `at`, and where it ends; nothing else stands in it.
fn in_brackets(text: &str, at: usize) -> Option<(MarkerGroup, usize)> {
    let open = text[at..].chars().next()?;
    let (_, close) = BRACKETS.into_iter().find(|(bracket, _)| *bracket == open)?;
    let start = at + open.len_utf8();
    let first = number(&text[start..])?;
    let group = MarkerGroup::read(text, start, first, text.len(), &SEPARATORS, number);
    let end = group.end + locator(&text[group.end..], close);
    text[end..]
        .starts_with(close)
        .then_some((group, end + close.len_utf8()))
}

/// Length of the pages that `rest` names before `close`: `, p. 4`, `, с. 10–12`.
fn locator(rest: &str, close: char) -> usize {
    let near = &rest[..rest.floor_char_boundary(LONGEST_LOCATOR)];
    let Some(len) = near.find(close) else {
        return 0;
    };
    let words = near[..len].trim_start_matches([',', ';', ' ', '，']);
    let begins = [
        "p", "S.", "с.", "стр", "art", "para", "§", "ch", "vol", "n. ", "f. ", "第", "页",
    ];
    let named = begins.iter().any(|start| words.starts_with(start));
    let counts = words.contains(|c: char| c.is_numeric());
    if words.len() < len && named && counts {
        len
    } else {
        0
    }
}

/// The note that `rest`, a line from its first character on, begins: its number and the length of its
/// head. `[1]:` begins one only where it cannot define a link.
pub fn opener(rest: &str, plain: bool) -> Option<Number> {
    let (group, end) = in_brackets(rest, 0)?;
    let [(_, value)] = group.numbers[..] else {
        return None;
    };
    let after = rest[end..].chars().next();
    match after {
        Some('(' | '[') => None,
        Some(':') if plain => Some(Number {
            value,
            len: end + 1,
        }),
        Some(':') => None,
        Some('.') if rest[end + 1..].starts_with(' ') => Some(Number {
            value,
            len: end + 1,
        }),
        _ => Some(Number { value, len: end }),
    }
}
