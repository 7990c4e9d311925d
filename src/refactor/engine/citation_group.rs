use crate::index::{Document, KeyCitation};
use crate::syntax::{CitationGroup, citation_group};

/// The brackets around a citation, in bytes of the document.
pub(in crate::refactor) fn group_around(
    document: &Document,
    citation: &KeyCitation,
) -> Option<CitationGroup> {
    let block = document.blocks().at_offset(citation.span.start)?;
    let body = block.body();
    let text = document.text().slice(body);
    let group = citation_group(&text, citation.span.start.checked_sub(body.start)?)?;
    Some(CitationGroup {
        span: group.span.shift(body.start),
        ..group
    })
}
