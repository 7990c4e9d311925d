//! The sources that notes cite, as places: titles of citations, and the words that lead back to them.

use crate::index::{CitationId, Document, ItemId, Note, Referent};
use crate::text::Span;

use super::cursor::Target;
use super::occurrence::Occurrence;

/// A reference back under the cursor.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct BackReferenceAt {
    /// All of it, from the name of the author to the pages, in bytes of the document.
    pub span: Span,
    /// What it refers to.
    pub referent: Referent,
}

/// The title of a source under the cursor.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct TitleAt {
    /// Where it is, in bytes of the document.
    pub span: Span,
    /// The citation that it is of.
    pub citation: CitationId,
}

/// A source under the cursor, in the text of a note or where running text names one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum SourceAt {
    /// Words that lead to a source cited elsewhere.
    BackReference(BackReferenceAt),
    /// The title of a source.
    Title(TitleAt),
}

/// What `target`, under a cursor at `offset`, has of a source.
pub(super) fn at(document: &Document, target: &Target, offset: usize) -> Option<SourceAt> {
    let note = match target {
        Target::Body(note) => note,
        Target::CrossReference(named) => {
            return Some(SourceAt::BackReference(BackReferenceAt {
                span: named.span,
                referent: named.referent.clone(),
            }));
        }
        _ => return None,
    };
    if let Some(reference) = back_reference(document, note, offset) {
        return Some(SourceAt::BackReference(reference));
    }
    title(document, note, offset).map(SourceAt::Title)
}

/// The same, without titles of sources that have no other place in the brief.
pub(super) fn at_one_of_several(
    document: &Document,
    target: &Target,
    offset: usize,
) -> Option<SourceAt> {
    let elsewhere = |source: &SourceAt| match source {
        SourceAt::Title(title) => places(document, title.citation).len() > 1,
        SourceAt::BackReference(_) => true,
    };
    at(document, target, offset).filter(elsewhere)
}

impl SourceAt {
    /// All of it, in bytes of the document.
    pub fn span(&self) -> Span {
        match self {
            SourceAt::BackReference(reference) => reference.span,
            SourceAt::Title(title) => title.span,
        }
    }

    /// The citation of the source.
    pub fn citation(&self) -> Option<CitationId> {
        match self {
            SourceAt::BackReference(reference) => reference.referent.citation,
            SourceAt::Title(title) => Some(title.citation),
        }
    }
}

/// The reference back of `note` that the byte at `offset` is a part of; its end counts.
fn back_reference(document: &Document, note: &Note, offset: usize) -> Option<BackReferenceAt> {
    let mut references = document.sources().back_references_of(note.id);
    references.find_map(|(reference, referent)| {
        let span = document.in_note(note.id, reference.extent())?;
        span.touches(offset).then(|| BackReferenceAt {
            span,
            referent: referent.clone(),
        })
    })
}

/// The title in `note` that the byte at `offset` is a part of; its end counts.
fn title(document: &Document, note: &Note, offset: usize) -> Option<TitleAt> {
    let mut citations = document.sources().citations_of(note.id);
    citations.find_map(|(part, citation)| {
        let span = document.in_note(note.id, citation.named())?;
        let citation = CitationId {
            note: note.id,
            part,
        };
        span.touches(offset).then_some(TitleAt { span, citation })
    })
}

/// Every place of the source of a citation, by place: where it is cited, the first as its head, and what leads
/// back there.
pub(super) fn places(document: &Document, id: CitationId) -> Vec<Occurrence> {
    let same = same(document, id);
    let cited = same.iter().enumerate().filter_map(|(index, id)| {
        let citation = document.sources().citation(*id)?;
        let span = document.in_note(id.note, citation.named())?;
        let is_opener = index == 0;
        Some(Occurrence { span, is_opener })
    });
    let back = document.sources().back_references();
    let back = back.filter(|(_, _, referent)| {
        let citation = referent.citation;
        citation.is_some_and(|citation| same.binary_search(&citation).is_ok())
    });
    let back = back.filter_map(|(note, reference, _)| {
        let span = document.in_note(note, reference.span)?;
        Some(Occurrence {
            span,
            is_opener: false,
        })
    });
    let named = document.cross_references();
    let named = named.filter(|named| {
        let citation = named.referent.citation;
        citation.is_some_and(|citation| same.binary_search(&citation).is_ok())
    });
    let named = named.map(|named| Occurrence {
        span: named.span,
        is_opener: false,
    });
    let mut places: Vec<Occurrence> = cited.chain(back).chain(named).collect();
    places.sort();
    places
}

/// The notes that cite the source of a citation, in full or by leading back to it, in the order in which they
/// are read.
pub(super) fn citing_notes(document: &Document, id: CitationId) -> Vec<ItemId> {
    let same = same(document, id);
    let sources = document.sources();
    let cites = |note: &ItemId| {
        let of_note = |other: &CitationId| other.note == *note;
        let mut referents = sources.referents(*note).iter().filter_map(|it| it.citation);
        same.iter().any(of_note) || referents.any(|id| same.binary_search(&id).is_ok())
    };
    let notes = sources.in_order().map(|(note, _)| note);
    notes.filter(cites).collect()
}

/// The citations of the source of one, by place.
fn same(document: &Document, id: CitationId) -> &[CitationId] {
    let work = document.sources().work(id);
    work.map_or(&[], |work| &work.citations)
}
