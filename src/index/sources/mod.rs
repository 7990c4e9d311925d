//! What the notes of a brief cite: each note's sources, and where its back-references lead.

mod in_text;
mod last_cited;
mod note;
mod notes;
mod order;
mod reading;
mod referent;
mod resolve;
mod source_table;
#[cfg(test)]
mod tests;
mod word_index;
mod works;

use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use crate::citation::{Antecedent, BackReference, Citation};
use crate::syntax::Blocks;
use crate::text::Span;

use super::footnotes::item_id::ItemId;
use super::footnotes::table::Footnotes;

pub use note::SourceNote;
pub use referent::{CitationId, Missing, Referent};
pub use works::{SourceKey, Work};

use notes::Notes;
use order::Order;
use works::Works;

/// What the notes of one snapshot cite. Made when it is first asked for: each note is read when what it says
/// is asked for, and a note that an edit did not touch is not read again.
#[derive(Clone, Debug)]
pub struct Sources {
    blocks: Blocks,
    footnotes: Arc<Footnotes>,
    notes: Notes,
    order: Arc<Order>,
    referents: OnceLock<FxHashMap<ItemId, Vec<Referent>>>,
    works: OnceLock<Arc<Works>>,
}

impl Sources {
    /// The note that an item is.
    pub fn note(&self, id: ItemId) -> Option<&Arc<SourceNote>> {
        self.notes.all.get(self.index(id)?)
    }

    /// The notes in the order in which they are read: those that Markdown numbers anew by their first marker,
    /// those whose number is printed as it stands by place; last those that nothing cites.
    pub fn in_order(&self) -> impl Iterator<Item = (ItemId, &Arc<SourceNote>)> {
        let notes = self.order.notes().iter();
        notes.filter_map(|index| Some((*self.ids().get(*index)?, self.notes.all.get(*index)?)))
    }

    /// The number with which readers see a note, from 1; `None` for one that they do not see.
    pub fn number(&self, id: ItemId) -> Option<u32> {
        self.order.number(self.index(id)?)
    }

    /// What the back-references of a note refer to, in its order.
    pub fn referents(&self, id: ItemId) -> &[Referent] {
        let referents = self.referents.get_or_init(|| resolve::referents(self));
        referents.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The back-references of a note and what those refer to, in its order.
    pub fn back_references_of(
        &self,
        id: ItemId,
    ) -> impl Iterator<Item = (&BackReference, &Referent)> {
        let references = self.note(id).map_or(&[][..], |note| note.back_references());
        let pairs = references.iter().zip(self.referents(id));
        pairs.filter(|(reference, referent)| {
            reference.antecedent != Antecedent::ShortForm || referent.citation.is_some()
        })
    }

    /// The notes with back-references and what those refer to, by place.
    pub fn back_references(&self) -> impl Iterator<Item = (ItemId, &BackReference, &Referent)> {
        let citing = self.notes.referring.iter();
        let citing = citing.filter_map(|index| self.id(*index));
        citing.flat_map(|id| {
            let references = self.back_references_of(id);
            references.map(move |(reference, referent)| (id, reference, referent))
        })
    }

    /// The citations of a note, each with the number of its part: not the short forms of sources cited before.
    pub fn citations_of(&self, id: ItemId) -> impl Iterator<Item = (usize, &Citation)> {
        let short_forms = self.back_references_of(id).map(|(reference, _)| reference);
        let short_forms = short_forms.filter(|it| it.antecedent == Antecedent::ShortForm);
        let mut short_forms = short_forms.map(|it| it.extent()).peekable();
        let citations = self.note(id).into_iter().flat_map(|note| note.citations());
        citations.filter(move |(_, citation)| {
            let before = |short: &Span| short.end <= citation.span.start;
            while short_forms.next_if(before).is_some() {}
            short_forms
                .peek()
                .is_none_or(|short| short.start >= citation.span.end)
        })
    }

    /// The citation of that name.
    pub fn citation(&self, id: CitationId) -> Option<&Citation> {
        self.note(id.note)?.citation(id.part)
    }

    /// The sources that the notes cite, by the place of their first citations.
    pub fn works(&self) -> &[Work] {
        &self.all_works().all
    }

    /// The source of the citation of that name.
    pub fn work(&self, id: CitationId) -> Option<&Work> {
        self.all_works().get(id)
    }

    fn all_works(&self) -> &Works {
        self.works.get_or_init(|| Arc::new(Works::of(self)))
    }

    fn ids(&self) -> &[ItemId] {
        self.footnotes.notes()
    }

    fn id(&self, index: usize) -> Option<ItemId> {
        self.ids().get(index).copied()
    }

    fn index(&self, id: ItemId) -> Option<usize> {
        self.ids().binary_search(&id).ok()
    }
}
