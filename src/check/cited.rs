//! The citations of a brief, for the rules that report faults in them.

use std::sync::Arc;

use crate::citation::{Citation, Field};
use crate::index::{Document, ItemId, SourceNote, note_name};
use crate::text::Span;

use super::raw_diagnostic::{RawDiagnostic, RelativeSpan, Subject};

/// A source that a note cites in full.
#[derive(Clone, Copy)]
pub(super) struct Cited<'d> {
    /// The note.
    pub id: ItemId,
    /// What the note says.
    pub note: &'d Arc<SourceNote>,
    /// What is cited.
    pub citation: &'d Citation,
}

/// The citations in the notes of `document`, by place: not the short forms of sources cited before.
pub(super) fn cited(document: &Document) -> impl Iterator<Item = Cited<'_>> {
    let sources = document.sources();
    let ids = document.footnotes().notes().iter();
    ids.filter_map(|id| Some((*id, sources.note(*id)?)))
        .flat_map(|(id, note)| {
            let citations = sources.citations_of(id);
            citations.map(move |(_, citation)| Cited { id, note, citation })
        })
}

impl Cited<'_> {
    /// The finding that `message` tells, at `span` of the note's text.
    pub fn finding(&self, span: Span, message: String) -> RawDiagnostic {
        RawDiagnostic::at(self.id, message).placed(self.place(span))
    }

    /// Where `span` of the note's text stands.
    pub fn place(&self, span: Span) -> RelativeSpan {
        in_note(self.id, self.note, span)
    }

    /// Its words.
    pub fn slice(&self, span: Span) -> &str {
        self.note.text().get(span.range()).unwrap_or_default()
    }
}

impl Cited<'_> {
    /// Whether a field stands in quotation marks, emphasis or a link, and so is sure to be what it was taken for.
    pub fn is_marked(&self, field: &Field) -> bool {
        let before = self.note.text().get(..field.span.start).unwrap_or_default();
        before.ends_with([
            '"', '“', '‘', '\'', '*', '_', '[', '>', '《', '「', '`', '”',
        ])
    }

    /// Whether both lead to places of one page that differ: `manual#one`, `manual#two`.
    pub fn leads_beside(&self, other: &Cited<'_>) -> bool {
        let place = |cited: &Cited<'_>| {
            let url = &cited.citation.url.as_ref()?.value;
            let (_, fragment) = url.split_once('#')?;
            (!fragment.starts_with("page=") && !fragment.is_empty()).then(|| fragment.to_owned())
        };
        place(self) != place(other)
    }
}

/// Where `span` of the text of `note`, which has that id, stands.
pub(super) fn in_note(id: ItemId, note: &SourceNote, span: Span) -> RelativeSpan {
    RelativeSpan::Within(Subject::Item(id), note.text().in_block(span))
}

/// What a note is called in a sentence: `note 4`.
pub(super) fn named(document: &Document, id: ItemId) -> String {
    format!("note {}", note_name(document, id))
}
