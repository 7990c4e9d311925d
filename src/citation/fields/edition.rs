//! Which edition it is, and whether it was written for a degree.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::field;
use super::manner::{is_edition, is_of_many};
use super::tail_parser::TailParser;
use crate::pattern::pattern;

/// An edition or a number of volumes, in front of another field.
static IN_FRONT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:\d{1,2}(?:st|nd|rd|th)|[Rr]ev\.|[Ss]econd|[Tt]hird) ed(?:n|ition)?\.?|\d{1,2} vols?\.) ",
    )
});

/// What a segment has that says that the work was written for a degree.
const THESES: &[&str] = &["dissertation", " diss", "thesis"];

/// What stands in front of the school for which a thesis was written.
const DEGREES: &[&str] = &["Diss. ", "PhD diss. "];

impl TailParser<'_, '_> {
    /// `2nd ed.`: takes which edition it is.
    pub(super) fn edition(&mut self, range: &Range<usize>) {
        let words = self.builder.annotations.words(range.clone());
        let which = words.rsplit_once(' ').filter(|(_, edition)| {
            let edition = edition.trim_end_matches('.').to_lowercase();
            ["ed", "edn", "edition", "aufl", "auflage"].contains(&edition.as_str())
        });
        if let Some((which, _)) = which {
            let which = range.start..range.start + which.len();
            let edition = field(self.builder.annotations, which);
            self.builder.citation.edition.get_or_insert(edition);
        }
    }

    /// `5th ed. San Francisco: Marsh`, `3 vols. Translated by Ana Bell`: how many bytes say which edition it is or how many
    /// volumes it has, in front of another field; takes the edition.
    pub(super) fn edition_in_front(&mut self, range: &Range<usize>) -> usize {
        let words = self.builder.annotations.words(range.clone());
        let Some(found) = IN_FRONT.find(words) else {
            return 0;
        };
        let edition = range.start..range.start + found.as_str().trim_end().len();
        if is_edition(found.as_str().trim_end()) {
            self.edition(&edition);
        }
        found.end()
    }

    /// `Diss. Harbour University`: how many bytes say in front of the school that the work was written for a degree; takes
    /// them.
    pub(super) fn thesis_in_front(&mut self, range: &Range<usize>) -> usize {
        let words = self.builder.annotations.words(range.clone());
        let lead = DEGREES.iter().find(|lead| words.starts_with(**lead));
        let Some(lead) = lead else { return 0 };
        let school = words.get(lead.len()..).unwrap_or_default();
        if !school.starts_with(char::is_uppercase) {
            return 0;
        }
        let thesis = range.start..range.start + lead.trim_end().len();
        let thesis = field(self.builder.annotations, thesis);
        self.builder.citation.thesis.get_or_insert(thesis);
        lead.len()
    }

    /// `PhD diss.`: takes what says that the work was written for a degree.
    pub(super) fn thesis(&mut self, range: &Range<usize>) {
        let words = self.builder.annotations.words(range.clone()).to_lowercase();
        let few = words.split_whitespace().count() <= 4;
        if few && !is_of_many(&words) && THESES.iter().any(|thesis| words.contains(thesis)) {
            let thesis = field(self.builder.annotations, range.clone());
            self.builder.citation.thesis.get_or_insert(thesis);
        }
    }
}
