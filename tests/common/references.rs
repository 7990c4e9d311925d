//! References tagged in XML as AnyStyle's `core.xml` is, `<sequence>` by `<sequence>`.
//!
//! English is what has more of the commonest short words of English than of those of other languages.

use std::ffi::OsStr;
use std::ops::Range;

const ENGLISH: &[&str] = &[
    "the", "of", "and", "in", "for", "on", "to", "a", "with", "from", "by", "an", "as", "at", "is",
];
const OTHERS: &[&str] = &[
    "de", "la", "le", "et", "les", "des", "du", "en", "und", "der", "die", "das", "von", "im",
    "el", "los", "y", "del", "il", "di", "e", "da", "do", "os", "een", "het", "van", "pour",
    "dans", "sur", "une", "un", "zur", "für",
];

/// A tagged reference.
pub struct Reference {
    /// Its words, without its number in a list.
    pub text: String,
    /// The names of its tags, and where in the text what they hold stands.
    pub parts: Vec<(String, Range<usize>)>,
}

impl Reference {
    /// What the first tag of that name holds.
    pub fn value(&self, name: &str) -> Option<&str> {
        let part = self.parts.iter().find(|(one, _)| one == name);
        part.and_then(|(_, range)| self.text.get(range.clone()))
    }
}

/// The references in a file.
pub fn references(file: &OsStr) -> Vec<Reference> {
    let text = std::fs::read_to_string(file).unwrap();
    text.split("<sequence>").skip(1).map(reference).collect()
}

fn reference(sequence: &str) -> Reference {
    let inside = sequence.split("</sequence>").next().unwrap_or_default();
    let mut found = Reference {
        text: String::new(),
        parts: Vec::new(),
    };
    // Closing tags come as pieces of their own.
    let pieces = inside.split('<').filter_map(|piece| piece.split_once('>'));
    for (name, rest) in pieces.filter(|(name, _)| !name.starts_with('/')) {
        // Some references are numbered; a note has its number in its head.
        if name == "citation-number" && found.text.is_empty() {
            continue;
        }
        let value = rest
            .replace("&amp;", "&")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&apos;", "'");
        if !found.text.is_empty() {
            found.text.push(' ');
        }
        let start = found.text.len();
        found.text.push_str(value.trim());
        found.parts.push((name.to_owned(), start..found.text.len()));
    }
    found
}

/// Whether a text is English.
pub fn is_english(text: &str) -> bool {
    let lower = text.to_lowercase();
    let count = |table: &[&str]| {
        lower
            .split(|c: char| !c.is_alphabetic())
            .filter(|word| table.contains(word))
            .count()
    };
    let (english, others) = (count(ENGLISH), count(OTHERS));
    english > 0 && english > others
}
