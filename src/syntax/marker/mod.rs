//! Candidate markers in the text of one block.

mod inline_note;
pub mod markdown;
pub mod superscript;

use memchr::memchr3_iter;

use crate::text::Span;

use super::inline::Structure;
use super::{Kind, Mark};

/// Appends the candidates in `body`, a part of the block's `text`, by place.
pub(super) fn scan(text: &str, body: Span, kind: Kind, marks: &mut Vec<Mark>) {
    let bytes = text.as_bytes();
    let mut structure = Structure::new(text, body, kind);
    let mut done = body.start;
    for at in memchr3_iter(b'[', 0xC2, 0xE2, &bytes[body.range()]) {
        let at = body.start + at;
        if at < done {
            continue;
        }
        done = match bytes[at] {
            b'[' => bracket(text, at, body, &mut structure, marks),
            _ => superscript::scan(text, at, body, &mut structure, marks),
        };
    }
}

/// The candidate at the bracket at `at`; returns where to look on.
fn bracket(
    text: &str,
    at: usize,
    body: Span,
    structure: &mut Structure<'_>,
    marks: &mut Vec<Mark>,
) -> usize {
    let found = if text.as_bytes().get(at + 1) == Some(&b'^') {
        markdown::at(text, at, body)
    } else {
        inline_note::at(text, at, body)
    };
    match found {
        Some((mark, next)) if structure.is_text(mark.span) => {
            marks.push(mark);
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
