//! `<sup>1</sup>`, `<sup>[1]</sup>`, `<sup><a href="#fn1">1</a></sup>`, `<sup>[1](#fn1)</sup>`.

use crate::config::Form;
use crate::text::Span;

use super::super::inline::Structure;
use super::super::{Confidence, Item, ItemKind};
use super::context::raised;
use super::group::{Group, LONGEST_RANGE, read_digits};

/// What a `<sup>` element says, if it says numbers and nothing else.
pub struct Raised {
    numbers: Vec<(Span, u32)>,
    /// Where the element ends.
    pub end: usize,
    /// Whether the numbers are links within the document.
    linked: bool,
}

/// Longer elements are no markers, in bytes.
const LONGEST: usize = 400;

/// Appends the candidates in the element at `at`; returns where to look on. `structure` is none in a block
/// of HTML.
pub(super) fn scan(
    text: &str,
    at: usize,
    body: Span,
    structure: Option<&mut Structure<'_>>,
    items: &mut Vec<Item>,
) -> usize {
    let Some(raised_number) = element(&text[..body.end], at) else {
        return at + 1;
    };
    let Raised {
        numbers,
        end,
        linked,
    } = raised_number;
    if structure.is_some_and(|structure| !structure.is_tag(at)) {
        return end;
    }
    let (before, after) = (&text[body.start..at], &text[end..body.end]);
    let in_link = before.ends_with('[') && after.starts_with("](#");
    let first = numbers.first().map_or(0, |(_, value)| *value);
    // `<sup>2</sup><sup>1</sup>`: what stands before both tells of both.
    let touching = items.last().filter(|item| item.span.end == at);
    let touching = touching.and_then(|item| match item.kind {
        ItemKind::Marker {
            form: Form::Html,
            confidence,
            ..
        } => Some(confidence),
        _ => None,
    });
    let confidence = match touching {
        _ if linked || in_link => Some(Confidence::Certain),
        Some(confidence) => Some(confidence),
        None => raised(before, first, after),
    };
    if let Some(confidence) = confidence {
        let group = Group { numbers, end }.within(Span::new(at, end));
        items.extend(group.items(Form::Html, confidence));
    }
    end
}

/// The number of the note that `rest` begins with a `<sup>` element, and the element's length.
pub fn opener(rest: &str) -> Option<(u32, usize)> {
    let raised = element(rest, 0)?;
    match raised.numbers[..] {
        [(_, value)] => Some((value, raised.end)),
        _ => None,
    }
}

/// The `<sup>` element at `at`.
fn element(text: &str, at: usize) -> Option<Raised> {
    let tag = text[at..].strip_prefix("<sup")?;
    if !tag.starts_with(['>', ' ', '\t', '\n']) {
        return None;
    }
    let limit = text.floor_char_boundary(at + LONGEST);
    let start = at + text[at..limit].find('>')? + 1;
    let close = start + text[start..limit].find("</sup>")?;
    let (numbers, linked) = numbers(&text[..close], start)?;
    Some(Raised {
        numbers,
        end: close + "</sup>".len(),
        linked,
    })
}

/// The numbers from `at` to the end of `text`, among tags, brackets and the destinations of links, and
/// whether a link within the document holds them.
fn numbers(text: &str, mut at: usize) -> Option<(Vec<(Span, u32)>, bool)> {
    let mut numbers = Vec::new();
    let mut linked = false;
    let mut range = None;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        at += match c {
            '<' => {
                linked |= rest.starts_with("<a ") && rest.contains("href=\"#");
                rest.find('>')? + 1
            }
            '(' if text[..at].ends_with(']') => {
                linked |= rest.starts_with("(#");
                rest.find(')')? + 1
            }
            '-' | '–' | '—' => {
                range = numbers.last().map(|(_, last): &(Span, u32)| (*last, at));
                c.len_utf8()
            }
            '[' | ']' | '(' | ')' | '*' | '_' | ',' | ';' | ' ' | '\n' => 1,
            _ => {
                let number = read_digits(rest, |c| c.to_digit(10))?;
                if let Some((last, dash)) = range.take() {
                    let between = (last + 1..number.value).take(LONGEST_RANGE as usize);
                    numbers.extend(between.map(|value| (Span::new(dash, at), value)));
                }
                numbers.push((Span::new(at, at + number.len), number.value));
                number.len
            }
        };
    }
    (!numbers.is_empty()).then_some((numbers, linked))
}
