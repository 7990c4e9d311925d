//! How law is named and cited: the lists of `vocabulary/law.tsv`.

use std::sync::LazyLock;

use crate::citation::SourceKind;

/// Words of a list, and what is cited where they stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    /// The words, without the sign of a digit behind them.
    pub words: &'static str,
    /// What is cited.
    pub kind: SourceKind,
    /// Whether a digit follows.
    is_numbered: bool,
}

type MarkList = LazyLock<Vec<Mark>>;

pub(super) static STATUTES: MarkList = LazyLock::new(|| list("statute"));
pub(super) static FRONTS: MarkList = LazyLock::new(|| list("front"));
pub(super) static NUMBERED: MarkList = LazyLock::new(|| list("numbered"));
pub(super) static RULES: MarkList = LazyLock::new(|| list("rule"));
pub(super) static ACTS: MarkList = LazyLock::new(|| list("act"));
pub(super) static TREATIES: MarkList = LazyLock::new(|| list("treaty"));
pub(super) static TREATY_MARKS: MarkList = LazyLock::new(|| list("treaty mark"));
pub(super) static JOURNAL_WORDS: MarkList = LazyLock::new(|| list("journal word"));
pub(super) static COURTS: MarkList = LazyLock::new(|| list("court"));
pub(super) static FRENCH_COURTS: MarkList = LazyLock::new(|| list("court of france"));
pub(super) static CODES: MarkList = LazyLock::new(|| list("code"));
pub(super) static ENDINGS: MarkList = LazyLock::new(|| list("ending"));
pub(super) static PARTS: MarkList = LazyLock::new(|| list("part"));
pub(super) static CITED_PARTS: MarkList = LazyLock::new(|| list("cited part"));
pub(super) static PARAGRAPH_PARTS: MarkList = LazyLock::new(|| list("paragraph part"));
pub(super) static JUDGMENTS: MarkList = LazyLock::new(|| list("judgment"));
pub(super) static KINGS: MarkList = LazyLock::new(|| list("king"));
pub(super) static FILINGS: MarkList = LazyLock::new(|| list("filing"));
pub(super) static SAYS: MarkList = LazyLock::new(|| list("says"));
pub(super) static LEADS: MarkList = LazyLock::new(|| list("lead"));

/// The rows of the list `name`.
fn list(name: &str) -> Vec<Mark> {
    let lines = include_str!("../vocabulary/law.tsv").lines();
    let rows = lines
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let (list, rest) = line.split_once('\t')?;
            let (kind, words) = rest.split_once('\t')?;
            let words = words.strip_suffix('|').unwrap_or(words);
            (list == name).then(|| Mark {
                words: words.trim_end_matches('#'),
                kind: kind_of(kind),
                is_numbered: words.ends_with('#'),
            })
        });
    rows.collect()
}

fn kind_of(name: &str) -> SourceKind {
    match name {
        "bill" => SourceKind::Bill,
        "report" => SourceKind::LegislativeReport,
        "case" => SourceKind::Case,
        "treaty" => SourceKind::Treaty,
        _ => SourceKind::Legislation,
    }
}

/// Whether `word` is one of `list`.
pub(super) fn has(list: &[Mark], word: &str) -> bool {
    list.iter().any(|mark| mark.words == word)
}

/// The first of `list` with which `text` begins, and what stands behind it.
pub(super) fn in_front<'t>(list: &[Mark], text: &'t str) -> Option<(Mark, &'t str)> {
    list.iter().find_map(|mark| {
        let after = text.strip_prefix(mark.words)?;
        mark.allows(after).then_some((*mark, after))
    })
}

/// The first of `list` that stands in `text`, in the order of the list.
pub(super) fn within(list: &[Mark], text: &str) -> Option<Mark> {
    let stands = |mark: &&Mark| {
        let mut places = text.match_indices(mark.words);
        places.any(|(at, words)| mark.allows(text.get(at + words.len()..).unwrap_or_default()))
    };
    list.iter().find(stands).copied()
}

impl Mark {
    fn allows(&self, after: &str) -> bool {
        !self.is_numbered || after.starts_with(|c: char| c.is_ascii_digit())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_list_is_empty_and_no_row_is_lost() {
        let lists = [
            &STATUTES,
            &FRONTS,
            &NUMBERED,
            &RULES,
            &ACTS,
            &TREATIES,
            &TREATY_MARKS,
            &JOURNAL_WORDS,
            &COURTS,
            &FRENCH_COURTS,
            &CODES,
            &ENDINGS,
            &PARTS,
            &CITED_PARTS,
            &PARAGRAPH_PARTS,
            &JUDGMENTS,
            &KINGS,
            &FILINGS,
            &SAYS,
            &LEADS,
        ];
        let read: usize = lists.iter().map(|list| list.len()).sum();
        let lines = include_str!("../vocabulary/law.tsv").lines();
        let rows = lines.filter(|line| !line.starts_with('#')).count();
        assert!(lists.iter().all(|list| !list.is_empty()));
        assert_eq!(read, rows);
    }

    #[test]
    fn the_sign_of_a_digit_asks_for_one() {
        assert!(within(&STATUTES, "SI 2018/12").is_some());
        assert!(within(&STATUTES, "SI units").is_none());
    }
}
