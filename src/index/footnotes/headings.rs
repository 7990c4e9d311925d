//! Headings: those written as such, or, in a document without any, the lines laid out as such.

use crate::syntax::{BlockAt, Blocks, HeadingKind, Item, ItemKind};
use crate::text::Span;

use super::candidates::Candidates;
use super::item_id::ItemId;

/// A heading of a document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Heading {
    /// Which it is.
    pub id: ItemId,
    /// Its line or lines, without the last line break.
    pub span: Span,
    /// Its text, without `#` marks or underline.
    pub text: Span,
    /// From 1. A line laid out as a heading has level 2: below the title.
    pub level: u8,
    /// Whether it is written as a heading of Markdown.
    pub is_real: bool,
}

/// The heading that `item` of `block` is.
pub(in crate::index) fn heading(id: ItemId, block: BlockAt<'_>, item: &Item) -> Option<Heading> {
    let ItemKind::Heading { kind, level, .. } = item.kind else {
        return None;
    };
    let text = item.span.shift(block.start);
    let span = Span::new(block.start, text.end);
    Some(Heading {
        id,
        span,
        text,
        level,
        is_real: kind == HeadingKind::Real,
    })
}

/// The items that are headings. A document with real headings has no others; of lines, only those below
/// the title block's `title` blocks count, that no note follows and the document does not end with.
pub(in crate::index) fn resolve(
    candidates: &Candidates<'_>,
    blocks: &Blocks,
    plain: bool,
    title: usize,
) -> Vec<ItemId> {
    let is_real: Vec<ItemId> = candidates.real_headings().collect();
    if !is_real.is_empty() || !plain {
        return is_real;
    }
    let below = blocks.get(title).map_or(usize::MAX, |block| block.items);
    let ends = blocks
        .len()
        .checked_sub(1)
        .and_then(|last| blocks.get(last));
    let end = ends.map_or(usize::MAX, |last| last.items);
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
