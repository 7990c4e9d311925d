//! Names of authors and short titles, as words that tell sources apart.

use rustc_hash::FxHashMap;

use crate::citation::Antecedent;

use super::note::SourceNote;

/// The words of `text` that may name a source: those with a capital, and those of scripts without. Folded.
pub(super) fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    let parts = |c: char| !c.is_alphanumeric();
    let words = text.split(parts).filter(|word| names(word));
    words
        .map(str::to_lowercase)
        .filter(|word| !COMMON.contains(&word.as_str()))
}

fn names(word: &str) -> bool {
    let first = word.chars().next();
    let begins = first.is_some_and(|c| c.is_alphabetic() && !c.is_lowercase());
    begins && (word.chars().nth(1).is_some() || first.is_some_and(|c| !c.is_uppercase()))
}

/// Which notes say a word, back-references apart. Notes are counted by place.
#[derive(Debug, Default)]
pub(super) struct WordIndex {
    notes: FxHashMap<String, Vec<u32>>,
}

impl WordIndex {
    pub fn of<'a>(notes: impl Iterator<Item = &'a SourceNote>) -> WordIndex {
        let mut names = WordIndex::default();
        for (index, note) in (0..).zip(notes) {
            let mut from = 0;
            let text = note.text().as_str();
            let certain = note.back_references().iter();
            let certain = certain.filter(|it| it.antecedent != Antecedent::ShortForm);
            let extents = certain.map(|reference| reference.extent());
            let ends = extents.chain([crate::text::Span::at(text.len())]);
            for extent in ends {
                for word in words(text.get(from..extent.start).unwrap_or_default()) {
                    let notes = names.notes.entry(word).or_default();
                    if notes.last() != Some(&index) {
                        notes.push(index);
                    }
                }
                from = from.max(extent.end);
            }
        }
        names
    }

    /// Whether a note says one of the words of `name`.
    pub fn says(&self, note: usize, name: &str) -> bool {
        words(name).any(|word| self.has(&word, note))
    }

    /// Of the notes that say the rarest word of `name`, the last few: the one that says most of its words, a
    /// later one first; and whether it says them all.
    pub fn best(&self, name: &str) -> Option<(usize, bool)> {
        let words: Vec<String> = words(name).take(MOST_WORDS).collect();
        let lists = words.iter().filter_map(|word| self.notes.get(word));
        let rarest = lists.min_by_key(|notes| notes.len())?;
        let count = |note: usize| words.iter().filter(|word| self.has(word, note)).count();
        let asked = rarest
            .iter()
            .rev()
            .take(MOST_NOTES)
            .map(|note| *note as usize);
        let (most, note) = asked
            .rev()
            .map(|note| (count(note), note))
            .max_by_key(|(count, _)| *count)?;
        Some((note, most == words.len()))
    }

    fn has(&self, word: &str, note: usize) -> bool {
        let notes = self.notes.get(word);
        notes.is_some_and(|notes| {
            notes
                .binary_search_by_key(&note, |note| *note as usize)
                .is_ok()
        })
    }
}

/// Longer names are cut.
const MOST_WORDS: usize = 12;

/// More notes with a word are not asked.
const MOST_NOTES: usize = 16;

/// Words with a capital that name nothing.
#[rustfmt::skip]
const COMMON: &[&str] = &[
    "the", "a", "an", "of", "in", "on", "at", "to", "for", "and", "as", "see", "this", "that", "it", "its", "he",
    "she", "we", "they", "also", "cf", "his", "her", "their", "our", "is", "was", "der", "die", "das", "le", "la",
    "les", "el", "los", "il", "een", "en", "et", "und", "y", "discussed", "discussion", "according",
];
