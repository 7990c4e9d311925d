use std::ops::Range;
use std::sync::Arc;

use crate::index::{Document, ItemId};

use super::Sources;
use super::note::SourceNote;

/// The notes of a document, by place, and which of them have back-references.
#[derive(Clone, Debug, Default)]
pub(super) struct Notes {
    pub all: Vec<Arc<SourceNote>>,
    pub referring: Vec<usize>,
}

impl Notes {
    /// Of `document`; those that an edit left as they were are the ones known `before`.
    pub fn of(document: &Document, before: Option<&Sources>) -> Notes {
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
            .map(|note| Arc::new(SourceNote::new(document, &note)))
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

    /// These with those in `range` replaced by `new`, but for what says the same and is read already.
    fn patched(&self, range: Range<usize>, mut new: Notes) -> Notes {
        let olds = self.all.get(range.clone()).unwrap_or_default();
        for (old, new) in olds.iter().zip(&mut new.all) {
            if old.text() == new.text() {
                *new = old.clone();
            }
        }
        let grown = new.all.len() as isize - range.len() as isize;
        let mut all = self.all.clone();
        let mut referring = self.referring.clone();
        let place = |index| referring.partition_point(|other| *other < index);
        let referring_range = place(range.start)..place(range.end);
        for index in &mut referring[referring_range.end..] {
            *index = index.saturating_add_signed(grown);
        }
        let base = range.start;
        referring.splice(
            referring_range,
            new.referring.iter().map(|index| base + index),
        );
        all.splice(range, new.all);
        Notes { all, referring }
    }
}
