//! Documents of official series, by their numbers: `NIST SP 800-53`, `A/RES/70/1`, `COM(2020) 65 final`.
//!
//! `vocabulary/series.tsv` has the series: a further one is a line there.

use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

use aho_corasick::AhoCorasick;
use regex::Regex;
use regex_syntax::hir::literal::Extractor;

use super::SourceKind;
use crate::pattern::pattern;

/// A number of an official series in running text. Ranges are bytes of the text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Designation {
    /// All of it: the series with its number.
    pub range: Range<usize>,
    /// The number.
    pub number: Range<usize>,
    /// The body whose series it is, where it stands in front.
    pub body: Option<Range<usize>>,
    /// Its row in the table.
    pub row: usize,
}

/// A series: a row of the table.
pub(super) struct Series {
    /// What a document of it is.
    pub kind: SourceKind,
    /// Whether the body in front of the number published it, and is not its author.
    pub is_published: bool,
    /// Bodies whose names have no word of a body.
    bodies: Vec<&'static str>,
    /// How its numbers are printed.
    written: String,
    pattern: OnceLock<Regex>,
}

impl Series {
    /// Compiled when a text first asks for it: all of them take longer than a brief.
    fn pattern(&self) -> &Regex {
        self.pattern.get_or_init(|| pattern(&self.written))
    }
}

impl Designation {
    /// The series.
    pub(super) fn series(&self) -> Option<&'static Series> {
        TABLE.rows.get(self.row)
    }

    /// Whether `words` are the name of a body that issues documents of the series.
    pub(super) fn is_issued_by(&self, words: &str) -> bool {
        let series = self.series();
        series.is_some_and(|series| series.bodies.contains(&words))
    }
}

struct SeriesTable {
    rows: Vec<Series>,
    /// What the numbers of the rows begin with.
    beginnings: AhoCorasick,
    /// The row of each beginning.
    row_of: Vec<usize>,
}

impl SeriesTable {
    /// The rows of which a number may be in `text`.
    fn rows_in(&self, text: &str) -> Vec<usize> {
        let begun = self.beginnings.find_overlapping_iter(text);
        let rows = begun.filter_map(|found| self.row_of.get(found.pattern().as_usize()));
        let mut rows: Vec<usize> = rows.copied().collect();
        rows.sort_unstable();
        rows.dedup();
        rows
    }
}

/// The columns of the table.
const COLUMNS: usize = 6;

static TABLE: LazyLock<SeriesTable> = LazyLock::new(|| {
    let lines = include_str!("vocabulary/series.tsv").lines();
    let lines = lines.filter(|line| !line.starts_with('#')).skip(1);
    let rows: Vec<Series> = lines.filter_map(columns).map(|row| series(&row)).collect();
    let numbered = rows.iter().enumerate();
    let begun = numbered.flat_map(|(row, series)| {
        let begun = beginnings(&series.written).into_iter();
        begun.map(move |beginning| (beginning, row))
    });
    let (begun, row_of): (Vec<Vec<u8>>, Vec<usize>) = begun.unzip();
    SeriesTable {
        rows,
        beginnings: automaton(&begun),
        row_of,
    }
});

#[allow(
    clippy::expect_used,
    reason = "the table is constant, and a test meets it"
)]
fn automaton(words: &[Vec<u8>]) -> AhoCorasick {
    AhoCorasick::new(words).expect("few and short words")
}

/// What each match of a pattern begins with; nothing where that may be anything.
fn beginnings(written: &str) -> Vec<Vec<u8>> {
    let parsed = regex_syntax::parse(written).ok();
    let mut extractor = Extractor::new();
    // Each letter of a small class, and no digits: these are in most texts.
    extractor.limit_class(4).limit_total(1000);
    let literals = parsed.map(|parsed| extractor.extract(&parsed));
    match literals.as_ref().and_then(|literals| literals.literals()) {
        Some(literals) => literals.iter().map(|it| it.as_bytes().to_vec()).collect(),
        None => vec![Vec::new()],
    }
}

fn columns(line: &'static str) -> Option<[&'static str; COLUMNS]> {
    line.split('\t').collect::<Vec<_>>().try_into().ok()
}

fn series(row: &[&'static str; COLUMNS]) -> Series {
    Series {
        kind: match row[1] {
            "legislation" => SourceKind::Legislation,
            "treaty" => SourceKind::Treaty,
            _ => SourceKind::Report,
        },
        is_published: row[2] == "publisher",
        bodies: row[3].split('|').filter(|name| !name.is_empty()).collect(),
        written: format!(r"\b(?:{})", row[4].replace(r"\d", "[0-9]")),
        pattern: OnceLock::new(),
    }
}

/// The numbers of official series in `text`, by place; they do not overlap.
pub(super) fn designations(text: &str) -> Vec<Designation> {
    let mut found = Vec::new();
    // Each has a digit and a capital.
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return found;
    }
    for row in TABLE.rows_in(text) {
        let Some(series) = TABLE.rows.get(row) else {
            continue;
        };
        for captures in series.pattern().captures_iter(text) {
            let range = |name: &str| captures.name(name).map(|it| it.range());
            let all = captures.get(0).map_or(0..0, |all| all.range());
            let all = without_stop(text, all);
            let number = range("number").unwrap_or_else(|| all.clone());
            let whole = Designation {
                number: number.start..number.end.min(all.end),
                body: range("body"),
                range: all,
                row,
            };
            if is_apart(text, &whole.range) {
                found.push(whole);
            }
        }
    }
    found.sort_by_key(|one| (one.range.start, one.row));
    let mut end = 0;
    found.retain(|one| {
        let is_first = one.range.start >= end;
        end = end.max(one.range.end);
        is_first
    });
    found
}

/// A range without the punctuation behind it that its form allows within: `A/RES/70/1.`
fn without_stop(text: &str, range: Range<usize>) -> Range<usize> {
    let words = text.get(range.clone()).unwrap_or_default();
    let bare = words.trim_end_matches(['.', '-', '/']);
    let open = bare.ends_with(')') && !bare.contains('(');
    let bare = if open {
        bare.trim_end_matches(')')
    } else {
        bare
    };
    range.start..range.start + bare.len()
}

/// Whether no letter, number or path goes on around a range: `GAO-12-3`, and not `a.example/GAO-12-3.pdf`.
fn is_apart(text: &str, range: &Range<usize>) -> bool {
    let before = text
        .get(..range.start)
        .and_then(|it| it.chars().next_back());
    let mut after = text.get(range.end..).unwrap_or_default().chars();
    let (next, second) = (after.next(), after.next());
    let goes_on = |c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | '_');
    let joined = next.is_some_and(goes_on)
        || (next == Some('.') && second.is_some_and(char::is_alphanumeric));
    !before.is_some_and(|c| goes_on(c) || c == '.') && !joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn finds(text: &str, expected: &[(&str, &str)]) {
        let found = designations(text);
        let found: Vec<_> = found
            .iter()
            .map(|one| (&text[one.range.clone()], &text[one.number.clone()]))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn every_row_is_read() {
        let lines = include_str!("vocabulary/series.tsv").lines();
        let rows = lines.filter(|line| !line.starts_with('#')).skip(1);
        assert_eq!(rows.count(), TABLE.rows.len());
        for series in &TABLE.rows {
            series.pattern();
        }
    }

    #[test]
    fn a_row_is_looked_for_only_where_a_number_of_it_may_begin() {
        for series in &TABLE.rows {
            let begun = beginnings(&series.written);
            assert!(
                begun.iter().all(|it| !it.is_empty()),
                "{}: {begun:?}",
                series.written
            );
        }
        let none = TABLE.rows_in("In 2020 it rose by 5 per cent.");
        assert!(none.is_empty(), "{none:?}");
        assert_eq!(TABLE.rows_in("See FCC 20-1 of 2020.").len(), 1);
    }

    #[test]
    fn numbers_of_series_are_known_by_their_form() {
        finds(
            "NIST SP 800-99, A Guide; see FIPS PUB 299.",
            &[("NIST SP 800-99", "800-99"), ("FIPS PUB 299", "299")],
        );
        finds(
            "OMB Circular A-930 and Memorandum M-09-77",
            &[
                ("OMB Circular A-930", "A-930"),
                ("Memorandum M-09-77", "M-09-77"),
            ],
        );
        finds(
            "GAO-99-34T, GAO/AIMD-98-21",
            &[
                ("GAO-99-34T", "GAO-99-34T"),
                ("GAO/AIMD-98-21", "GAO/AIMD-98-21"),
            ],
        );
        finds(
            "UN Doc. A/RES/99/1, S/2019/999, E/CN.4/2005/99/Add.1",
            &[
                ("UN Doc. A/RES/99/1", "A/RES/99/1"),
                ("S/2019/999", "S/2019/999"),
                ("E/CN.4/2005/99/Add.1", "E/CN.4/2005/99/Add.1"),
            ],
        );
        finds(
            "COM(2020) 999 final, Brussels",
            &[("COM(2020) 999 final", "COM(2020) 999 final")],
        );
        finds(
            "HC 999, Cm 9999",
            &[("HC 999", "HC 999"), ("Cm 9999", "Cm 9999")],
        );
        finds(
            "BT-Drs. 19/99999, S. 3",
            &[("BT-Drs. 19/99999", "19/99999")],
        );
        finds(
            "IMF Working Paper 20/999",
            &[("IMF Working Paper 20/999", "20/999")],
        );
    }

    #[test]
    fn what_only_looks_like_a_number_is_none() {
        for text in [
            "They ran A/B tests in 2019.",
            "https://a.example/GAO-12-34.pdf",
            "The SP 500 index fell.",
            "in a circular of 1998",
            "S/he wrote 3",
        ] {
            finds(text, &[]);
        }
    }
}
