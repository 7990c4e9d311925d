use std::ops::Range;

use super::Name;
use super::vocabulary::{abbreviates, is_prose};

/// How many words the name of a body has at most.
const LONGEST_BODY: usize = 14;

/// A body as the author of what stands after `range`: all of it, where it may be the name of one.
pub(super) fn body(text: &str, range: Range<usize>) -> Option<(Name, Range<usize>)> {
    let words = text.get(range.clone())?;
    let start = range.start + (words.len() - words.trim_start_matches([' ', '"', '*']).len());
    let words = text
        .get(start..range.end)?
        .trim_end_matches([' ', ',', ':', '.', '"', '：', '，']);
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
    let plain = !words.contains([';', '"', '“', '(', '§', '?', '!']) && !stopped;
    let prose = words.split_whitespace().any(is_prose);
    let numbered = words.bytes().filter(u8::is_ascii_digit).count() > 2;
    (capital && plain && !prose && !numbered && (1..=LONGEST_BODY).contains(&count)).then(|| {
        (
            Name::Institution(words.to_owned()),
            start..start + words.len(),
        )
    })
}
