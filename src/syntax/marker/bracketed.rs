//! `[1]`, `[1, 3–5]`, and the brackets of Chinese and Japanese: `〔1〕`, `［1］`, `【1】`.

use crate::text::Span;

use super::super::Evidence;
use super::group::{Group, Number, Separators, read_digits};
use super::is_escaped;

const SEPARATORS: Separators = Separators {
    between: &[',', ';', '，', '、', '；'],
    range: &['–', '-', '‑', '—', '～', '~'],
};

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
/// index, a link, or a number that an editor put in.
pub(super) fn at(text: &str, at: usize, body: Span) -> Option<(Group, Evidence, usize)> {
    let (group, end) = in_brackets(&text[..body.end], at)?;
    let before = text[body.start..at].chars().next_back();
    let after = text[end..body.end].chars().next();
    let is_link = before == Some(']') || matches!(after, Some('(' | ':' | '['));
    let is_image = before == Some('!');
    if is_link || is_image || is_index(&text[body.start..at]) || is_escaped(text, at) {
        return None;
    }
    Some((group.within(Span::new(at, end)), Evidence::Doubtful, end))
}

/// Whether a bracket after `before` holds the index of a variable: `a[7]`.
fn is_index(before: &str) -> bool {
    let mut back = before.chars().rev();
    back.next().is_some_and(|c| c.is_ascii_alphabetic())
        && back.next().is_none_or(|c| !c.is_alphanumeric())
}

/// The numbers in the bracket at `at`, and where it ends; nothing else stands in it.
fn in_brackets(text: &str, at: usize) -> Option<(Group, usize)> {
    let open = text[at..].chars().next()?;
    let (_, close) = BRACKETS.into_iter().find(|(bracket, _)| *bracket == open)?;
    let start = at + open.len_utf8();
    let first = number(&text[start..])?;
    let group = Group::read(text, start, first, text.len(), &SEPARATORS, number);
    let end = group.end;
    text[end..]
        .starts_with(close)
        .then_some((group, end + close.len_utf8()))
}

/// The note that `rest`, a line from its first character on, begins: its number and the length of its
/// head. `[1]:` begins one only where it cannot define a link.
pub fn head(rest: &str, plain: bool) -> Option<Number> {
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
        _ => Some(Number { value, len: end }),
    }
}
