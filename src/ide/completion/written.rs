//! What is being written at the cursor.

use std::borrow::Cow;

use crate::index::Document;
use crate::syntax::not_text;
use crate::text::Span;

/// What is looked at before the cursor, in bytes: a half-written word or link is no longer.
const REACH: usize = 200;

/// The text around a cursor, within its line and its block.
pub(super) struct CursorText<'a> {
    /// The cursor, in bytes of the document.
    pub offset: usize,
    /// What stands before the cursor.
    pub before: Cow<'a, str>,
    /// What stands after it.
    pub after: Cow<'a, str>,
    /// Whether `before` begins where the text of its line does: after quotes and blanks.
    pub whole_line: bool,
}

impl CursorText<'_> {
    /// What is written at `offset`; none where it is no text: in code, in a comment, in front matter.
    pub fn at(document: &Document, offset: usize) -> Option<CursorText<'_>> {
        let text = document.text();
        let block = document.blocks().at_offset(offset)?;
        if block.block.is_opaque() {
            return None;
        }
        let body = block.body();
        let content = text.slice(Span::new(body.start, body.end.max(offset)));
        let at = offset.saturating_sub(body.start);
        let hidden = not_text(&content, document.kind());
        if hidden.iter().any(|span| {
            span.start < at && at < span.end && content[span.range()].starts_with(['`', '<', '$'])
        }) {
            return None;
        }
        let line = text.line(text.line_of(offset));
        let start = text.floor(line.start.max(offset.saturating_sub(REACH)));
        Some(CursorText {
            offset,
            before: text.slice(Span::new(start, offset)),
            after: text.slice(Span::new(offset, line.end.min(offset + REACH))),
            whole_line: start == line.start,
        })
    }

    /// From `before` bytes before the cursor to `after` bytes after it.
    pub fn span(&self, before: usize, after: usize) -> Span {
        Span::new(self.offset - before, self.offset + after)
    }

    /// How many of the bytes after the cursor are of the characters that `is_part` tells.
    pub fn rest(&self, is_part: impl Fn(char) -> bool) -> usize {
        self.after.find(|c| !is_part(c)).unwrap_or(self.after.len())
    }
}
