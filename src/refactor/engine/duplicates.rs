//! Notes of Markdown that bear one label: renderers read one of them, GitHub the first and Pandoc the last.

use rustc_hash::FxHashMap;

use crate::config::Form;
use crate::index::{Document, ItemId};

/// Of notes with one label, the one that is read.
#[derive(Debug, Default)]
pub(in crate::refactor) struct Duplicates {
    read: FxHashMap<ItemId, ItemId>,
}

impl Duplicates {
    /// Those of `document`.
    pub fn of(document: &Document) -> Duplicates {
        let mut alike: FxHashMap<ItemId, Vec<ItemId>> = FxHashMap::default();
        for note in document.notes().filter(|note| note.form == Form::Markdown) {
            if let Some(first) = note.first {
                alike
                    .entry(first)
                    .or_insert_with(|| vec![first])
                    .push(note.id);
            }
        }
        let mut read = FxHashMap::default();
        for (first, notes) in alike {
            let is_cited = |note: &&ItemId| !document.footnotes().citing(**note).is_empty();
            let cited = notes.iter().find(is_cited).copied().unwrap_or(first);
            read.extend(notes.into_iter().map(|note| (note, cited)));
        }
        Duplicates { read }
    }

    /// The note that is read under the label of `note`: its place is that of all of them.
    pub fn read(&self, note: ItemId) -> ItemId {
        self.read.get(&note).copied().unwrap_or(note)
    }

    /// The one whose place tells that of `note` where numbers are written anew: notes that bear a number part.
    pub fn read_by_name(&self, document: &Document, note: ItemId) -> ItemId {
        let named = document
            .note(note)
            .is_some_and(|note| note.label.number().is_none());
        if named { self.read(note) } else { note }
    }
}
