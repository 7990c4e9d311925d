use crate::index::Document;
use crate::text::{Edits, Span};

use crate::refactor::engine::edit_builder::EditBuilder;
use crate::refactor::engine::expand::expanding;
use crate::refactor::engine::new_note::NewNote;
use crate::refactor::engine::rendered::RenderedBrief;
use crate::refactor::{Refactoring, Refusal};

/// Inserts a marker and an empty note.
pub const INSERT_NOTE: Refactoring = Refactoring {
    kind: "refactor.rewrite.insertNote",
    title: "Insert footnote",
    whole: None,
    applies: |document, at| NewNote::may_stand(document, at.end),
    edits: |document, at| expanding(document, at, insert_note),
    together: None,
};

/// Inserts a marker at the end of `at`, and an empty note in the form and at the place of this brief's notes.
/// Printed numbers count on.
fn insert_note(document: &Document, at: Span) -> Result<Edits, Refusal> {
    let note = NewNote::at(document, at.end)?;
    let mut builder = EditBuilder::new(document);
    builder.insert(note.offset, note.marker(document));
    note.count_on(document, &mut builder)?;
    builder.add(note.edit(document, "")?);
    builder.finish(&RenderedBrief::with_note(
        document,
        Span::at(note.offset),
        note.offset,
        "",
    ))
}
