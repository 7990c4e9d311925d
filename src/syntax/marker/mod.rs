//! Candidate markers in the text of one block.

pub mod bracketed;
mod brackets;
mod chained;
pub mod citation;
pub mod citation_group;
mod context;
mod flattened;
mod group;
pub mod html;
pub mod inline_note;
mod malformed;
pub mod markdown;
mod preceding;
pub mod sign;
pub mod slashed;
pub mod superscript;

use std::sync::LazyLock;

use memchr::memmem::Finder;
use memchr::{memchr, memchr2_iter, memchr3_iter};

use crate::config::Form;
use crate::text::Span;

use super::inline::Structure;
use super::{DocumentKind, Item, linked};

use brackets::Brackets;

static SUP: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("<sup"));

/// Opening brackets of Chinese and Japanese, and the bytes that they begin with.
const WIDE: ([char; 3], [u8; 2]) = (['〔', '［', '【'], [0xE3, 0xEF]);

/// Appends the candidates in `body`, a part of the block's `text`, by place.
pub(super) fn scan(text: &str, body: Span, kind: DocumentKind, items: &mut Vec<Item>) {
    let bytes = text.as_bytes();
    let first = items.len();
    let mut structure = Structure::new(text, body, kind);
    let mut brackets = Brackets::new(text, body);
    let mut done = body.start;
    for at in memchr3_iter(b'[', 0xC2, 0xE2, &bytes[body.range()]) {
        let at = body.start + at;
        if at < done {
            continue;
        }
        done = match bytes[at] {
            b'[' => bracket(text, at, body, &mut structure, &mut brackets, items),
            _ => superscript::scan(text, at, body, &mut structure, items),
        };
    }
    let known = items.len();
    citation::scan(text, body, &mut structure, &mut brackets, items);
    flattened::scan(text, body, &mut structure, items);
    if kind == DocumentKind::Plain {
        slashed::scan(text, body, items);
    }
    html(text, body, Some(&mut structure), items);
    linked::scan(text, body, Some(&mut structure), first, items);
    sign::scan(text, body, kind, &mut structure, items);
    let (wide, [begin, or]) = WIDE;
    for at in memchr2_iter(begin, or, &bytes[body.range()]) {
        let at = body.start + at;
        if text[at..].starts_with(wide)
            && let Some((group, confidence, _)) = bracketed::at(text, at, body)
            && structure.is_text(Span::at(at))
        {
            items.extend(group.items(Form::Bracketed, confidence));
        }
    }
    inline_note::unspaced(text, first, items);
    if items.len() > known {
        items[first..].sort_by_key(|item| item.span.start);
    }
}

/// Appends the sources that `body` cites by key, as [`scan`] does among others.
pub(super) fn keys(text: &str, body: Span, kind: DocumentKind, items: &mut Vec<Item>) {
    if memchr(b'@', &text.as_bytes()[body.range()]).is_some() {
        let mut structure = Structure::new(text, body, kind);
        let mut brackets = Brackets::new(text, body);
        citation::scan(text, body, &mut structure, &mut brackets, items);
    }
}

/// Appends the openers of notes in `body`, a block of HTML.
pub(super) fn heads_in_html(text: &str, body: Span, items: &mut Vec<Item>) {
    malformed::in_html(text, body, items);
}

/// Appends the candidates in `<sup>` elements; `structure` is none in a block of HTML.
pub(super) fn html(
    text: &str,
    body: Span,
    mut structure: Option<&mut Structure<'_>>,
    items: &mut Vec<Item>,
) {
    let mut done = body.start;
    for at in SUP.find_iter(&text.as_bytes()[body.range()]) {
        let at = body.start + at;
        if at >= done {
            done = html::scan(text, at, body, structure.as_deref_mut(), items);
        }
    }
}

/// The candidates at the bracket at `at`; returns where to look on.
fn bracket(
    text: &str,
    at: usize,
    body: Span,
    structure: &mut Structure<'_>,
    brackets: &mut Brackets<'_>,
    items: &mut Vec<Item>,
) -> usize {
    let one = |(item, next)| (vec![item], next);
    let first = text.as_bytes().get(at + 1);
    let found = match first {
        Some(b'^') => markdown::at(text, at, body).map(|(item, next)| {
            let bare = malformed::opener_bare(text, &item, body, items);
            (std::iter::once(item).chain(bare).collect(), next)
        }),
        Some(b'0'..=b'9') => {
            let found = bracketed::at(text, at, body);
            found.map(|(group, confidence, end)| {
                (group.items(Form::Bracketed, confidence).collect(), end)
            })
        }
        _ => None,
    };
    let inline = match found {
        // `^[^1]`: Pandoc's inline note would say `^1`, and nobody means that; GitHub reads the marker.
        Some(_) if first == Some(&b'^') => None,
        _ => inline_note::at(text, at, body, brackets).map(one),
    };
    let miss = || Some((vec![malformed::at(text, at, body)?], at + 1));
    match inline.or(found).or_else(miss) {
        Some((found, next))
            if found.first().is_some_and(|item| {
                structure.is_text(Span::new(item.span.start.max(at), item.span.end))
            }) =>
        {
            items.extend(found);
            next
        }
        _ => at + 1,
    }
}

/// Whether the byte at `at` is escaped by a backslash.
fn is_escaped(text: &str, at: usize) -> bool {
    let backslashes = text.as_bytes()[..at]
        .iter()
        .rev()
        .take_while(|byte| **byte == b'\\')
        .count();
    backslashes % 2 == 1
}
