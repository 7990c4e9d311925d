//! Reference-list entries tagged in XML, `<sequence>` by `<sequence>`, of which the English ones count.
//!
//! English is what has more of the commonest short words of English than of those of other languages.

use brief_ls::citation;

use crate::score::{Fields, Score, fields_of};

/// The fields that are compared.
const COMPARED: [&str; 5] = ["title", "authors", "date", "container", "publisher"];

const ENGLISH: &[&str] = &[
    "the", "of", "and", "in", "for", "on", "to", "a", "with", "from", "by", "an", "as", "at", "is",
];
const OTHERS: &[&str] = &[
    "de", "la", "le", "et", "les", "des", "du", "en", "und", "der", "die", "das", "von", "im",
    "el", "los", "y", "del", "il", "di", "e", "da", "do", "os", "een", "het", "van", "pour",
    "dans", "sur", "une", "un", "zur", "für",
];

/// The file of tagged references.
pub const FILE: &str = "BRIEF_LS_REFERENCES";

pub fn tagged_references() {
    let path = std::env::var_os(FILE).unwrap();
    let text = std::fs::read_to_string(path).unwrap();
    let part = std::env::var("BRIEF_LS_PART")
        .ok()
        .and_then(|part| part.parse::<usize>().ok());
    let mut score = Score::default();
    let mut count = 0;
    for (index, sequence) in text.split("<sequence>").skip(1).enumerate() {
        let elements = elements(sequence);
        let whole = elements
            .iter()
            .map(|(_, value)| value.as_str())
            .collect::<Vec<_>>()
            .join(" ");
        if is_english(&whole) && part.is_none_or(|part| index % 10 == part) {
            count += 1;
            compare(&mut score, &elements, &whole);
        }
    }
    score.print(&format!("{count} English references"));
}

fn elements(sequence: &str) -> Vec<(String, String)> {
    let inside = sequence.split("</sequence>").next().unwrap_or_default();
    let element = |piece: &str| {
        let (name, rest) = piece.split_once('>')?;
        let value = rest
            .replace("&amp;", "&")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&apos;", "'");
        (!name.starts_with('/')).then(|| (name.to_owned(), value.trim().to_owned()))
    };
    // Closing tags come as pieces of their own.
    inside.split('<').filter_map(element).collect()
}

fn is_english(text: &str) -> bool {
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

fn value(elements: &[(String, String)], name: &str) -> Option<String> {
    elements
        .iter()
        .find(|(one, _)| one == name)
        .map(|(_, value)| value.clone())
}

fn compare(score: &mut Score, elements: &[(String, String)], whole: &str) {
    // Some references are numbered; a note has its number in its head.
    let text = match elements.first() {
        Some((name, number)) if name == "citation-number" => {
            whole.get(number.len()..).unwrap_or_default().trim()
        }
        _ => whole,
    };
    let found = citation::read(text)
        .citations()
        .next()
        .map(fields_of)
        .unwrap_or_default();
    let mut expected = Fields::new();
    let title = value(elements, "title");
    if let Some(title) = title {
        expected.insert("title", vec![title]);
    }
    // Names are compared as one run of words, whatever their order: the tags do not part them.
    // Dashes stand for the author of the entry before.
    if let Some(authors) = value(elements, "author").filter(|authors| !sorted(authors).is_empty()) {
        expected.insert("authors", vec![sorted(&authors)]);
    }
    if let Some(year) = value(elements, "date").as_deref().and_then(year) {
        expected.insert("date", vec![year]);
    }
    let containers = ["journal", "container-title"];
    if let Some(container) = containers.iter().find_map(|name| value(elements, name)) {
        let within = ["In ", "in "]
            .iter()
            .find_map(|within| container.strip_prefix(within));
        expected.insert("container", vec![within.unwrap_or(&container).to_owned()]);
    }
    if let Some(publisher) = value(elements, "publisher") {
        expected.insert("publisher", vec![publisher]);
    }
    let mut read = Fields::new();
    for name in ["container", "publisher"] {
        if let Some(values) = found.get(name) {
            read.insert(name, values.clone());
        }
    }
    if let Some(title) = found.get("title") {
        read.insert("title", title.clone());
    }
    if let Some(authors) = found.get("authors") {
        read.insert("authors", vec![sorted(&authors.join(" "))]);
    }
    if let Some(date) = found.get("date").and_then(|date| year(&date[0])) {
        read.insert("date", vec![date]);
    }
    let mut ok = true;
    for name in COMPARED {
        ok &= score.count(name, Some(&expected), Some(&read));
    }
    if !ok && std::env::var_os("BRIEF_LS_SHOW").is_some() {
        println!("\n{text}");
        for name in COMPARED {
            if !crate::score::same(name, &expected, &read) {
                println!(
                    "  {name}: {:?} for {:?}",
                    read.get(name),
                    expected.get(name)
                );
            }
        }
    }
}

fn year(date: &str) -> Option<String> {
    let digits = |window: &[char]| window.iter().all(char::is_ascii_digit);
    let chars: Vec<char> = date.chars().collect();
    chars
        .windows(4)
        .find(|window| digits(window))
        .map(|window| window.iter().collect())
}

fn sorted(names: &str) -> String {
    let lower = names.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric());
    let mut words: Vec<&str> = words
        .filter(|word| !matches!(*word, "" | "and" | "et" | "al"))
        .collect();
    words.sort();
    words.join(" ")
}
