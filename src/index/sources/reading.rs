//! Reads the notes of a document for what they cite: again only those that an edit touched.

use std::sync::{Arc, OnceLock};

use crate::index::{Dialect, Document, ItemId, Note};
use crate::text::Span;

use super::Sources;
use super::note::SourceNote;
use super::notes::Notes;
use super::order::Order;

impl Document {
    /// What its notes cite, and where their back-references lead. Read when it is first asked for, and after
    /// an edit only in the notes that it touches.
    pub fn sources(&self) -> &Sources {
        self.sources.get(|before| Sources::of(self, before))
    }

    /// Where a span of a note's text stands in the document, in bytes.
    pub fn in_note(&self, id: ItemId, span: Span) -> Option<Span> {
        let (block, _) = self.item(id)?;
        let note = self.sources().note(id)?;
        Some(note.text().in_block(span).shift(block.start))
    }
}

impl Sources {
    fn of(document: &Document, before: Option<&Sources>) -> Sources {
        let table = document.footnotes();
        let order = match before {
            Some(before) if Arc::ptr_eq(&before.footnotes, table) => before.order.clone(),
            _ => Arc::new(order(document)),
        };
        Sources {
            blocks: document.blocks().clone(),
            footnotes: table.clone(),
            notes: Notes::of(document, before),
            order,
            referents: OnceLock::new(),
            works: OnceLock::new(),
        }
    }
}

fn order(document: &Document) -> Order {
    let notes: Vec<Note> = document.notes().collect();
    let label = |id| document.marker(id)?.label.number();
    let table = document.footnotes();
    let is_again = |id: &ItemId| table.citing(*id).len() > 1;
    let again = table.dialect == Dialect::Pandoc && table.notes().iter().any(is_again);
    let printed = again.then(|| document.printed_markers().map(|marker| marker.id));
    Order::of(table, &notes, label, printed.into_iter().flatten())
}

impl Notes {
    /// Of `document`; those that an edit left as they were are the ones known `before`.
    fn of(document: &Document, before: Option<&Sources>) -> Notes {
        let ids = document.footnotes().notes();
        let Some(before) = before else {
            return Notes::read(document, ids);
        };
        let (_, changed) = document.blocks().difference(&before.blocks);
        let shift = document.blocks().item_count() as isize - before.blocks.item_count() as isize;
        let touched = document.notes_touching(changed);
        let from_end = ids.len() - touched.end;
        let Some(old_end) = before.ids().len().checked_sub(from_end) else {
            return Notes::read(document, ids);
        };
        let (start, old_end) = (touched.start, old_end.max(touched.start));
        let alike = |old: &[ItemId], new: &[ItemId], shift| {
            old.iter()
                .map(|id| id.shifted(shift))
                .eq(new.iter().copied())
        };
        let kept = alike(
            before.ids().get(..start).unwrap_or_default(),
            &ids[..start],
            0,
        ) && alike(
            before.ids().get(old_end..).unwrap_or_default(),
            &ids[touched.end..],
            shift,
        );
        match kept {
            true => {
                let new = Notes::read(document, &ids[touched]);
                before.notes.patched(start..old_end, new)
            }
            false => Notes::read(document, ids),
        }
    }

    fn read(document: &Document, ids: &[ItemId]) -> Notes {
        let notes = ids.iter().filter_map(|id| document.note(*id));
        let all: Vec<Arc<SourceNote>> = notes
            .map(|note| Arc::new(SourceNote::new(document.note_text(&note))))
            .collect();
        let referring = all
            .iter()
            .enumerate()
            .filter(|(_, note)| !note.back_references().is_empty());
        Notes {
            referring: referring.map(|(index, _)| index).collect(),
            all,
        }
    }
}
