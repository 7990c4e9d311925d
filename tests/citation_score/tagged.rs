//! Reference-list entries tagged in XML, of which the English ones count.

use brief_ls::citation;

use crate::references::{Reference, is_english, references};
use crate::score::{Fields, Score, fields_of};

/// The fields that are compared.
const COMPARED: [&str; 6] = [
    "title",
    "authors",
    "date",
    "container",
    "publisher",
    "place",
];

/// The file of tagged references.
pub const FILE: &str = "BRIEF_LS_REFERENCES";

pub fn tagged_references() {
    let part = std::env::var("BRIEF_LS_PART")
        .ok()
        .and_then(|part| part.parse::<usize>().ok());
    let all = references(&std::env::var_os(FILE).unwrap());
    let all = all.iter().enumerate().filter(|(index, reference)| {
        is_english(&reference.text) && part.is_none_or(|part| index % 10 == part)
    });
    let mut score = Score::default();
    let mut count = 0;
    for (_, reference) in all {
        count += 1;
        compare(&mut score, reference);
    }
    score.print(&format!("{count} English references"));
}

fn compare(score: &mut Score, reference: &Reference) {
    let text = reference.text.as_str();
    let value = |name: &str| reference.value(name).map(str::to_owned);
    let found = citation::read(text)
        .citations()
        .next()
        .map(fields_of)
        .unwrap_or_default();
    let mut expected = Fields::new();
    let title = value("title");
    if let Some(title) = title {
        expected.insert("title", vec![title]);
    }
    // Names are compared as one run of words, whatever their order: the tags do not part them.
    // Dashes stand for the author of the entry before.
    if let Some(authors) = value("author").filter(|authors| !sorted(authors).is_empty()) {
        expected.insert("authors", vec![sorted(&authors)]);
    }
    if let Some(year) = value("date").as_deref().and_then(year) {
        expected.insert("date", vec![year]);
    }
    let containers = ["journal", "container-title"];
    if let Some(container) = containers.iter().find_map(|name| value(name)) {
        let within = ["In ", "in "]
            .iter()
            .find_map(|within| container.strip_prefix(within));
        expected.insert("container", vec![within.unwrap_or(&container).to_owned()]);
    }
    if let Some(publisher) = value("publisher") {
        expected.insert("publisher", vec![publisher]);
    }
    if let Some(place) = value("location") {
        expected.insert("place", vec![place]);
    }
    let mut read = Fields::new();
    for name in ["container", "publisher", "place"] {
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
