use crate::index::{Document, Marker};
use crate::text::{Edits, Span};

use crate::refactor::engine::edit_builder::EditBuilder;
use crate::refactor::engine::expand::expanding;
use crate::refactor::engine::new_note::NewNote;
use crate::refactor::engine::rendered::RenderedBrief;
use crate::refactor::{Refactoring, Refusal};

/// Adds the note that a marker has not.
pub const ADD_NOTE: Refactoring = Refactoring {
    kind: "refactor.rewrite.addNote",
    title: "Add the note",
    whole: None,
    applies: |document, at| missing_at(document, at).is_some(),
    edits: |document, at| expanding(document, at, add_note),
};

/// Adds an empty note with the label of the marker at `at`, in the form and at the place of this brief's notes.
fn add_note(document: &Document, at: Span) -> Result<Edits, Refusal> {
    let Some(marker) = missing_at(document, at) else {
        return Err(Refusal::new("No marker without a note here."));
    };
    let note = NewNote::missing(document, &marker)?;
    let mut builder = EditBuilder::new(document);
    builder.add(note.edit(document, "")?);
    builder.finish(&RenderedBrief::with_missing(document, &marker.label))
}

/// The marker without a note at a place.
fn missing_at(document: &Document, at: Span) -> Option<Marker> {
    let block = document.blocks().at_offset(at.start)?;
    let mut markers = document.markers_in(block);
    markers.find(|marker| marker.note.is_none() && marker.span.touches(at.start))
}
