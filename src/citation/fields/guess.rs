//! What is settled at the end: whether the name behind a title is that of what contains it, or of who published it.

use std::ops::Range;

use super::after_title::AfterTitle;
use super::field;
use super::numbers::is_range;
use crate::citation::vocabulary::is_periodical;

/// How many words of a name may stand between its first and the last behind `and`.
const LONGEST_PART: usize = 4;

impl AfterTitle<'_, '_> {
    /// `Transactions on Tides, Silt, and Mud`: takes what stands behind `and` for more of the name before.
    pub(super) fn enumerated(&mut self, range: &Range<usize>) -> bool {
        let evidence = self.draft.evidence;
        let Some(guessed) = self.guessed.clone() else {
            return false;
        };
        let between = evidence.words(guessed.end..range.start);
        let listed = evidence.words(range.clone()).starts_with("and ")
            && between.starts_with(", ")
            && between.split_whitespace().count() <= LONGEST_PART;
        if listed {
            let name = guessed.start..range.end;
            self.draft.citation.container = Some(field(evidence, name.clone()));
            self.guessed = Some(name);
        }
        listed
    }

    /// `*A Title*, Quayside House, 2019`, `Bell, A. (2019). A title. Quayside House.`: a name behind the title of a book
    /// is that of who published it. What contains something has volumes, pages, an address or a day.
    pub(super) fn settle(&mut self) {
        let draft = &mut *self.draft;
        let Some(guessed) = self.guessed.take().filter(|_| self.placed) else {
            return;
        };
        let words = draft.evidence.words(guessed.clone());
        let after = draft.evidence.words(guessed.end..draft.body.end);
        let citation = &draft.citation;
        let pages = citation.pages.as_ref();
        let counted = citation.volume.is_some()
            || citation.issue.is_some()
            || citation.url.is_some()
            || citation.doi.is_some()
            || citation.accessed.is_some()
            || pages.is_some_and(|pages| is_range(&pages.value));
        let year = draft.date.as_ref().is_some_and(|date| date.len() <= 5);
        let book = draft.titled_in_italics() || (draft.author_date && !draft.titled_in_quotes());
        let periodical = words.split_whitespace().any(is_periodical)
            || words.contains(|c: char| c.is_ascii_digit());
        let dated = after.starts_with(" (");
        if book && year && !counted && !periodical && !dated && citation.publisher.is_none() {
            draft.citation.container = None;
            draft.citation.publisher = Some(field(draft.evidence, guessed));
        }
    }
}
