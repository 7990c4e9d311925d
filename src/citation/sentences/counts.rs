//! The words of a sentence outside of what is marked: how many there are of each kind.

use std::ops::Range;

use crate::citation::evidence::Evidence;
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
pub(super) struct Counts {
    pub words: usize,
    pub tail: usize,
    pub prose: usize,
    pub lower: usize,
    /// Those in lower case that belong to no tail.
    pub loose: usize,
}

/// The words outside of marked pieces, brackets and dates.
pub(super) fn counts(evidence: &Evidence, range: &Range<usize>) -> Counts {
    let mut counts = Counts::default();
    let mut held = evidence
        .solids_in(range)
        .iter()
        .map(|solid| solid.outer.clone())
        .collect::<Vec<_>>();
    held.extend(evidence.brackets_in(range).iter().cloned());
    held.extend(
        evidence
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
            let words = evidence.words(start..held.start);
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

impl Counts {
    fn take(&mut self, word: &str) {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if bare.is_empty() {
            return;
        }
        self.words += 1;
        let number = bare
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '-' | '–' | ':' | ';'));
        let tail = number || TAIL.contains(&bare.to_lowercase().as_str());
        let lower = bare.starts_with(char::is_lowercase);
        self.tail += usize::from(tail);
        self.prose += usize::from(is_prose(bare));
        self.lower += usize::from(lower);
        self.loose += usize::from(lower && !tail);
    }
}

/// Whether a range has words between separators as citations have, and none of prose.
pub(super) fn is_apparatus_alone(evidence: &Evidence, range: &Range<usize>) -> bool {
    let counts = counts(evidence, range);
    counts.prose == 0 && counts.loose <= 2
}
