//! What is settled at the end: whether the name behind a title is that of what contains it, or of who published it.

use std::ops::Range;

use super::field;
use super::numbers::is_range;
use super::tail_parser::TailParser;
use crate::citation::vocabulary::{is_magazine, is_newspaper, is_periodical};

/// How many words of a name may stand between its first and the last behind `and`.
const LONGEST_PART: usize = 4;

impl TailParser<'_, '_> {
    /// `Harwich: Marsh, Dune and Gull`: takes what stands behind the comma for more of the publisher.
    pub(super) fn partners(&mut self, range: &Range<usize>) -> bool {
        let annotations = self.builder.annotations;
        let Some(firm) = self.firm.clone() else {
            return false;
        };
        let words = annotations.words(range.clone());
        let joined = [" and ", " And ", " & ", " y ", " et "]
            .iter()
            .any(|and| words.contains(and))
            || words.starts_with("& ")
            || words.starts_with("and ");
        let more = joined
            && annotations.words(firm.end..range.start) == ", "
            && words.split_whitespace().count() <= LONGEST_PART
            && !words.contains(|c: char| c.is_ascii_digit());
        if more {
            let name = firm.start..range.end;
            self.builder.citation.publisher = Some(field(annotations, name));
            self.firm = None;
        }
        more
    }

    /// `Transactions on Tides, Silt, and Mud`: takes what stands behind `and` for more of the name before.
    pub(super) fn enumerated(&mut self, range: &Range<usize>) -> bool {
        let annotations = self.builder.annotations;
        let Some(guessed) = self.guessed.clone() else {
            return false;
        };
        let between = annotations.words(guessed.end..range.start);
        let listed = annotations.words(range.clone()).starts_with("and ")
            && between.starts_with(", ")
            && between.split_whitespace().count() <= LONGEST_PART;
        if listed {
            let name = guessed.start..range.end;
            self.builder.citation.container = Some(field(annotations, name.clone()));
            self.guessed = Some(name);
        }
        listed
    }

    /// `*A Title*, Quayside House, 2019`, `Bell, A. (2019). A title. Quayside House.`: a name behind the title of a book
    /// is that of who published it. What contains something has volumes, pages, an address or a day.
    pub(super) fn settle(&mut self) {
        let builder = &mut *self.builder;
        let Some(guessed) = self.guessed.take().filter(|_| self.placed) else {
            return;
        };
        if let Some(title) = builder.title_with(&guessed) {
            builder.citation.container = None;
            builder.citation.title = Some(title);
            return;
        }
        let words = builder.annotations.words(guessed.clone());
        let after = builder.annotations.words(guessed.end..builder.body.end);
        let citation = &builder.citation;
        let pages = citation.pages.as_ref();
        let counted = citation.volume.is_some()
            || citation.issue.is_some()
            || citation.url.is_some()
            || citation.doi.is_some()
            || citation.accessed.is_some()
            || pages.is_some_and(|pages| is_range(&pages.value));
        let year = builder.date.as_ref().is_some_and(|date| date.len() <= 5);
        let book =
            builder.titled_in_italics() || (builder.author_date && !builder.titled_in_quotes());
        let periodical = words.split_whitespace().any(is_periodical)
            || is_newspaper(words)
            || is_magazine(words)
            || words.contains(|c: char| c.is_ascii_digit());
        let dated = after.starts_with(" (");
        if book && year && !counted && !periodical && !dated && citation.publisher.is_none() {
            builder.citation.container = None;
            builder.citation.publisher = Some(field(builder.annotations, guessed));
        }
    }
}
