use rustc_hash::{FxHashMap, FxHashSet};

use crate::citation::{Name, Source};

use super::ExportedCitation;

/// A key for each of `cited`: the family name of the first author, or the first words of the title, and the year;
/// a letter after it where several would be the same.
pub(super) fn keys(cited: &[ExportedCitation]) -> Vec<String> {
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
        let last = last.entry(base.clone()).or_default();
        loop {
            *last += 1;
            let key = lettered(base, *last);
            if taken.insert(key.clone()) {
                return key;
            }
        }
    };
    bases.iter().map(key).collect()
}

/// A key for `source` of which `is_taken` does not say that something else has it: `base` where one is given, else
/// name and year as they are in what is exported; with a letter after it where that is taken.
pub fn new_key(source: &Source, base: Option<String>, is_taken: impl Fn(&str) -> bool) -> String {
    let base = base.unwrap_or_else(|| self::base(source));
    let lettered = (1..).map(|number| lettered(&base, number));
    let mut keys = std::iter::once(base.clone()).chain(lettered);
    keys.find(|key| !is_taken(key)).unwrap_or(base)
}

/// `base` with the letter of that number, from 1.
fn lettered(base: &str, number: usize) -> String {
    let apart = match base.ends_with(|c: char| c.is_ascii_digit()) {
        true => "",
        false => "-",
    };
    format!("{base}{apart}{}", letters(number))
}

fn base(source: &Source) -> String {
    let name = match source.signed_by().first() {
        Some(Name::Person { family, .. }) => Some(plain(family, usize::MAX)),
        Some(Name::Institution(name)) => Some(plain(name, MOST_WORDS)),
        None => None,
    };
    let title = || source.title.as_ref().map(|title| plain(title, MOST_WORDS));
    let words = name.or_else(title).filter(|words| !words.is_empty());
    let words = words.or_else(|| host(source.url.as_deref()?));
    let year = source.date.and_then(|date| date.year());
    let year = year.map(|year| year.to_string()).unwrap_or_default();
    format!("{}{year}", words.unwrap_or_else(|| "source".to_owned()))
}

/// The site of an address, by its name alone: `worldbank` of `https://www.worldbank.org/a`.
fn host(address: &str) -> Option<String> {
    let url = url::Url::parse(address).ok()?;
    let host = url.host_str()?;
    let name = host
        .strip_prefix("www.")
        .unwrap_or(host)
        .split('.')
        .next()?;
    Some(plain(name, 1)).filter(|name| !name.is_empty())
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

#[cfg(test)]
mod tests {
    use crate::citation::PartialDate;

    use super::*;

    fn some(words: &str) -> Option<String> {
        Some(words.to_owned())
    }

    #[test]
    fn a_key_is_a_name_a_title_or_a_site_and_the_year() {
        let date = Some(PartialDate::Year(2011));
        let person = Name::Person {
            family: "van der Berg".to_owned(),
            given: "Elsa".to_owned(),
        };
        let institution = Name::Institution("Ministry of Dams and Canals".to_owned());
        let cases = [
            (
                Source {
                    authors: vec![person],
                    date,
                    ..Source::default()
                },
                "vanderberg2011",
            ),
            (
                Source {
                    authors: vec![institution],
                    ..Source::default()
                },
                "ministryofdamsand",
            ),
            (
                Source {
                    title: some("The Tides of Work Today"),
                    date,
                    ..Source::default()
                },
                "thetidesofwork2011",
            ),
            (
                Source {
                    title: some("…"),
                    url: some("https://www.tides.example/a"),
                    ..Source::default()
                },
                "tides",
            ),
            (
                Source {
                    url: some("https://blog.tides.example/a"),
                    ..Source::default()
                },
                "blog",
            ),
            (
                Source {
                    url: some("tides"),
                    date,
                    ..Source::default()
                },
                "source2011",
            ),
            (
                Source {
                    url: some("https://-.example"),
                    ..Source::default()
                },
                "source",
            ),
        ];
        for (source, expected) in cases {
            assert_eq!(new_key(&source, None, |_| false), expected, "{source:?}");
        }
    }

    #[test]
    fn a_key_that_is_taken_gets_the_next_letter() {
        let taken = |taken: &'static [&str]| move |key: &str| taken.contains(&key);
        let key = |base: &str, taken: &dyn Fn(&str) -> bool| {
            new_key(&Source::default(), some(base), taken)
        };
        assert_eq!(key("roy2021", &taken(&[])), "roy2021");
        assert_eq!(key("roy2021", &taken(&["roy2021"])), "roy2021a");
        assert_eq!(key("roy2021", &taken(&["roy2021", "roy2021a"])), "roy2021b");
        assert_eq!(key("roy", &taken(&["roy"])), "roy-a");
    }

    #[test]
    fn letters_go_on_after_z() {
        let written = [1, 2, 26, 27, 28, 52, 53, 702, 703].map(letters);
        assert_eq!(
            written,
            ["a", "b", "z", "aa", "ab", "az", "ba", "zz", "aaa"]
        );
    }
}
