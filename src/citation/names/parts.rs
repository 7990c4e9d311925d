//! Which words of a name are the family name, and which the given names.

use std::ops::Range;

use super::words::{NameChunk, NameWord, WordRole};
use crate::citation::Name;
use crate::citation::vocabulary::{is_given_name, is_particle};

impl NameChunk {
    /// `Elsa Kania`: the name, given names first. The family name is the last word, with particles before it and
    /// without a suffix.
    pub(super) fn direct_name(&self, text: &str) -> Name {
        let words = match self.words.as_slice() {
            [first, rest @ ..] if first.role == WordRole::Honorific => rest,
            words => words,
        };
        let last = words
            .iter()
            .rposition(|word| word.role != WordRole::Suffix)
            .unwrap_or(0);
        let particle = |at: usize| words.get(at).is_some_and(|word| leads_family(word, text));
        let mut family = last;
        while family > 1 && particle(family - 1) {
            family -= 1;
        }
        let given = words.get(..family).unwrap_or_default();
        let given: Vec<&NameWord> = given
            .iter()
            .filter(|word| word.role != WordRole::Honorific)
            .collect();
        let given = match (given.first(), given.last()) {
            (Some(first), Some(last)) => first.range.start..last.range.end,
            _ => 0..0,
        };
        let start = words.get(family).map_or(0, |word| word.range.start);
        let end = words.get(last).map_or(0, |word| word.range.end);
        person(text, start..end, given)
    }

    /// `Arias A`: the name, initials last.
    pub(super) fn trailing_name(&self, text: &str) -> Name {
        let split = self
            .words
            .iter()
            .rposition(|word| word.role != WordRole::Initials)
            .map_or(0, |at| at + 1);
        let part = |words: &[NameWord]| match (words.first(), words.last()) {
            (Some(first), Some(last)) => first.range.start..last.range.end,
            _ => 0..0,
        };
        let (family, given) = self.words.split_at(split.min(self.words.len()));
        person(text, part(family), part(given))
    }
}

/// Whether a word before a family name belongs to it: `van`, `De`.
fn leads_family(word: &NameWord, text: &str) -> bool {
    let words = text.get(word.range.clone()).unwrap_or_default();
    word.role == WordRole::Particle || (word.role == WordRole::Capital && is_particle(words))
}

/// A person by the places of both names.
pub(super) fn person(text: &str, family: Range<usize>, given: Range<usize>) -> Name {
    let slice = |range: Range<usize>| text.get(range).unwrap_or_default();
    let family = slice(family).trim_end_matches('.').to_owned();
    // `Christof.` ends a sentence; initials keep their period.
    let given = slice(given);
    let last = given
        .trim_end_matches('.')
        .rsplit([' ', '.'])
        .next()
        .unwrap_or_default();
    let long = last.chars().count() > 3 || is_given_name(last);
    let full = long && last.chars().any(char::is_lowercase);
    let given = if full {
        given.trim_end_matches('.')
    } else {
        given
    };
    Name::Person {
        family,
        given: given.to_owned(),
    }
}
