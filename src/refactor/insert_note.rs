use crate::index::Document;
use crate::text::{Edits, Span};

use super::draft::Draft;
use super::expand::expanding;
use super::new_note::NewNote;
use super::reading::Reading;
use super::{Refactoring, Refusal};

/// Inserts a marker and an empty note.
pub const INSERT_NOTE: Refactoring = Refactoring {
    kind: "refactor.rewrite.insertNote",
    title: "Insert a note here",
    whole: None,
    applies: |document, at| NewNote::may_stand(document, at.end),
    edits: |document, at| expanding(document, at, insert_note),
};

/// Inserts a marker at the end of `at`, and an empty note in the form and at the place of this brief's notes.
/// Printed numbers count on.
fn insert_note(document: &Document, at: Span) -> Result<Edits, Refusal> {
    let note = NewNote::at(document, at.end)?;
    let mut draft = Draft::new(document);
    draft.insert(note.offset, note.marker(document));
    note.count_on(document, &mut draft)?;
    draft.add(note.edit(document, "")?);
    draft.finish(&Reading::with_note(
        document,
        Span::at(note.offset),
        note.offset,
        "",
    ))
}
