//! An `Ibid.` that a new note would part from its source.

use crate::citation::Antecedent;
use crate::index::{Document, ItemId, Note};
use crate::text::{Edit, Span};

use super::expand::instead_of_ibid;
use crate::refactor::NewNote;

/// What becomes of the note that is read right after a new one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum BrokenIbid {
    /// It does not go back to the note before it.
    Nothing,
    /// These edits write out each *Ibid.* in it.
    WrittenOut(Vec<Edit>),
    /// It will mean another source, for which nothing else can be written.
    Lost,
}

impl BrokenIbid {
    /// By `new`, whose marker is still to be written instead of `span`.
    pub fn by(document: &Document, span: Span, new: &NewNote) -> BrokenIbid {
        let mut references = document.sources().back_references();
        if !references.any(|(_, reference, _)| reference.antecedent == Antecedent::Preceding) {
            return BrokenIbid::Nothing;
        }
        let Ok(edit) = new.edit(document, "") else {
            return BrokenIbid::Nothing;
        };
        // What is half written may be read as a marker.
        let before = document.edit(&Edit::new(span, ""));
        let moved = |offset: usize| match offset > span.start {
            true => offset.saturating_sub(span.len()).max(span.start),
            false => offset,
        };
        let next = match new.form().is_counted_anew() {
            true => first_cited_from(&before, span.start),
            false => first_standing_from(&before, moved(edit.span.start)),
        };
        let Some(next) = next.filter(|next| goes_back(&before, next.id)) else {
            return BrokenIbid::Nothing;
        };
        let Some(edits) = instead_of_ibid(&before, next.id) else {
            return BrokenIbid::Lost;
        };
        let back = |edit: &Edit| match edit.span.start >= span.start {
            true => Edit::new(edit.span.shift(span.len()), edit.insert.clone()),
            false => edit.clone(),
        };
        BrokenIbid::WrittenOut(edits.iter().map(back).collect())
    }
}

/// Of the notes that Markdown counts by their markers, the one first cited from `offset` on.
fn first_cited_from(document: &Document, offset: usize) -> Option<Note> {
    let cited_from = |id: ItemId| {
        let first = document.footnotes().citing(id).first();
        let first = first.and_then(|id| document.marker(*id));
        first.is_some_and(|marker| marker.span.start >= offset)
    };
    let mut notes = in_order(document).filter(|note| note.form.is_counted_anew());
    notes.find(|note| cited_from(note.id))
}

/// Of the notes whose numbers are printed, the first that stands from `offset` on.
fn first_standing_from(document: &Document, offset: usize) -> Option<Note> {
    let mut notes = in_order(document).filter(|note| !note.form.is_counted_anew());
    notes.find(|note| note.span.start >= offset)
}

fn in_order(document: &Document) -> impl Iterator<Item = Note> {
    let notes = document.sources().in_order();
    notes.filter_map(|(id, _)| document.note(id))
}

/// Whether an *Ibid.* in the note means what a note before it cites.
fn goes_back(document: &Document, id: ItemId) -> bool {
    let mut references = document.sources().back_references_of(id);
    references.any(|(reference, referent)| {
        reference.antecedent == Antecedent::Preceding
            && !referent.notes.is_empty()
            && !referent.notes.contains(&id)
    })
}
