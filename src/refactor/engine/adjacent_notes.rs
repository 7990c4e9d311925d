//! The notes around a place where another is to be cited.

use crate::config::Form;
use crate::index::{Document, ItemId, Marker, Note};
use crate::text::Span;

use super::note_place::Beside;

/// The notes of one form that are first cited before and after a place.
#[derive(Debug, Default)]
pub(in crate::refactor) struct AdjacentNotes {
    pub before: Option<Note>,
    pub after: Option<Note>,
}

/// The notes of one form, each with where it is first cited, by that place in bytes of the document.
pub(in crate::refactor) struct CitedNotes(Vec<(usize, Note)>);

impl CitedNotes {
    /// The notes of `form`, cited elsewhere than in `span`.
    pub fn of(document: &Document, form: Form, span: Span) -> CitedNotes {
        let cites = |marker: Marker| {
            let note = document.note(marker.note?)?;
            let mut citing = document.footnotes().citing(note.id).iter();
            let first = citing.find(|id| {
                let marker = document.marker(**id);
                marker.is_some_and(|marker| !span.covers(marker.span))
            });
            let is_first = note.form == form && first == Some(&marker.id);
            is_first.then_some((marker.span.start, note))
        };
        CitedNotes(document.markers().filter_map(cites).collect())
    }

    /// Those first cited before `offset` and from there on.
    pub fn around(&self, offset: usize) -> AdjacentNotes {
        let place = self.0.partition_point(|(start, _)| *start < offset);
        let note = |(_, note): &(usize, Note)| note.clone();
        AdjacentNotes {
            before: self.0[..place].last().map(note),
            after: self.0.get(place).map(note),
        }
    }
}

impl AdjacentNotes {
    /// Of the notes of `form`, those first cited before and after `span`, apart from markers in it.
    pub fn of(document: &Document, form: Form, span: Span) -> AdjacentNotes {
        CitedNotes::of(document, form, span).around(span.start)
    }

    /// The note cited before, unless the one cited after is of the same page as `offset` and that one is not.
    fn nearest(&self, offset: usize) -> Option<&Note> {
        let before = self.before.as_ref()?;
        let turned = self
            .after
            .as_ref()
            .is_some_and(|after| after.run != before.run && before.span.start < offset);
        (!turned).then_some(before)
    }

    /// The number that a note cited at `offset` has where numbers are printed as they stand.
    pub fn number(&self, offset: usize) -> u32 {
        match (self.nearest(offset), &self.after) {
            (Some(before), _) => before.number.map_or(1, |number| number.saturating_add(1)),
            (None, Some(after)) => after.number.unwrap_or(1),
            (None, None) => 1,
        }
    }

    /// What counts on from `number` with a note that is cited at `offset`: the sequence of the note beside it.
    pub fn shift(&self, offset: usize, number: u32) -> Option<(ItemId, u32)> {
        let other = self.nearest(offset).or(self.after.as_ref());
        other.map(|other| (other.id, number))
    }

    /// The run of numbers at `offset`.
    pub fn run(&self, offset: usize) -> u32 {
        let note = self.nearest(offset).or(self.after.as_ref());
        note.map_or(0, |note| note.run)
    }

    /// What a note cited at `offset` stands beside: the note cited before it, or the one cited after it where only
    /// that one stands below; else it ends the section, whose end `section_end` tells.
    pub fn beside(
        &self,
        form: Form,
        offset: usize,
        section_end: impl FnOnce(usize) -> usize,
    ) -> Beside {
        let below = |note: &&Note| note.span.start > offset;
        let nearest = self.nearest(offset);
        if let Some(before) = nearest.filter(below) {
            return Beside::After(before.clone());
        }
        if let Some(after) = self.after.as_ref().filter(below) {
            return Beside::Before(after.clone());
        }
        match nearest.filter(|_| form == Form::Endnotes) {
            Some(before) => Beside::After(before.clone()),
            None => Beside::End(self.before.as_ref().map(|_| section_end(offset))),
        }
    }
}
