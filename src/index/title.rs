//! The title block of a brief laid out as text: institution, kind of document, title, authors, date.

use std::sync::LazyLock;

use regex::Regex;

use crate::pattern::pattern;
use crate::syntax::{Blocks, HeadingKind, Leaf, MarkKind};
use crate::text::{Span, Text};

/// A title block has no more lines than this.
pub(super) const LONGEST: usize = 16;

/// What stands above the first heading or paragraph of a brief.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TitleBlock {
    /// All of it.
    pub span: Span,
    /// The title.
    pub title: Option<Span>,
    /// Who publishes the brief.
    pub institution: Option<Span>,
    /// What kind of document it is.
    pub kind: Option<Span>,
    /// Who wrote it.
    pub authors: Option<Span>,
    /// When it was published.
    pub date: Option<Span>,
}

/// What the first lines of a document are.
#[derive(Debug)]
pub(super) struct Top {
    /// The title block, if there is one.
    pub block: Option<TitleBlock>,
    /// How many blocks stand in it.
    pub len: usize,
}

/// Reads the title block: the lines that stand alone at the top of `text`. The last of them is the first
/// heading where it is called Summary or the like, or where a date stands above it.
pub(super) fn read(text: &Text, blocks: &Blocks) -> Top {
    let mut lines = Vec::new();
    let mut len = 0;
    let mut dated = false;
    for at in blocks.iter().take(LONGEST + 1) {
        if matches!(at.block.leaf, Leaf::Blank | Leaf::Comment) {
            len = at.index + 1;
            continue;
        }
        let is_line = |kind: &MarkKind| {
            matches!(
                kind,
                MarkKind::Heading {
                    kind: HeadingKind::Line,
                    ..
                }
            )
        };
        let standing = at.block.marks.iter().any(|mark| is_line(&mark.kind));
        let content = text.slice(at.body());
        let is_date = DATE.is_match(&content);
        if !standing && !is_date || SECTION.is_match(&content) {
            break;
        }
        lines.push((at.body(), is_date, at.index));
        len = at.index + 1;
        dated |= is_date;
    }
    let next_is_text = blocks
        .get(len)
        .is_some_and(|at| at.block.leaf == Leaf::Paragraph);
    let ends_in_heading = blocks
        .get(len)
        .is_some_and(|at| SECTION.is_match(&text.slice(at.body())));
    if next_is_text
        && !ends_in_heading
        && dated
        && lines.len() > 2
        && let Some((_, false, index)) = lines.last().copied()
        && !lines[lines.len() - 2].1 | !looks_like_names(&text.slice(lines[lines.len() - 1].0))
    {
        lines.pop();
        len = index;
    }
    if lines.len() < 2 {
        return Top {
            block: None,
            len: 0,
        };
    }
    Top {
        block: Some(sort_out(text, &lines)),
        len,
    }
}

/// Tells the lines of a title block apart.
fn sort_out(text: &Text, lines: &[(Span, bool, usize)]) -> TitleBlock {
    let spans: Vec<Span> = lines
        .iter()
        .filter(|line| !line.1)
        .map(|line| line.0)
        .collect();
    let kind = spans
        .iter()
        .position(|span| KIND.is_match(&text.slice(*span)));
    let after_kind = kind
        .map(|kind| kind + 1)
        .filter(|title| *title < spans.len());
    let longest = || (0..spans.len()).max_by_key(|index| (spans[*index].len(), usize::MAX - index));
    let title = after_kind.or_else(longest);
    let at = |index: Option<usize>| index.and_then(|index| spans.get(index).copied());
    let before_title = title.and_then(|title| (0..title).find(|index| Some(*index) != kind));
    TitleBlock {
        span: lines[0].0.join(lines[lines.len() - 1].0),
        title: at(title),
        institution: at(before_title),
        kind: at(kind),
        authors: at(title
            .map(|title| title + 1)
            .filter(|next| Some(*next) != kind)),
        date: lines.iter().find(|line| line.1).map(|line| line.0),
    }
}

/// Two to four capitalised words, or several such by commas: the names of authors.
fn looks_like_names(line: &str) -> bool {
    line.split([',', '&', ';'])
        .flat_map(|part| part.split(" and "))
        .all(|name| {
            let words: Vec<&str> = name.split_whitespace().collect();
            (2..=4).contains(&words.len())
                && words
                    .iter()
                    .all(|word| word.starts_with(char::is_uppercase))
        })
}

static DATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)^\W*(?:date[d]?:?\s*|published:?\s*)?(?:
            (?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+)?
            (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(?:\d{1,2}(?:st|nd|rd|th)?,?\s+)?\d{4}
            | \d{4}-\d{2}-\d{2} | \d{1,2}[./]\d{1,2}[./]\d{4}
        )\W*$",
    )
});

static KIND: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)^\W*(?:(?:policy|issue|research|briefing|special|country|situation|strategic|working|discussion|
            occasional|background|white|position|technical|analysis|expert|data)\s+)+
            (?:brief|paper|report|note|memo|memorandum|update|analysis|commentary)s?(?:\s+(?:no\.?\s*)?[\d/-]+)?\W*$
            | ^\W*(?:brief|briefing|commentary|report|memorandum|backgrounder|factsheet|analysis|explainer)\W*$",
    )
});

static SECTION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)^\W*(?:(?:executive\s+)?summary|abstract|introduction|overview|background|context|key\s+\w+|
            in\s+brief|at\s+a\s+glance|highlights|contents|table\s+of\s+contents|acknowledge?ments?|preface|
            foreword|résumé|zusammenfassung|einleitung|einführung|resumen|introducción|resumo|introdução|
            аннотация|введение|摘要|引言|要旨|概要)\W*$",
    )
});
