//! `<sup>1</sup>`, `<sup>[1]</sup>`, `<sup><a href="#fn1">1</a></sup>`, `<sup>[1](#fn1)</sup>`.

use crate::config::Form;
use crate::text::Span;

use super::super::inline::Structure;
use super::super::linked::leads_to;
use super::super::{Confidence, Item, ItemKind};
use super::context::raised;
use super::group::{LONGEST_RANGE, MarkerGroup, read_digits};

/// What a `<sup>` element says, if it says numbers and nothing else.
pub struct Raised {
    numbers: Vec<(Span, u32)>,
    /// Where the element ends.
    pub end: usize,
    /// Where the numbers lead that are links within the document, each with its own place.
    links: Vec<(Span, Span)>,
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
        mut links,
    } = raised_number;
    if structure.is_some_and(|structure| !structure.is_tag(at)) {
        return end;
    }
    let (before, after) = (&text[body.start..at], &text[end..body.end]);
    if let (true, Some(around), Some((number, _))) = (
        links.is_empty(),
        link_around(text, at, end, body),
        numbers.first(),
    ) {
        links.push((*number, around));
    }
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
        _ if !links.is_empty() => Some(Confidence::Certain),
        Some(confidence) => Some(confidence),
        None => raised(before, first, after),
    };
    if let Some(confidence) = confidence {
        let single = numbers.len() == 1;
        let group = MarkerGroup { numbers, end }.within(Span::new(at, end));
        for item in group.items(Form::Html, confidence) {
            let is_of = |link: &&(Span, Span)| single || link.0 == item.span;
            let target = links
                .iter()
                .find(is_of)
                .map(|(_, target)| &text[target.range()]);
            let leads = target.map(|target| leads_to(item.span, target));
            items.push(item);
            items.extend(leads);
        }
    }
    end
}

/// Where the link leads that holds the element from `at` to `end` and nothing else.
fn link_around(text: &str, at: usize, end: usize, body: Span) -> Option<Span> {
    let (before, after) = (&text[body.start..at], &text[end..body.end]);
    if let Some(rest) = after.strip_prefix("](#").filter(|_| before.ends_with('[')) {
        let len = rest.find([')', ' ', '\n']).filter(|len| *len > 0)?;
        return Some(Span::new(end + "](#".len(), end + "](#".len() + len));
    }
    let near = text.ceil_char_boundary(at.saturating_sub(LONGEST).max(body.start));
    let tag = before
        .ends_with('>')
        .then(|| text[near..at].rfind("<a "))??;
    let start = near + tag;
    let name = text[start..at]
        .find("href=\"#")
        .map(|found| start + found + "href=\"#".len())?;
    let len = text[name..at].find('"').filter(|len| *len > 0)?;
    (after.starts_with("</a>") && !text[name..at].contains("</"))
        .then_some(Span::new(name, name + len))
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
    let (numbers, links) = numbers(&text[..close], start)?;
    Some(Raised {
        numbers,
        end: close + "</sup>".len(),
        links,
    })
}

/// Numbers with their places, and where the links within the document lead that hold them.
type LinkedGroup = (Vec<(Span, u32)>, Vec<(Span, Span)>);

/// The numbers from `at` to the end of `text`, among tags, brackets and the destinations of links.
fn numbers(text: &str, mut at: usize) -> Option<LinkedGroup> {
    let mut numbers: Vec<(Span, u32)> = Vec::new();
    let mut links = Vec::new();
    let mut open = None;
    let mut range = None;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        at += match c {
            '<' => {
                let len = rest.find('>')? + 1;
                open = rest[..len].find("href=\"#").and_then(|found| {
                    let start = found + "href=\"#".len();
                    let name = rest[start..len].find('"').filter(|name| *name > 0)?;
                    Some(Span::new(at + start, at + start + name))
                });
                len
            }
            '(' if text[..at].ends_with(']') => {
                let len = rest.find(')')?;
                let name = rest[1..len].split(' ').next().unwrap_or_default();
                if let (Some((number, _)), true) =
                    (numbers.last(), name.len() > 1 && name.starts_with('#'))
                {
                    links.push((*number, Span::new(at + 2, at + 1 + name.len())));
                }
                len + 1
            }
            '-' | '–' | '—' => {
                range = numbers.last().map(|(_, last)| (*last, at));
                c.len_utf8()
            }
            '[' | ']' | '(' | ')' | '*' | '_' | ',' | ';' | ' ' | '\n' => 1,
            _ => {
                let number = read_digits(rest, |c| c.to_digit(10))?;
                if let Some((last, dash)) = range.take() {
                    let between = (last + 1..number.value).take(LONGEST_RANGE as usize);
                    numbers.extend(between.map(|value| (Span::new(dash, at), value)));
                }
                let span = Span::new(at, at + number.len);
                numbers.push((span, number.value));
                links.extend(open.map(|target| (span, target)));
                number.len
            }
        };
    }
    (!numbers.is_empty()).then_some((numbers, links))
}
