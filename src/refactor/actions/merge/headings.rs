//! Headings of another level.

use crate::index::Document;
use crate::text::{Edit, Span};

/// The deepest level of a heading of Markdown.
const DEEPEST: u8 = 6;

/// The edits that move the headings of `document` down by `shift` levels. One that is underlined gets signs in front in
/// place of the line.
pub(super) fn deeper(document: &Document, shift: u8) -> Vec<Edit> {
    let mut edits = Vec::new();
    for heading in document
        .headings()
        .filter(|heading| heading.is_real && shift > 0)
    {
        let level = usize::from((heading.level + shift).min(DEEPEST));
        let front = Span::new(heading.span.start, heading.text.start);
        let front = document.text().slice(front);
        match front.find('#') {
            Some(at) => {
                let start = heading.span.start + at;
                let end = start + front[at..].bytes().take_while(|byte| *byte == b'#').count();
                edits.push(Edit::new(Span::new(start, end), "#".repeat(level)));
            }
            None => {
                edits.push(Edit::insert(heading.text.start, "#".repeat(level) + " "));
                edits.extend(underline(document, heading.text.end).map(Edit::delete));
            }
        }
    }
    edits
}

/// The line of `=` or `-` below a heading that ends at `end`, with the line end before it.
pub(in crate::refactor) fn underline(document: &Document, end: usize) -> Option<Span> {
    let rest = document.text().slice(Span::new(end, document.text().len()));
    let below = rest.trim_start_matches([' ', '\t', '\r', '\n']);
    let length = below
        .bytes()
        .take_while(|byte| matches!(byte, b'=' | b'-'))
        .count();
    (length > 0).then(|| Span::new(end, end + rest.len() - below.len() + length))
}
