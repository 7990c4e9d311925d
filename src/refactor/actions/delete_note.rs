use crate::config::Form;
use crate::index::{Document, Note};
use crate::text::{Edits, Span};

use crate::refactor::engine::cluster::clusters;
use crate::refactor::engine::edit_builder::EditBuilder;
use crate::refactor::engine::expand::expanding;
use crate::refactor::engine::layout::arrange;
use crate::refactor::engine::note_lines::note_lines;
use crate::refactor::engine::numbering::Numbering;
use crate::refactor::engine::rendered::RenderedBrief;
use crate::refactor::quoted;
use crate::refactor::{Refactoring, Refusal};

/// Deletes a note with its markers.
pub const DELETE_NOTE: Refactoring = Refactoring {
    kind: "refactor.rewrite.deleteNote",
    title: "Delete footnote (note and markers)",
    whole: None,
    applies: |document, at| note_at(document, at).is_some(),
    edits: |document, at| expanding(document, at, delete_note),
    together: None,
};

/// Deletes the note at `at`, or that of the marker there, with all its markers; printed numbers close the gap.
fn delete_note(document: &Document, at: Span) -> Result<Edits, Refusal> {
    let Some(note) = note_at(document, at) else {
        return Err(Refusal::new("No note here."));
    };
    let is_duplicate = |other: Note| {
        other.first == Some(note.id) || note.first.is_some_and(|first| first == other.id)
    };
    let is_cited = !document.footnotes().citing(note.id).is_empty();
    if note.form == Form::Markdown && is_cited && document.notes().any(is_duplicate) {
        return Err(Refusal::new(format!(
            "Note {0} is defined twice, and the other would lose its markers too: give one of them another label first.",
            quoted::note(&note)
        )));
    }
    let mut builder = EditBuilder::new(document);
    take_out(document, &note, &mut builder)?;
    builder.finish(&RenderedBrief::without(document, note.id))
}

/// Takes `note` and its markers out; printed numbers close the gap.
///
/// # Errors
/// [`Refusal`] where it does not stand on lines of its own, or something else would stand alone in brackets.
pub(in crate::refactor) fn take_out(
    document: &Document,
    note: &Note,
    builder: &mut EditBuilder<'_>,
) -> Result<(), Refusal> {
    let numbering = Numbering::without(document, &[note.id]);
    numbering.write(document, builder)?;
    for at in document.blocks().iter() {
        let cites = |cluster: &crate::refactor::engine::cluster::Cluster| {
            cluster
                .markers
                .iter()
                .any(|marker| marker.note == Some(note.id))
        };
        for cluster in clusters(document, at).into_iter().filter(cites) {
            cluster.remove(document, note.id, &numbering, builder)?;
        }
    }
    if note.form != Form::Inline {
        let label = quoted::note(note);
        let Some(lines) = note_lines(document, note.clone()) else {
            return Err(Refusal::new(format!(
                "Note {label} is inside a quote, a list or an HTML element: delete it by hand."
            )));
        };
        arrange(document, &[vec![lines]], &[], builder);
    }
    Ok(())
}

/// The note at a place, in bytes of the document, or the one that a marker there cites.
pub fn note_at(document: &Document, at: Span) -> Option<Note> {
    let block = document.blocks().at_offset(at.start)?;
    let mut markers = document.markers_in(block);
    match markers.find(|marker| marker.span.touches(at.start)) {
        Some(marker) => document.note(marker.note?),
        None => document.note_at(at.start),
    }
}
