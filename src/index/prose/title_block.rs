//! The title block of a brief laid out as text: institution, kind of document, title, authors, date.

use std::sync::LazyLock;

use regex::Regex;

use crate::pattern::pattern;
use crate::syntax::{Block, BlockAt, Blocks, HeadingKind, Item, ItemKind, Leaf, may_be_heading};
use crate::text::{Span, Text};

/// A title block has no more lines than this.
pub(in crate::index) const LONGEST: usize = 16;

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
pub(in crate::index) struct Top {
    /// The title block, if there is one.
    pub block: Option<TitleBlock>,
    /// How many blocks stand in it.
    pub len: usize,
}

/// A line of the title block.
#[derive(Clone, Copy)]
struct TitleLine {
    span: Span,
    is_date: bool,
    /// The block that it stands in.
    block: usize,
}

/// Reads the title block: the lines that stand alone at the top of `text`, or those of its first paragraph,
/// if each of them could stand alone. The last of them is the first heading where a date stands above it.
pub(in crate::index) fn read(text: &Text, blocks: &Blocks) -> Top {
    let (mut lines, mut len) = lines(text, blocks);
    let next = blocks.get(len);
    let next_is = |test: &dyn Fn(&str) -> bool| next.is_some_and(|at| test(&text.slice(at.body())));
    let heading_follows = || next_is(&|content| is_section(content));
    let text_follows = next.is_some_and(|at| at.block.leaf == Leaf::Paragraph);
    if let [.., before, last] = lines[..]
        && text_follows
        && lines.len() > 2
        && lines.iter().any(|line| line.is_date)
        && !last.is_date
        && !(before.is_date && looks_like_names(&text.slice(last.span)))
        && !heading_follows()
    {
        lines.pop();
        len = last.block;
    }
    let cites = |line: &TitleLine| {
        blocks
            .get(line.block)
            .is_some_and(|at| has_marker(at.block))
    };
    let alone = lines.len() == 1 && lines.iter().any(cites);
    if lines.iter().all(|line| line.is_date) || next.is_none() || alone {
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

/// Whether a block has a candidate for a marker: a single line with one is rather a sentence than a title.
fn has_marker(block: &Block) -> bool {
    let is_marker = |item: &Item| matches!(item.kind, ItemKind::Marker { .. });
    block.items.iter().any(is_marker)
}

/// The lines at the top that may belong to a title block, and how many blocks they take up.
fn lines(text: &Text, blocks: &Blocks) -> (Vec<TitleLine>, usize) {
    let mut lines = Vec::new();
    let mut len = 0;
    for at in blocks.iter().take(LONGEST + 1) {
        if matches!(at.block.leaf, Leaf::Blank | Leaf::Comment) {
            len = at.index + 1;
            continue;
        }
        let content = text.slice(at.body());
        let is_line = |item: &Item| {
            let line = HeadingKind::Line;
            matches!(item.kind, ItemKind::Heading { kind, .. } if kind == line)
        };
        let is_date = is_date(&content);
        if is_section(&content) {
            break;
        }
        if is_date || at.block.items.iter().any(is_line) {
            lines.push(TitleLine {
                span: at.body(),
                is_date,
                block: at.index,
            });
        } else if lines.is_empty()
            && at.block.leaf == Leaf::Paragraph
            && at.block.items.iter().all(Item::is_mere_number)
        {
            lines = lines_of(text, at).unwrap_or_default();
            if lines.is_empty() {
                break;
            }
        } else {
            break;
        }
        len = at.index + 1;
    }
    (lines, len)
}

/// The lines of a paragraph of two or more, if each could stand alone in a title block.
fn lines_of(text: &Text, at: BlockAt<'_>) -> Option<Vec<TitleLine>> {
    let (first, last) = (text.line_of(at.body().start), text.line_of(at.body().end));
    let line = |line: usize| {
        let span = text.line(line);
        let content = text.slice(span);
        let is_date = is_date(&content);
        let stands = is_date || may_be_heading(content.trim());
        stands.then_some(TitleLine {
            span,
            is_date,
            block: at.index,
        })
    };
    if last == first || last - first >= LONGEST {
        return None;
    }
    (first..=last).map(line).collect()
}

/// Tells the lines of a title block apart.
fn sort_out(text: &Text, lines: &[TitleLine]) -> TitleBlock {
    let spans: Vec<Span> = lines
        .iter()
        .filter(|line| !line.is_date)
        .map(|line| line.span)
        .collect();
    let is = |index: usize, test: &dyn Fn(&str) -> bool| test(&text.slice(spans[index]));
    let is_kind = |index: &usize| is(*index, &is_document_kind);
    let is_name = |index: usize| is(index, &looks_like_names);
    let kind = (0..spans.len()).find(is_kind);
    let after_kind = kind
        .map(|kind| kind + 1)
        .filter(|title| *title < spans.len());
    let before_names = || {
        (spans.len() - 1)
            .checked_sub(1)
            .filter(|_| is_name(spans.len() - 1))
    };
    let longest = || {
        let is_title = |index: &usize| !is(*index, &|line| INSTITUTION.is_match(line));
        let titles = (0..spans.len()).filter(is_title);
        titles.max_by_key(|index| (spans[*index].len(), usize::MAX - index))
    };
    let title = after_kind
        .or_else(before_names)
        .or_else(longest)
        .unwrap_or(0);
    let at = |index: Option<usize>| index.and_then(|index| spans.get(index).copied());
    let first = lines.first().map(|line| line.span);
    let last = lines.last().map(|line| line.span);
    TitleBlock {
        span: first
            .zip(last)
            .map_or(Span::at(0), |(first, last)| first.join(last)),
        title: at(Some(title)),
        institution: at((0..title).find(|index| Some(*index) != kind)),
        kind: at(kind),
        authors: at(Some(title + 1).filter(|next| Some(*next) != kind)),
        date: lines.iter().find(|line| line.is_date).map(|line| line.span),
    }
}

/// Whether `line` may be the names of authors: two to four capitalised words, or several such by commas.
pub fn looks_like_names(line: &str) -> bool {
    const ARTICLES: [&str; 8] = ["The", "A", "An", "Of", "In", "On", "For", "To"];
    let is_name_word = |word: &&str| {
        word.starts_with(char::is_uppercase)
            && word
                .chars()
                .all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'))
            && !ARTICLES.contains(word)
    };
    line.split([',', '&', ';'])
        .flat_map(|part| part.split(" and "))
        .all(|name| {
            let words: Vec<&str> = name.split_whitespace().collect();
            (2..=4).contains(&words.len()) && words.iter().all(is_name_word)
        })
}

/// Whether `line` says what kind of document it stands in: `Issue Brief`, `Working Paper No. 7`.
pub fn is_document_kind(line: &str) -> bool {
    KIND.is_match(without_marks(line))
}

static INSTITUTION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)\b(?:Institut|Universit|(?:Cent(?:er|re)|Ministry|Foundation|Council|Department|Agency|
            Corporation|Association|Commission|Bank|Society|Bureau|Office|Committee|Forum|Network|Fund)\b)",
    )
});

static DATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)^(?:date[d]?:?\s*|published:?\s*)?(?:
            (?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:[0-9]{1,2}(?:st|nd|rd|th)?\s+)?
            (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(?:[0-9]{1,2}(?:st|nd|rd|th)?,?\s+)?[0-9]{4}
            | [0-9]{4}-[0-9]{2}-[0-9]{2} | [0-9]{1,2}[./][0-9]{1,2}[./][0-9]{4}
        )$",
    )
});

static KIND: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)^(?:(?:policy|issue|research|briefing|special|country|situation|strategic|working|discussion|
            occasional|background|white|position|technical|analysis|expert|data)\s+)+
            (?:brief|paper|report|note|memo|memorandum|update|analysis|commentary)s?(?:\s+(?:no\.?\s*)?[0-9/-]+)?$
            | ^(?:brief|briefing|commentary|report|memorandum|backgrounder|factsheet|analysis|explainer)$",
    )
});

/// Whether `line` is a date and nothing else.
fn is_date(line: &str) -> bool {
    // Most lines begin with another word, and so need no pattern.
    let bare = without_marks(line);
    let first = bare.split(|c: char| !c.is_alphabetic()).next();
    let first = first.unwrap_or_default().to_lowercase();
    let begins = bare.starts_with(char::is_numeric)
        || DATES_BEGIN.iter().any(|word| first.starts_with(word));
    begins && bare.ends_with(char::is_numeric) && DATE.is_match(bare)
}

/// A line without the marks around its words, so that the patterns need no class of all letters: these take milliseconds
/// to compile.
fn without_marks(line: &str) -> &str {
    line.trim_matches(|c: char| !c.is_alphanumeric())
}

/// With what the first word of a date begins that has one.
const DATES_BEGIN: [&str; 21] = [
    "date", "publ", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "jan", "feb", "mar", "apr",
    "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// Whether `line` is the usual heading of a section: `Executive Summary`, `Key Findings`.
fn is_section(line: &str) -> bool {
    let is_mark = |c: char| !c.is_alphanumeric() && c != '_';
    let mut words = line.trim_matches(is_mark).split_whitespace();
    let first = words.next().map(str::to_lowercase);
    let first = first.unwrap_or_default();
    let is_one = |heading: &&str| {
        let mut heading = heading.split(' ');
        heading.next() == Some(first.as_str()) && heading.eq(words.clone().map(str::to_lowercase))
    };
    if first == "key" {
        let is_word = |word: &str| !word.contains(is_mark);
        return words.next().is_some_and(is_word) && words.next().is_none();
    }
    SECTIONS.iter().any(is_one)
}

/// The usual headings of sections, beside `Key` with a word.
const SECTIONS: [&str; 32] = [
    "executive summary",
    "summary",
    "abstract",
    "introduction",
    "overview",
    "background",
    "context",
    "in brief",
    "at a glance",
    "highlights",
    "contents",
    "table of contents",
    "acknowledgement",
    "acknowledgements",
    "acknowledgment",
    "acknowledgments",
    "preface",
    "foreword",
    "résumé",
    "zusammenfassung",
    "einleitung",
    "einführung",
    "resumen",
    "introducción",
    "resumo",
    "introdução",
    "аннотация",
    "введение",
    "摘要",
    "引言",
    "要旨",
    "概要",
];

#[cfg(test)]
mod tests {
    use crate::syntax::DocumentKind;
    use crate::testing::document;

    /// The title that the lines above a section give.
    #[track_caller]
    fn assert_title(lines: &str, title: &str) {
        let text = format!("{lines}\n\nIntroduction\n\nA fact about dams is this.¹\n\n¹ A.\n");
        let document = document(DocumentKind::Plain, &text);
        let found = document.title().and_then(|block| block.title);
        assert_eq!(
            found
                .map(|span| document.text().slice(span).into_owned())
                .as_deref(),
            Some(title)
        );
        let headings: Vec<_> = document.headings().collect();
        assert_eq!(headings.len(), 1, "{headings:?}");
    }

    #[test]
    fn the_title_among_institution_kind_authors_and_date() {
        assert_title("The Dam\n\nJane Roe", "The Dam");
        assert_title("Water Wars\n\nJane Roe\n\nMay 4, 2024", "Water Wars");
        assert_title(
            "Iran and the Bomb\n\nJane Roe and John Doe",
            "Iran and the Bomb",
        );
        assert_title(
            "MP-IDSA\n\nIssue Brief\n\nA Dam\n\nJane Roe\n\nMarch 08, 2021",
            "A Dam",
        );
        assert_title(
            "Basin Institute for Applied Hydrology\n\nThe Dam",
            "The Dam",
        );
        assert_title("The Dam: A History", "The Dam: A History");
        assert_title(
            "RAND Corporation\nPolicy Brief No. 7\nThe Dam\nJane Roe\n2021-03-08",
            "The Dam",
        );
    }
}
