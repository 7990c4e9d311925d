use rustc_hash::FxHashSet;

use crate::index::{Document, ItemId, Marker};
use crate::text::{Edits, Span};

use crate::refactor::engine::edit_builder::EditBuilder;
use crate::refactor::engine::expand::expanding;
use crate::refactor::engine::missing_notes::MissingNotes;
use crate::refactor::engine::rendered::{RenderedBrief, label_key};
use crate::refactor::{Refactoring, Refusal};

/// Adds the note that a marker has not.
pub const ADD_NOTE: Refactoring = Refactoring {
    kind: "refactor.rewrite.addNote",
    title: "Add the note",
    whole: None,
    applies: |document, at| missing_at(document, at).is_some(),
    edits: |document, at| expanding(document, at, |document, at| add_notes(document, &[at])),
    together: Some(add_notes),
};

/// Adds an empty note for each label of the markers at `places`, in the form and at the place of this brief's notes.
fn add_notes(document: &Document, places: &[Span]) -> Result<Edits, Refusal> {
    let mut labels = FxHashSet::default();
    let mut markers: Vec<Marker> = places
        .iter()
        .filter_map(|at| missing_at(document, *at))
        .filter(|marker| labels.insert(label_key(&marker.label)))
        .collect();
    if markers.is_empty() {
        return Err(Refusal::new("No marker without a note here."));
    }
    // Of those at one place, numbers come in their order, and before names.
    markers.sort_by_key(|marker| marker.label.number().unwrap_or(u32::MAX));
    let mut missing = MissingNotes::of(document);
    let mut builder = EditBuilder::new(document);
    for marker in markers {
        builder.add(missing.note(&marker)?.edit(document, "")?);
    }
    builder.finish(&RenderedBrief::with_missing(document, &labels))
}

/// The marker without a note at a place: of two that touch there, the one that begins.
fn missing_at(document: &Document, at: Span) -> Option<Marker> {
    let marker = |id: &ItemId| document.marker(*id);
    let begins = |id: &ItemId| marker(id).is_some_and(|marker| marker.span.start <= at.start);
    let markers = document.footnotes().markers();
    let near = &markers[..markers.partition_point(begins)];
    let mut near = near.iter().rev().take(2).filter_map(marker);
    near.find(|marker| marker.note.is_none() && marker.span.touches(at.start))
}
