//! The words of a sentence outside of what is marked: how many there are of each kind.

use std::ops::Range;

use crate::citation::annotations::Annotations;
use crate::citation::vocabulary::is_han;
use crate::citation::vocabulary::is_prose;

/// Words that stand beside an address or a date of access and belong to no field.
const TAIL: &[&str] = &[
    "available",
    "accessible",
    "online",
    "at",
    "from",
    "on",
    "accessed",
    "last",
    "visited",
    "retrieved",
    "doi",
    "url",
    "archived",
    "in",
    "p",
    "pp",
    "translation",
    "pdf",
    "html",
    "https",
    "the",
    "web",
    "via",
    "and",
    "updated",
    "modified",
    "viewed",
    "consulted",
    "vol",
    "no",
    "see",
    "link",
    "also",
    "isbn",
];

/// How many words of a kind stand outside of marked pieces, brackets and dates.
#[derive(Default)]
pub(super) struct WordCounts {
    pub words: usize,
    pub is_tail: usize,
    pub prose: usize,
    pub lower: usize,
    /// Those in lower case that belong to no tail.
    pub loose: usize,
}

/// The words outside of marked pieces, brackets and dates.
pub(super) fn counts(annotations: &Annotations, range: &Range<usize>) -> WordCounts {
    let mut counts = WordCounts::default();
    let mut held = annotations
        .atoms_in(range)
        .iter()
        .map(|atom| atom.outer.clone())
        .collect::<Vec<_>>();
    held.extend(annotations.brackets_in(range).iter().cloned());
    held.extend(
        annotations
            .dates_in(range)
            .iter()
            .map(|date| date.range.clone()),
    );
    held.sort_by_key(|held| held.start);
    let mut han = 0;
    let mut start = range.start;
    for held in held
        .into_iter()
        .chain(std::iter::once(range.end..range.end))
    {
        if held.start >= start {
            let words = annotations.words(start..held.start);
            han += words.chars().filter(is_han).count();
            for word in words.split_whitespace() {
                counts.take(word);
            }
        }
        start = start.max(held.end);
    }
    counts.prose += usize::from(han > HAN);
    counts
}

/// How many characters of Chinese a citation has at most outside of its title and brackets.
const HAN: usize = 30;

impl WordCounts {
    fn take(&mut self, word: &str) {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if bare.is_empty() {
            return;
        }
        self.words += 1;
        let number = bare
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '-' | '–' | ':' | ';'));
        let is_tail = number || TAIL.contains(&bare.to_lowercase().as_str());
        let lower = bare.starts_with(char::is_lowercase);
        self.is_tail += usize::from(is_tail);
        self.prose += usize::from(is_prose(bare));
        self.lower += usize::from(lower);
        self.loose += usize::from(lower && !is_tail);
    }
}

/// Whether a range has words between separators as citations have, and none of prose.
pub(super) fn is_apparatus_alone(annotations: &Annotations, range: &Range<usize>) -> bool {
    let counts = counts(annotations, range);
    counts.prose == 0 && counts.loose <= 2
}
