//! What running text refers to where it names notes by their numbers.

use crate::citation::NoteNumbers;
use crate::index::ItemId;

use super::Sources;
use super::referent::{CitationId, Missing, Referent};

impl Sources {
    /// What `numbers` mean where running text cites the note `near`; of what is not `certain` it is not told that a
    /// note is missing.
    pub(in crate::index) fn named_in_text(
        &self,
        near: ItemId,
        numbers: &[NoteNumbers],
        certain: bool,
    ) -> Referent {
        let Some(index) = self.index(near) else {
            return Referent::default();
        };
        let mut notes = Vec::new();
        for range in numbers {
            let lacking = self.order.named(range, index, &mut notes);
            if let Some(number) = lacking {
                let is_missing = certain && !self.order.begins_above(number, index);
                return Referent {
                    missing: is_missing.then_some(Missing::Note(*range)),
                    ..Referent::default()
                };
            }
        }
        let mut notes: Vec<ItemId> = notes.into_iter().filter_map(|it| self.id(it)).collect();
        notes.dedup();
        let citation = match notes[..] {
            [note] => self.only_source(note),
            _ => None,
        };
        Referent {
            notes,
            citation,
            missing: None,
        }
    }

    /// The source that a note cites, in full or by leading back to it, if it is one.
    fn only_source(&self, note: ItemId) -> Option<CitationId> {
        match self.note(note)?.mentions() {
            [only] => only.citation(note, self.referents(note)),
            _ => None,
        }
    }
}
