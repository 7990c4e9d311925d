use crate::index::{Document, KeyCitation};
use crate::syntax::{BlockAt, CitationGroup, brackets_around, citation_group};
use crate::text::Span;

/// How many brackets in one another are looked at for those of a citation.
const MOST_NESTED: usize = 8;

/// The brackets around a citation, in bytes of the document.
pub(in crate::refactor) fn group_around(
    document: &Document,
    citation: &KeyCitation,
) -> Option<CitationGroup> {
    let block = document.blocks().at_offset(citation.span.start)?;
    let sign = citation.span.start.checked_sub(block.body().start)?;
    first_group(document, block, [sign], |_| true)
}

/// The first citation in brackets in `block` that is where `is_at` says, in bytes of the document.
pub(in crate::refactor) fn group_at(
    document: &Document,
    block: BlockAt<'_>,
    is_at: impl Fn(Span) -> bool,
) -> Option<CitationGroup> {
    let body = block.body();
    let signs = document.citations_in(block);
    let signs = signs.filter_map(|citation| citation.span.start.checked_sub(body.start));
    first_group(document, block, signs, is_at)
}

/// The first of the citations in brackets around the `@`s at `signs`, in bytes of the body of `block`.
fn first_group(
    document: &Document,
    block: BlockAt<'_>,
    signs: impl IntoIterator<Item = usize>,
    is_at: impl Fn(Span) -> bool,
) -> Option<CitationGroup> {
    let body = block.body();
    let text = document.text().slice(body);
    let spans = brackets_around(&text, signs);
    let mut spans = spans
        .into_iter()
        .filter(|span| is_at(span.shift(body.start)))
        .take(MOST_NESTED);
    let group = spans.find_map(|span| citation_group(&text, span))?;
    Some(CitationGroup {
        span: group.span.shift(body.start),
        ..group
    })
}
