use crate::check::raw_diagnostic::RawDiagnostic;
use crate::check::sections::{at_heading, section};
use crate::check::{Find, Rule};
use crate::config::{Level, WordRange};
use crate::index::Document;

pub(super) const RULE: Rule =
    Rule::in_brief_alone("section-length", Level::Information, Find::Prose(find))
        .summary("a section or brief that is longer or shorter than the house allows")
        .page(include_str!("section_length.md"));

fn find(document: &Document) -> Vec<RawDiagnostic> {
    let house = document.house();
    let is_set = |words: WordRange| words != WordRange::default();
    let limited = house.section.iter().any(|section| is_set(section.words));
    if !limited && !is_set(house.length.words) {
        return Vec::new();
    }
    let words = document.words();
    let mut found = Vec::new();
    if let Some(first) = document.headings().next() {
        let fault = fault("this brief", words.total(), house.length.words);
        found.extend(fault.map(|message| at_heading(&first, house.says(&message))));
    }
    for wanted in house.section.iter().filter(|it| is_set(it.words)) {
        if let Some((heading, span)) = section(document, wanted) {
            let name = document.text().slice(heading.text).trim().to_owned();
            let fault = fault(&format!("“{name}”"), words.within(span), wanted.words);
            found.extend(fault.map(|message| at_heading(&heading, house.says(&message))));
        }
    }
    found
}

/// What is wrong with a length, if anything.
fn fault(what: &str, words: usize, allowed: WordRange) -> Option<String> {
    match (allowed.min, allowed.max) {
        (_, Some(max)) if words > max => Some(format!("{what} has {words} words, at most {max}.")),
        (Some(min), _) if words < min => Some(format!("{what} has {words} words, at least {min}.")),
        _ => None,
    }
}
