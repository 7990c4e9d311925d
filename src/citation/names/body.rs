use std::ops::Range;

use crate::citation::Name;
use crate::citation::vocabulary::{abbreviates, begins_no_name, is_body, is_prose};

/// Words in lower case with which words about a work end, and no name: `the Harbour School case study`.
const WORKS: &[&str] = &[
    "article",
    "essay",
    "interview",
    "paper",
    "post",
    "report",
    "study",
    "survey",
    "video",
];

/// How many words the name of a body has at most.
const LONGEST_BODY: usize = 14;

/// How many words the name of a body has at most that nothing but its capitals shows to be one.
const LONGEST_NAME: usize = 10;

/// How many words a body has at least that stands behind another and `and`: `Human Services` is a part of one.
const SHORTEST_SECOND: usize = 3;

/// What stands in lower case within the name of a body.
const SMALL: &[&str] = &[
    "of", "for", "and", "the", "on", "in", "at", "de", "et", "für", "und", "to", "&",
];

/// Whether a word stands in lower case within a name.
pub(in crate::citation) fn is_small(word: &str) -> bool {
    SMALL.contains(&word)
}

/// `Campaign for Safe Harbours`, `W3C`: whether words may be the name of a body, by their capitals.
pub(in crate::citation) fn is_named(words: &str) -> bool {
    is_capitalised(words) && !words.split_whitespace().next().is_some_and(begins_no_name)
}

/// Whether the words are in capitals but for small ones, and few enough for a name.
fn is_capitalised(words: &str) -> bool {
    let mut each = words.split_whitespace();
    let capital = |word: &str| word.starts_with(|c: char| c.is_alphanumeric() && !c.is_lowercase());
    let lettered = words.chars().filter(|c| c.is_alphabetic()).count() > 1;
    lettered
        && words.starts_with(char::is_uppercase)
        && words.split_whitespace().count() <= LONGEST_NAME
        && !words.contains([',', '“', '"', '(', '?', '!', ':'])
        && each.all(|word| capital(word) || is_small(word))
}

/// The bodies that a list in `range` names, up to its `and`: `Bureau of Tides, IMO and Harbour Council`. Empty
/// where they are none, or parts of one: `Institute of Tides, Mud Division`.
pub(in crate::citation) fn bodies(text: &str, range: Range<usize>) -> Vec<(Name, Range<usize>)> {
    let words = text.get(range.clone()).unwrap_or_default();
    let words = words.trim_end_matches([' ', ',', ':']);
    let mut parts: Vec<&str> = words.split(", ").collect();
    let last = parts.pop().unwrap_or_default();
    let second = last.match_indices(" and ").find_map(|(at, and)| {
        let (one, other) = (last.get(..at)?, last.get(at + and.len()..)?);
        let long = other.split_whitespace().count() >= SHORTEST_SECOND || is_acronym(other);
        (long && is_one(one) && is_one(other)).then_some((one, other))
    });
    match (second, last.strip_prefix("and ")) {
        (Some((one, other)), _) => parts.extend([one, other]),
        (None, Some(other)) if parts.len() > 1 => parts.push(other),
        _ => return Vec::new(),
    }
    if !parts.iter().all(|part| is_one(part)) {
        return Vec::new();
    }
    let named = |part: &&str| {
        let start = range.start + (part.as_ptr() as usize - words.as_ptr() as usize);
        let name = Name::Institution((*part).to_owned());
        (name, start..start + part.len())
    };
    parts.iter().map(named).collect()
}

/// `Ministry of Tides, Piers and Silt`: whether words are the name of one body, which commas may part.
pub(in crate::citation) fn is_one_with_commas(words: &str) -> bool {
    let first = words.split(',').next().unwrap_or_default();
    words.contains(", ") && is_one(first) && is_one(&words.replace(',', ""))
}

/// `National Harbour Council`, `IMO`: whether words are surely the name of one body.
pub(in crate::citation) fn is_one(words: &str) -> bool {
    is_acronym(words) || (is_capitalised(words) && words.split_whitespace().any(is_body))
}

/// `FCC`
pub(in crate::citation) fn is_acronym(words: &str) -> bool {
    words.len() > 1 && words.chars().all(|c| c.is_uppercase() || c == '&')
}

/// A body as the author of what stands after `range`: all of it, where it may be the name of one.
pub(in crate::citation) fn body(text: &str, range: Range<usize>) -> Option<(Name, Range<usize>)> {
    let words = text.get(range.clone())?;
    let start = range.start + (words.len() - words.trim_start_matches([' ', '"', '*']).len());
    let words = text
        .get(start..range.end)?
        .trim_end_matches([' ', ',', ':', '.', '"', '：', '，', '،']);
    let words = words
        .strip_suffix("et al")
        .unwrap_or(words)
        .trim_end_matches([' ', ',']);
    let capital = words
        .chars()
        .next()
        .is_some_and(|c| c.is_alphabetic() && !c.is_lowercase());
    let count = words.split_whitespace().count();
    let ends = |at: usize| {
        !words
            .get(..at)
            .and_then(|before| before.rsplit(' ').next())
            .is_some_and(abbreviates)
    };
    let stopped = words.match_indices(". ").any(|(at, _)| ends(at));
    let plain = !words.contains([';', '"', '“', '(', '§', '?', '!', '，', '。']) && !stopped;
    let prose = words.split_whitespace().any(is_prose);
    let numbered = words.bytes().filter(u8::is_ascii_digit).count() > 2;
    let last = words.rsplit(' ').next().unwrap_or_default();
    let plain = plain && !WORKS.contains(&last) && !is_lowercase_text(words);
    (capital && plain && !prose && !numbered && (1..=LONGEST_BODY).contains(&count)).then(|| {
        (
            Name::Institution(words.to_owned()),
            start..start + words.len(),
        )
    })
}

/// `California generally uses the term`, `To learn more`: whether most words are in lower case, as in no name.
fn is_lowercase_text(words: &str) -> bool {
    let large = |word: &&str| !is_small(word);
    let lower = words.split_whitespace().filter(large);
    let lower = lower.filter(|word| word.chars().all(|c| c.is_lowercase() || c == '-'));
    let all = words.split_whitespace().filter(large).count();
    let lower = lower.count();
    lower > 1 && lower * 2 > all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_bodies_are_known_by_their_capitals() {
        for name in ["Campaign for Safe Harbours", "W3C", "Nordic Tide Watch"] {
            assert!(is_named(name), "{name}");
        }
        for words in [
            "They measure tides",
            "Tides, Inc",
            "However",
            "12 Tides",
            "A",
        ] {
            assert!(!is_named(words), "{words}");
        }
        assert!(is_one_with_commas("Ministry of Tides, Piers and Silt"));
        assert!(!is_one_with_commas("Tides, Piers and the Ministry"));
    }

    #[test]
    fn a_list_of_bodies_is_parted() {
        let list = |text: &str| {
            let found = bodies(text, 0..text.len());
            let name = |(name, _): (Name, _)| name.to_string();
            found.into_iter().map(name).collect::<Vec<_>>()
        };
        assert_eq!(
            list("Bureau of Tides, IMO and Northern Harbour Council, "),
            ["Bureau of Tides", "IMO", "Northern Harbour Council"]
        );
        assert_eq!(list("IMO, Bureau of Tides, and ILO, ").len(), 3);
        assert!(list("Department of Health and Human Services, ").is_empty());
        assert!(list("Institute of Tides, Mud Division, ").is_empty());
    }
}
