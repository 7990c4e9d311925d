//! The place in a source that a citation by key means.

use std::sync::LazyLock;

use hayagriva::citationberg::taxonomy;
use regex::Regex;

use crate::pattern::pattern;

/// A place in a source: `p. 3`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Locator {
    /// What its number counts.
    pub(super) term: taxonomy::Locator,
    /// The number, or several.
    pub(super) number: String,
    /// As it is written.
    pub(super) written: String,
}

/// The terms of places, as Pandoc knows them in English (Pandoc manual, "Citation syntax").
const TERMS: &[(&str, taxonomy::Locator)] = &[
    (r"books?|bks?\.", taxonomy::Locator::Book),
    (r"chapters?|chaps?\.|chs?\.", taxonomy::Locator::Chapter),
    (r"columns?|cols?\.", taxonomy::Locator::Column),
    (r"figures?|figs?\.", taxonomy::Locator::Figure),
    (r"folios?|fols?\.", taxonomy::Locator::Folio),
    (r"numbers?|nos?\.", taxonomy::Locator::Issue),
    (r"lines?|ll?\.", taxonomy::Locator::Line),
    (r"notes?|nn?\.", taxonomy::Locator::Note),
    (r"pages?|pp?\.", taxonomy::Locator::Page),
    (r"paragraphs?|paras?\.|¶¶?", taxonomy::Locator::Paragraph),
    (r"parts?|pts?\.", taxonomy::Locator::Part),
    (r"sections?|secs?\.|§§?", taxonomy::Locator::Section),
    (r"verses?|vv?\.", taxonomy::Locator::Verse),
    (r"volumes?|vols?\.", taxonomy::Locator::Volume),
];

static LOCATOR: LazyLock<Regex> = LazyLock::new(|| {
    let terms = TERMS.iter().map(|(term, _)| format!("({term})"));
    let terms = terms.collect::<Vec<_>>().join("|");
    let number = r"\w*\d[\w.:]*|[ivxlcIVXLC]+\b";
    let number = format!(r"(?:{number})(?:\s?[–—-]+\s?(?:{number}))?");
    pattern(&format!(
        r"^\s*,?\s*\{{?\s*(?i:{terms})?\s*(?P<number>(?:{number})(?:\s?[,&]\s?(?:{number}))*)\s?\}}?"
    ))
});

impl Locator {
    /// The place that `suffix`, what stands after a key, begins with, and the rest of it.
    pub fn read(suffix: &str) -> (Option<Locator>, &str) {
        let Some(found) = LOCATOR.captures(suffix) else {
            return (None, suffix);
        };
        let (Some(whole), Some(number)) = (found.get(0), found.name("number")) else {
            return (None, suffix);
        };
        let mut terms = TERMS.iter().enumerate();
        let term = terms.find(|(index, _)| found.get(index + 1).is_some());
        let term = term.map_or(taxonomy::Locator::Page, |(_, (_, term))| *term);
        let signs = |c: char| c.is_whitespace() || matches!(c, ',' | '{' | '}');
        let locator = Locator {
            term,
            number: number.as_str().to_owned(),
            written: whole.as_str().trim_matches(signs).to_owned(),
        };
        (Some(locator), suffix.get(whole.end()..).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_read(suffix: &str, expected: Option<(taxonomy::Locator, &str)>, rest: &str) {
        let (locator, left) = Locator::read(suffix);
        let found = locator.map(|it| (it.term, it.number));
        let expected = expected.map(|(term, number)| (term, number.to_owned()));
        assert_eq!((found, left), (expected, rest), "{suffix}");
    }

    #[test]
    fn a_place_is_told_from_what_is_said_of_it() {
        use taxonomy::Locator::{Chapter, Page, Paragraph, Section};
        assert_read(", p. 3", Some((Page, "3")), "");
        assert_read(", pp. 3-5, 12 (so)", Some((Page, "3-5, 12")), "(so)");
        assert_read(", 33–35, and more", Some((Page, "33–35")), ", and more");
        assert_read(" ch. 3", Some((Chapter, "3")), "");
        assert_read("{§ 4a}, so", Some((Section, "4a")), ", so");
        assert_read(", paras. 3 & 4", Some((Paragraph, "3 & 4")), "");
        assert_read(", p. xii", Some((Page, "xii")), "");
        assert_read(", passim", None, ", passim");
        assert_read("", None, "");
    }
}
