//! Headings: those written as such, or, in a document without any, the lines laid out as such.

use crate::syntax::{BlockAt, Blocks, HeadingKind, Mark, MarkKind};
use crate::text::Span;

use super::MarkId;
use super::candidates::Candidates;

/// A heading of a document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Heading {
    /// Which it is.
    pub id: MarkId,
    /// Its line or lines, without the last line break.
    pub span: Span,
    /// Its text, without `#` marks or underline.
    pub text: Span,
    /// From 1. A line laid out as a heading has level 2: below the title.
    pub level: u8,
    /// Whether it is written as a heading of Markdown.
    pub real: bool,
}

/// The heading that `mark` of `block` is.
pub(super) fn heading(id: MarkId, block: BlockAt<'_>, mark: &Mark) -> Option<Heading> {
    let MarkKind::Heading { kind, level, .. } = mark.kind else {
        return None;
    };
    let text = mark.span.shift(block.start);
    let span = Span::new(block.start, text.end);
    Some(Heading {
        id,
        span,
        text,
        level,
        real: kind == HeadingKind::Real,
    })
}

/// The marks that are headings. A document with real headings has no others; of lines, only those below
/// the title block's `title` blocks count, that no note follows and the document does not end with.
pub(super) fn settle(
    candidates: &Candidates<'_>,
    blocks: &Blocks,
    plain: bool,
    title: usize,
) -> Vec<MarkId> {
    let real: Vec<MarkId> = candidates.real_headings().collect();
    if !real.is_empty() || !plain {
        return real;
    }
    let below = blocks.get(title).map_or(usize::MAX, |block| block.marks);
    let ends = blocks
        .len()
        .checked_sub(1)
        .and_then(|last| blocks.get(last));
    let end = ends.map_or(usize::MAX, |last| last.marks);
    let lines = candidates
        .headings
        .iter()
        .filter(|heading| heading.1 == HeadingKind::Line);
    lines
        .map(|heading| heading.0)
        .filter(|id| (below..end).contains(&id.number()))
        .filter(|id| candidates.before_note.binary_search(id).is_err())
        .collect()
}
