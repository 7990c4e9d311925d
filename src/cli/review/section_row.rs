//! The table of sections.

use crate::review::{Review, SectionReview};

use super::words::share;

/// How many rows the table of sections has at most before the deepest sections are left out.
const MOST_SECTIONS: usize = 30;

/// A row of the table of sections.
pub(super) struct SectionRow<'a> {
    pub section: &'a SectionReview,
    /// Which of the sections it is, from 1.
    pub index: usize,
    /// Its number in the picture.
    pub number: usize,
    /// How far it is set in: 1 to 3.
    pub indent: u8,
    /// How much of the brief it is.
    pub share: String,
    /// Whether it has paragraphs, and no note or link in any.
    pub is_bare: bool,
}

impl<'a> SectionRow<'a> {
    /// The sections as rows, without the one that is the whole brief, down to the level at which they are not too many.
    pub fn all(review: &'a Review) -> Vec<SectionRow<'a>> {
        let sections = review.sections.as_slice();
        let is_whole = |first: &SectionReview, rest: &[SectionReview]| {
            !rest.is_empty() && rest.iter().all(|section| section.level > first.level)
        };
        let skipped = sections
            .split_first()
            .is_some_and(|(first, rest)| is_whole(first, rest));
        let shown = || (1..).zip(sections).skip(usize::from(skipped));
        let up_to = |level: u8| shown().filter(|(_, it)| it.level <= level).count();
        let highest = shown().map(|(_, section)| section.level).min().unwrap_or(1);
        let deepest = (highest..=6)
            .take_while(|level| up_to(*level) <= MOST_SECTIONS)
            .last();
        let deepest = deepest.unwrap_or(highest);
        let rows = (1..).zip(shown().filter(|(_, section)| section.level <= deepest));
        let row = |(number, (index, section)): (usize, (usize, &'a SectionReview))| SectionRow {
            section,
            index,
            number,
            indent: (section.level - highest + 1).min(3),
            share: share(section.counts.words, review.counts.words),
            is_bare: section.paragraphs > 0 && section.unsourced_paragraphs == section.paragraphs,
        };
        rows.map(row).collect()
    }
}
