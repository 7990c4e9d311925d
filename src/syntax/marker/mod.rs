//! Candidate markers in the text of one block.

pub mod bracketed;
mod brackets;
pub mod citation;
pub mod citation_group;
mod context;
mod flattened;
mod group;
pub mod html;
mod inline_note;
mod malformed;
pub mod markdown;
pub mod slashed;
pub mod superscript;

use std::sync::LazyLock;

use memchr::memmem::Finder;
use memchr::{memchr, memchr2_iter, memchr3_iter};

use crate::config::Form;
use crate::text::Span;

use super::inline::Structure;
use super::{Kind, Mark};

use brackets::Brackets;

static SUP: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("<sup"));

/// Opening brackets of Chinese and Japanese, and the bytes that they begin with.
const WIDE: ([char; 3], [u8; 2]) = (['〔', '［', '【'], [0xE3, 0xEF]);

/// Appends the candidates in `body`, a part of the block's `text`, by place.
pub(super) fn scan(text: &str, body: Span, kind: Kind, marks: &mut Vec<Mark>) {
    let bytes = text.as_bytes();
    let first = marks.len();
    let mut structure = Structure::new(text, body, kind);
    let mut brackets = Brackets::new(text, body);
    let mut done = body.start;
    for at in memchr3_iter(b'[', 0xC2, 0xE2, &bytes[body.range()]) {
        let at = body.start + at;
        if at < done {
            continue;
        }
        done = match bytes[at] {
            b'[' => bracket(text, at, body, &mut structure, &mut brackets, marks),
            _ => superscript::scan(text, at, body, &mut structure, marks),
        };
    }
    let known = marks.len();
    citation::scan(text, body, &mut structure, &mut brackets, marks);
    flattened::scan(text, body, marks);
    if kind == Kind::Plain {
        slashed::scan(text, body, marks);
    }
    html(text, body, Some(&mut structure), marks);
    let (wide, [begin, or]) = WIDE;
    for at in memchr2_iter(begin, or, &bytes[body.range()]) {
        let at = body.start + at;
        if text[at..].starts_with(wide)
            && let Some((group, evidence, _)) = bracketed::at(text, at, body)
            && structure.is_text(Span::at(at))
        {
            marks.extend(group.marks(Form::Bracketed, evidence));
        }
    }
    if marks.len() > known {
        marks[first..].sort_by_key(|mark| mark.span.start);
    }
}

/// Appends the sources that `body` cites by key, as [`scan`] does among others.
pub(super) fn keys(text: &str, body: Span, kind: Kind, marks: &mut Vec<Mark>) {
    if memchr(b'@', &text.as_bytes()[body.range()]).is_some() {
        let mut structure = Structure::new(text, body, kind);
        let mut brackets = Brackets::new(text, body);
        citation::scan(text, body, &mut structure, &mut brackets, marks);
    }
}

/// Appends the candidates in `<sup>` elements; `structure` is none in a block of HTML.
pub(super) fn html(
    text: &str,
    body: Span,
    mut structure: Option<&mut Structure<'_>>,
    marks: &mut Vec<Mark>,
) {
    let mut done = body.start;
    for at in SUP.find_iter(&text.as_bytes()[body.range()]) {
        let at = body.start + at;
        if at >= done {
            done = html::scan(text, at, body, structure.as_deref_mut(), marks);
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
    marks: &mut Vec<Mark>,
) -> usize {
    let one = |(mark, next)| (vec![mark], next);
    let first = text.as_bytes().get(at + 1);
    let found = match first {
        Some(b'^') => markdown::at(text, at, body).map(|(mark, next)| {
            let bare = malformed::head_bare(text, &mark, body);
            (std::iter::once(mark).chain(bare).collect(), next)
        }),
        Some(b'0'..=b'9') => {
            let found = bracketed::at(text, at, body);
            found.map(|(group, evidence, end)| {
                (group.marks(Form::Bracketed, evidence).collect(), end)
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
            if found
                .first()
                .is_some_and(|mark| structure.is_text(mark.span)) =>
        {
            marks.extend(found);
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
