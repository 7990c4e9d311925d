//! Markdown as plain text.

use crate::export;
use crate::index::{Document, DocumentKind, without_attributes};
use crate::syntax::Leaf;
use crate::text::{Edit, Span};

use crate::refactor::Refusal;
use crate::refactor::actions::merge::headings::underline;

use super::{backslashes, rewritten, set, title_lines};

/// The Markdown `document` as plain text: its front matter as a title block, its headings as lines, no backslashes.
///
/// # Errors
/// [`Refusal`] where a marker would lead to another note then.
pub fn into_plain(document: &Document) -> Result<Document, Refusal> {
    let mut edits: Vec<Edit> = title_block(document).into_iter().collect();
    let top = edits.first().map_or(0, |edit| edit.span.end);
    for heading in document.headings().filter(|heading| heading.is_real) {
        let text = document.text().slice(heading.text);
        let name = without_attributes(&text).trim_end_matches(['#', ' ']).len();
        let front = Span::new(heading.span.start, heading.text.start);
        if !document.text().slice(front).contains('#') {
            edits.extend(underline(document, heading.text.end).map(Edit::delete));
        }
        edits.push(Edit::delete(front));
        // With the signs that may end it, and its attributes.
        let end = document
            .text()
            .line(document.text().line_of(heading.text.end))
            .end;
        let rest = Span::new(heading.text.start + name, end);
        edits.push(Edit::delete(rest));
    }
    edits.retain(|edit| edit.span.start < edit.span.end);
    let lines = edits.clone();
    let apart = |edit: &Edit| !lines.iter().any(|line| line.span.covers(edit.span));
    let backslashes = backslashes::for_plain(document).into_iter();
    edits.extend(backslashes.filter(|edit| edit.span.start >= top && apart(edit)));
    rewritten(document, &set(document, edits)?, DocumentKind::Plain)
}

/// The edit that makes a title block of the front matter.
fn title_block(document: &Document) -> Option<Edit> {
    let first = document.blocks().get(0)?;
    if first.block.leaf != Leaf::FrontMatter {
        return None;
    }
    let metadata = export::metadata(&document.text().slice(first.body()));
    let newline = document.text().line_break();
    let lines = title_lines::lines(&metadata);
    Some(Edit::new(first.body(), lines.join(&newline.repeat(2))))
}
