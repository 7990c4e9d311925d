//! How the keys of a file are made, and keys made alike.

use super::fold::fold;
use super::{Bibliography, Entry};
use crate::citation::export::new_key;
use crate::citation::{Name, Source};
use crate::text;

/// How a key is made of what a source says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct KeyStyle {
    parts: &'static [KeyPart],
    between: &'static str,
    /// Whether the name begins with a capital.
    name: bool,
    /// Whether the word does.
    word: bool,
}

/// What a key is made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum KeyPart {
    /// The family name of the first author.
    Name,
    Year,
    /// The first word of the title that says something.
    Word,
}

/// The parts of a key, each folded and without signs.
struct KeyParts {
    name: Option<String>,
    year: Option<String>,
    word: Option<String>,
}

const ORDERS: [&[KeyPart]; 3] = [
    &[KeyPart::Name, KeyPart::Year],
    &[KeyPart::Name, KeyPart::Year, KeyPart::Word],
    &[KeyPart::Name, KeyPart::Word, KeyPart::Year],
];

const BETWEEN: [&str; 4] = ["", "-", "_", ":"];

/// Whether name and word begin with a capital.
const CAPITALS: [(bool, bool); 3] = [(false, false), (true, true), (false, true)];

/// So many of the last entries of a file tell how its keys are made.
const ASKED: usize = 100;

/// A name of more words is cut.
const MOST_WORDS: usize = 4;

/// Words that say nothing at the beginning of a title.
#[rustfmt::skip]
const SILENT: &[&str] = &[
    "a", "an", "the", "on", "of", "in", "and", "for", "to", "from", "with", "at", "by", "der", "die", "das", "ein",
    "eine", "le", "la", "les", "l", "un", "une", "el", "los", "las", "il", "de", "des", "du", "het", "een",
];

impl Bibliography {
    /// A key for a new entry about `source`, made as most keys of this file are; where they are not made alike, of
    /// name and year. One of which `is_taken` does not say that something else has it.
    pub fn new_key(&self, source: &Source, is_taken: impl Fn(&str) -> bool) -> String {
        let parts = KeyParts::of_source(source);
        let base = self.key_style().and_then(|style| style.make(&parts));
        let is_here = |key: &str| {
            let mut keys = self.entries.iter().map(|entry| entry.key.as_str());
            // BibTeX makes no difference between capitals and others.
            self.get(key).is_some() || keys.any(|other| other.eq_ignore_ascii_case(key))
        };
        new_key(source, base, |key| {
            is_here(key) || self.has_broken(key) || is_taken(key)
        })
    }

    /// The style that more than half of the keys have.
    fn key_style(&self) -> Option<KeyStyle> {
        let asked = self.entries.iter().rev().take(ASKED);
        let asked: Vec<_> = asked
            .map(|entry| (&entry.key, KeyParts::of_entry(entry)))
            .collect();
        let styles = ORDERS.iter().flat_map(|parts| {
            let between = BETWEEN.iter();
            between.flat_map(move |between| {
                let capitals = CAPITALS.iter();
                capitals.map(move |(name, word)| KeyStyle {
                    parts,
                    between,
                    name: *name,
                    word: *word,
                })
            })
        });
        let counted = styles.map(|style| {
            let alike = asked.iter().filter(|(key, parts)| style.has(key, parts));
            (alike.count(), style)
        });
        // Of several, the first.
        let best = counted.reduce(|best, other| if other.0 > best.0 { other } else { best });
        best.filter(|(count, _)| count * 2 > asked.len())
            .map(|(_, style)| style)
    }
}

impl KeyStyle {
    fn make(self, parts: &KeyParts) -> Option<String> {
        let made = self.parts.iter().map(|part| match part {
            KeyPart::Name => Some(written(parts.name.as_deref()?, self.name)),
            KeyPart::Year => parts.year.clone(),
            KeyPart::Word => Some(written(parts.word.as_deref()?, self.word)),
        });
        Some(made.collect::<Option<Vec<_>>>()?.join(self.between))
    }

    /// Whether a source with these parts has `key`, which may have a letter after it.
    fn has(self, key: &str, parts: &KeyParts) -> bool {
        let made = self.make(parts);
        let rest = made.as_deref().and_then(|made| key.strip_prefix(made));
        rest.is_some_and(|rest| match rest.as_bytes() {
            [] => true,
            [letter] => letter.is_ascii_lowercase(),
            _ => false,
        })
    }
}

impl KeyParts {
    fn of_source(source: &Source) -> KeyParts {
        let name = source.signed_by().first().map(Name::family);
        let year = source.date.and_then(|date| date.year());
        KeyParts::new(name, year.map(i32::from), source.title.as_deref())
    }

    fn of_entry(entry: &Entry) -> KeyParts {
        let name = entry.authors.first().map(Name::family);
        KeyParts::new(name, entry.year, entry.title.as_deref())
    }

    fn new(name: Option<&str>, year: Option<i32>, title: Option<&str>) -> KeyParts {
        let words = |text: &str| {
            let text = fold(text);
            text::words(&text).map(str::to_owned).collect::<Vec<_>>()
        };
        let title = title.map(words).unwrap_or_default();
        let says = |word: &&String| !SILENT.contains(&word.as_str());
        let name = name.map(|name| words(name).into_iter().take(MOST_WORDS).collect::<String>());
        KeyParts {
            name: name.filter(|name| !name.is_empty()),
            year: year.map(|year| year.to_string()),
            word: title.iter().find(says).cloned(),
        }
    }
}

/// `word`, with a capital if so.
fn written(word: &str, capital: bool) -> String {
    let mut chars = word.chars();
    match (capital, chars.next()) {
        (true, Some(first)) => first.to_uppercase().chain(chars).collect(),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bibliography::BibliographyFormat;
    use crate::citation::PartialDate;
    use crate::text::Text;

    #[track_caller]
    fn assert_key(keys: [&str; 3], expected: &str) {
        let [one, two, three] = keys;
        let bib = format!(
            "@book{{{one}, author = {{Bell, Ana}}, title = {{The Rivers}}, date = {{2001}}}}\n\
             @book{{{two}, author = {{Müller, Jan}}, title = {{On Dams}}, date = {{2002}}}}\n\
             @book{{{three}, author = {{{{World Bank}}}}, title = {{Water}}, date = {{2003}}}}\n"
        );
        let bibliography = Bibliography::read("a.bib", Text::new(&bib), BibliographyFormat::BibTex);
        let source = Source {
            authors: vec![Name::Person {
                family: "Bell".to_owned(),
                given: "Ana".to_owned(),
            }],
            title: Some("A Canal".to_owned()),
            date: Some(PartialDate::Year(2001)),
            ..Source::default()
        };
        assert_eq!(bibliography.new_key(&source, |_| false), expected);
    }

    #[test]
    fn a_key_is_made_as_the_others_are() {
        assert_key(["bell2001", "muller2002", "worldbank2003"], "bell2001a");
        assert_key(["Bell2001", "Muller2002", "x"], "Bell2001a");
        assert_key(["bell_2001", "muller_2002", "x"], "bell_2001a");
        assert_key(["bell2001rivers", "muller2002dams", "x"], "bell2001canal");
        assert_key(["bellRivers2001", "mullerDams2002a", "x"], "bellCanal2001");
        assert_key(
            ["bell:rivers:2001", "x", "worldbank:water:2003"],
            "bell:canal:2001",
        );
    }

    #[test]
    fn keys_that_are_not_made_alike_tell_nothing() {
        assert_key(["x", "y", "z"], "bell2001");
        assert_key(["bell2001", "y", "BELL2001A"], "bell2001b");
    }
}
