use rustc_hash::{FxHashMap, FxHashSet};

use crate::citation::{Name, Source};

use super::Cited;

/// A key for each of `cited`: the family name of the first author, or the first words of the title, and the year;
/// a letter after it where several would be the same.
pub(super) fn keys(cited: &[Cited]) -> Vec<String> {
    let bases: Vec<String> = cited.iter().map(|cited| base(&cited.source)).collect();
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for base in &bases {
        *counts.entry(base).or_default() += 1;
    }
    // A key with a letter must not be that of a source which has it for its own.
    let alone = |base: &&String| counts.get(base.as_str()) == Some(&1);
    let mut taken: FxHashSet<String> = bases.iter().filter(alone).cloned().collect();
    let mut last: FxHashMap<String, usize> = FxHashMap::default();
    let key = |base: &String| {
        if alone(&base) {
            return base.clone();
        }
        let apart = match base.ends_with(|c: char| c.is_ascii_digit()) {
            true => "",
            false => "-",
        };
        let last = last.entry(base.clone()).or_default();
        loop {
            *last += 1;
            let key = format!("{base}{apart}{}", letters(*last));
            if taken.insert(key.clone()) {
                return key;
            }
        }
    };
    bases.iter().map(key).collect()
}

fn base(source: &Source) -> String {
    let name = match source.authors.first() {
        Some(Name::Person { family, .. }) => Some(plain(family, usize::MAX)),
        Some(Name::Institution(name)) => Some(plain(name, MOST_WORDS)),
        None => None,
    };
    let title = || source.title.as_ref().map(|title| plain(title, MOST_WORDS));
    let words = name.or_else(title).filter(|words| !words.is_empty());
    let year = source.date.and_then(|date| date.year());
    let year = year.map(|year| year.to_string()).unwrap_or_default();
    format!("{}{year}", words.unwrap_or_else(|| "source".to_owned()))
}

/// The first words of `text`, without signs, in lower case.
fn plain(text: &str, words: usize) -> String {
    let words = text.split_whitespace().take(words);
    let letters = words.flat_map(|word| word.chars().filter(|c| c.is_alphanumeric()));
    letters.flat_map(char::to_lowercase).collect()
}

/// a, b, …, z, aa, ab.
fn letters(mut number: usize) -> String {
    let mut letters = Vec::new();
    while number > 0 {
        let letter = (number - 1) % 26;
        letters.push(char::from(b'a' + u8::try_from(letter).unwrap_or(0)));
        number = (number - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// Longer titles are cut.
const MOST_WORDS: usize = 4;
