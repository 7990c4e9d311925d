//! Numbers that link within the brief, in Markdown and in HTML: `[1](#fn1)`, `[[1]](#_ftn1)`, `[^1^](#fn1)`,
//! `<a href="#f1">1</a>`; and the links back from notes.

use memchr::memmem;

use crate::config::Form;
use crate::text::Span;

use super::inline::Structure;
use super::{Confidence, Item, ItemKind, Label};

/// The longest tag, name or destination that is looked at, in bytes.
pub(super) const LONGEST: usize = 400;

/// The longest text of a link that is a number, with its brackets and tags, in bytes.
const LONGEST_NUMBER: usize = 60;

/// What may stand around the number of a link.
const DECORATION: [char; 8] = ['[', ']', '\\', '^', '*', '_', '(', ')'];

/// Appends the numbers in `body` that link within the brief, each with where it leads, but for those that are
/// among `items` from `first` on, as raised numbers are. `structure` is none in a block of HTML.
pub(super) fn scan(
    text: &str,
    body: Span,
    mut structure: Option<&mut Structure<'_>>,
    first: usize,
    items: &mut Vec<Item>,
) {
    let bytes = &text.as_bytes()[body.range()];
    let markdown =
        memmem::find_iter(bytes, "](#").map(|at| in_brackets(text, body.start + at, body));
    let html = memmem::find_iter(bytes, "href=").map(|at| in_anchor(text, body.start + at, body));
    let found: Vec<NumberLink> = markdown.chain(html).flatten().collect();
    let raised: Vec<Span> = items[first..]
        .iter()
        .filter(|item| {
            matches!(
                item.kind,
                ItemKind::Marker {
                    form: Form::Html,
                    ..
                }
            )
        })
        .map(|item| item.span)
        .collect();
    for link in found {
        let near = raised.partition_point(|span| span.end < link.number_at);
        let is_raised = raised
            .get(near)
            .is_some_and(|span| span.touches(link.number_at));
        let structure = structure.as_deref_mut();
        if is_raised || structure.is_some_and(|it| !it.is_text(Span::at(link.number_at))) {
            continue;
        }
        items.push(Item {
            span: link.span,
            kind: ItemKind::Marker {
                form: Form::Html,
                label: Label::Number(link.number),
                confidence: Confidence::Linked,
            },
        });
        items.push(leads_to(link.span, &text[link.target.range()]));
    }
}

/// The item of a number or a link at `span` that leads to `name`.
pub(super) fn leads_to(span: Span, name: &str) -> Item {
    Item {
        span,
        kind: ItemKind::LeadsTo { name: name.into() },
    }
}

/// A link within the brief whose text is a number.
struct NumberLink {
    span: Span,
    number: u32,
    number_at: usize,
    target: Span,
}

/// The number whose link has its `](#` at `close`.
fn in_brackets(text: &str, close: usize, body: Span) -> Option<NumberLink> {
    let from = text.ceil_char_boundary(close.saturating_sub(LONGEST_NUMBER).max(body.start));
    let open = from + opening(&text[from..close])?;
    if text[..open].ends_with('!') {
        return None;
    }
    let (number, number_at) = number(text, open + 1, close)?;
    let target = destination(text, close + "](#".len(), body)?;
    let limit = text.floor_char_boundary((target.end + LONGEST).min(body.end));
    let end = target.end + text[target.end..limit].find(')')? + 1;
    Some(NumberLink {
        span: Span::new(open, end),
        number,
        number_at,
        target,
    })
}

/// Where the bracket opens that closes at the end of `text`.
fn opening(text: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, byte) in text.bytes().enumerate().rev() {
        match byte {
            b']' => depth += 1,
            b'[' if depth == 0 => return Some(at),
            b'[' => depth -= 1,
            b'\n' => return None,
            _ => {}
        }
    }
    None
}

/// The number that links by an `href=` at `at`.
fn in_anchor(text: &str, at: usize, body: Span) -> Option<NumberLink> {
    let from = text.ceil_char_boundary(at.saturating_sub(LONGEST).max(body.start));
    let start = from + text[from..at].rfind('<')?;
    if !text[start..].starts_with("<a ") {
        return None;
    }
    let target = within(text, at, body.end)?;
    let limit = text.floor_char_boundary((target.end + LONGEST).min(body.end));
    let tag_end = target.end + text[target.end..limit].find('>')? + 1;
    let limit = text.floor_char_boundary((tag_end + LONGEST_NUMBER).min(body.end));
    let close = tag_end + text[tag_end..limit].find("</a>")?;
    let (number, number_at) = number(text, tag_end, close)?;
    Some(NumberLink {
        span: Span::new(start, close + "</a>".len()),
        number,
        number_at,
        target,
    })
}

/// The name to which an `href=` at `at` leads, if that is a place of the brief.
pub(super) fn within(text: &str, at: usize, end: usize) -> Option<Span> {
    let start = at + "href=".len();
    let quote = text[start..end]
        .chars()
        .next()
        .filter(|c| matches!(c, '"' | '\''))?;
    let limit = text.floor_char_boundary((start + LONGEST).min(end));
    let name = text[start + 1..limit].strip_prefix('#')?;
    let len = name.find(quote).filter(|len| *len > 0)?;
    Some(Span::new(start + 2, start + 2 + len))
}

/// The name at the start of a destination of Markdown, without its `#`.
pub(super) fn destination(text: &str, at: usize, body: Span) -> Option<Span> {
    let limit = text.floor_char_boundary((at + LONGEST).min(body.end));
    let len = text[at..limit].find([')', ' ', '\n'])?;
    (len > 0).then_some(Span::new(at, at + len))
}

/// The number that stands alone between `start` and `end`, brackets, emphasis and tags aside, and its place.
fn number(text: &str, start: usize, end: usize) -> Option<(u32, usize)> {
    let mut at = start;
    let mut found = None;
    while at < end {
        let rest = &text[at..end];
        let c = rest.chars().next()?;
        at += match c {
            '<' => rest.find('>')? + 1,
            '0'..='9' if found.is_none() => {
                let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
                found = Some((rest[..digits].parse().ok().filter(|_| digits <= 5)?, at));
                digits
            }
            ' ' | '\u{a0}' => c.len_utf8(),
            c if DECORATION.contains(&c) => 1,
            _ => return None,
        };
    }
    found
}

/// Appends where the links of a note lead that are ways back: the one in its head, `opener`, and the one at the end of
/// `body`, if it shows an arrow or the like.
pub(super) fn ways_back(text: &str, opener: Option<Span>, body: Span, items: &mut Vec<Item>) {
    let in_head = opener.and_then(|opener| {
        let markdown = memmem::find(text[opener.range()].as_bytes(), b"](#");
        let html = memmem::find(text[opener.range()].as_bytes(), b"href=");
        let markdown =
            markdown.and_then(|at| destination(text, opener.start + at + "](#".len(), opener));
        markdown.or_else(|| within(text, opener.start + html?, opener.end))
    });
    let ways = in_head.into_iter().chain(at_end(text, body));
    items.extend(ways.map(|name| leads_to(name, &text[name.range()])));
}

/// Where the link leads with which `body` ends, if it is a way back.
fn at_end(text: &str, body: Span) -> Option<Span> {
    let from = text.ceil_char_boundary(body.end.saturating_sub(LONGEST).max(body.start));
    let near = &text[from..body.end];
    if let Some(at) = near.rfind("](#") {
        let name = destination(text, from + at + "](#".len(), body)?;
        let shown = from + opening(&near[..at])? + 1;
        let ends = text[name.end..body.end].trim_end_matches(ENDS).is_empty();
        return (ends && is_way_back(&text[shown..from + at])).then_some(name);
    }
    let at = near.rfind("href=")?;
    let name = within(text, from + at, body.end)?;
    let (_, after) = text[name.end..body.end].split_once('>')?;
    let (shown, rest) = after.split_once("</a>")?;
    let ends = rest.split('<').all(|part| {
        part.split_once('>')
            .map_or(part, |(_, text)| text)
            .trim_matches(ENDS)
            .is_empty()
    });
    (ends && is_way_back(shown)).then_some(name)
}

/// What may stand behind the link back.
const ENDS: [char; 6] = [')', ']', '.', ' ', '\n', '"'];

/// Whether a link that shows `text` is one back to the marker: an arrow, a letter, a word for it.
fn is_way_back(text: &str) -> bool {
    const WORDS: [&str; 8] = [
        "back", "return", "jump up", "top", "zurück", "retour", "volver", "voltar",
    ];
    let text = text.trim().to_lowercase();
    !text.chars().any(char::is_alphabetic)
        || text.chars().count() == 1
        || WORDS.contains(&text.as_str())
}
