use std::ops::Range;
use std::sync::Arc;

use super::note::SourceNote;

/// The notes of a document, by place, and which of them have back-references.
#[derive(Clone, Debug, Default)]
pub(super) struct Notes {
    pub all: Vec<Arc<SourceNote>>,
    pub referring: Vec<usize>,
}

impl Notes {
    /// These with those in `range` replaced by `new`, but for what says the same and is read already.
    pub fn patched(&self, range: Range<usize>, mut new: Notes) -> Notes {
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
