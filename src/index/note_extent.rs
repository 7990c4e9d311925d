//! How far a note reaches, and what it says.

use crate::config::Form;
use crate::syntax::{BlockAt, Blocks, Leaf};
use crate::text::{Span, Text};

/// The last block of the note that begins in `first`, and where its text ends.
pub(super) fn end(blocks: &Blocks, first: BlockAt<'_>) -> (usize, usize) {
    let mut end = first.body().end;
    let mut index = first.index;
    if let Some(depth) = first.block.opens {
        for block in blocks
            .iter_from(first.index + 1)
            .take_while(|at| at.block.kept > depth)
        {
            index = block.index;
            if !matches!(block.block.leaf, Leaf::Blank) {
                end = block.span().start + block.block.body.end;
            }
        }
    }
    (index, end)
}

/// The text of the note that begins in `first`, without its head; the lines of further paragraphs
/// without the indentation that makes them part of the note.
pub(super) fn markdown(text: &Text, first: BlockAt<'_>, end: usize, form: Form) -> String {
    let body = first.body().start.min(end);
    let source = text.slice(Span::new(body, end));
    let indent = if form == Form::Markdown { 4 } else { 0 };
    let mut result = String::with_capacity(source.len());
    for line in source.split_inclusive(['\n', '\r']) {
        let lead = line.len() - line.trim_start_matches(' ').len();
        let line = line.strip_prefix('\t').unwrap_or(&line[lead.min(indent)..]);
        result.push_str(if result.is_empty() {
            line.trim_start()
        } else {
            line
        });
    }
    result.truncate(result.trim_end().len());
    result
}
