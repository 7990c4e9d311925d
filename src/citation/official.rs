//! Documents of official series, by their numbers: `NIST SP 800-53`, `A/RES/70/1`, `COM(2020) 65 final`.
//!
//! `vocabulary/series.tsv` has the series: a further one is a line there.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Regex, RegexSet};

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
    /// The patterns of the rows: which of them are in a text at all, then each.
    any: RegexSet,
    patterns: Vec<Regex>,
}

/// The columns of the table.
const COLUMNS: usize = 6;

static TABLE: LazyLock<SeriesTable> = LazyLock::new(|| {
    let lines = include_str!("vocabulary/series.tsv").lines();
    let lines = lines.filter(|line| !line.starts_with('#')).skip(1);
    let rows: Vec<[&str; COLUMNS]> = lines.filter_map(columns).collect();
    let written = |row: &[&'static str; COLUMNS]| format!(r"(?-i:\b(?:{}))", row[4]);
    let patterns: Vec<String> = rows.iter().map(written).collect();
    SeriesTable {
        any: RegexSet::new(&patterns).unwrap_or_else(|_| RegexSet::empty()),
        patterns: patterns.iter().map(|one| pattern(one)).collect(),
        rows: rows.iter().map(series).collect(),
    }
});

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
    }
}

/// The numbers of official series in `text`, by place; they do not overlap.
pub(super) fn designations(text: &str) -> Vec<Designation> {
    let mut found = Vec::new();
    // Each has a digit and a capital.
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return found;
    }
    for row in TABLE.any.matches(text) {
        let Some(pattern) = TABLE.patterns.get(row) else {
            continue;
        };
        for captures in pattern.captures_iter(text) {
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
        assert_eq!(TABLE.any.len(), TABLE.rows.len());
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
