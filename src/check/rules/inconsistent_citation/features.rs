//! What in citations may be written in several ways.

use crate::check::cited::Cited;
use crate::citation::{ENGLISH_MONTHS, Field, Name, PartialDate};
use crate::config::{AuthorOrder, CommaSide, ContainerMark, House, QuotesAndLink};
use crate::text::Span;

/// Something that citations have in one of several ways.
pub(super) struct Feature {
    /// What has it, in the plural.
    pub subject: &'static str,
    /// What is said of those that have it in each way.
    pub ways: &'static [&'static str],
    /// Whether law, articles of a volume and all else are compared apart.
    pub by_kind: bool,
    /// Which of the ways a house asks for.
    pub of_house: fn(&House) -> Option<usize>,
    /// In which way a citation has it, and where, in bytes of the note's text.
    pub read: fn(&Cited<'_>) -> Option<FeatureWay>,
}

/// In which way a citation has a feature.
pub(super) struct FeatureWay {
    /// Its number.
    pub number: usize,
    /// Where, in bytes of the note's text.
    pub span: Span,
    /// Whether it may be so in any style.
    pub is_weak: bool,
}

impl FeatureWay {
    fn of(number: usize, span: Span) -> FeatureWay {
        FeatureWay {
            number,
            span,
            is_weak: false,
        }
    }
}

/// The features of citations.
pub(super) const FEATURES: &[Feature] = &[
    Feature {
        subject: "linked titles",
        ways: &[
            "have their quotation marks inside the link",
            "have their quotation marks outside the link",
        ],
        by_kind: false,
        of_house: |house| {
            Some(usize::from(
                house.citation.title_link? == QuotesAndLink::QuotesOutside,
            ))
        },
        read: quotes_and_link,
    },
    Feature {
        subject: "publications",
        ways: &["are in italics", "are not in italics"],
        by_kind: true,
        of_house: |house| {
            Some(usize::from(
                house.citation.container? == ContainerMark::Plain,
            ))
        },
        read: container,
    },
    Feature {
        subject: "dates",
        ways: &["have the month in full", "have the month abbreviated"],
        by_kind: false,
        of_house: |house| Some(usize::from(!house.citation.date?.has_full_month())),
        read: month,
    },
    Feature {
        subject: "dates",
        ways: &[
            "have the month before the day",
            "have the day before the month",
        ],
        by_kind: false,
        of_house: |house| Some(usize::from(!house.citation.date?.has_month_first())),
        read: date_order,
    },
    Feature {
        subject: "authors",
        ways: &["have the given name first", "have the family name first"],
        by_kind: false,
        of_house: |house| {
            Some(usize::from(
                house.citation.author? == AuthorOrder::FamilyGiven,
            ))
        },
        read: author,
    },
    Feature {
        subject: "titles",
        ways: &[
            "have the comma inside the quotation marks",
            "have the comma outside the quotation marks",
        ],
        by_kind: false,
        of_house: |house| {
            Some(usize::from(
                house.citation.comma_and_quote? == CommaSide::Outside,
            ))
        },
        read: comma_and_quote,
    },
    Feature {
        subject: "titles",
        ways: &["have a comma after them", "have no comma after them"],
        by_kind: false,
        of_house: |_| None,
        read: separator,
    },
    Feature {
        subject: "titles",
        ways: &[
            "are in quotation marks or italics",
            "are linked without quotation marks or italics",
        ],
        by_kind: false,
        of_house: |_| None,
        read: title_form,
    },
];

fn before<'c>(cited: &'c Cited<'_>, field: &Field) -> &'c str {
    cited
        .note
        .text()
        .get(..field.span.start)
        .unwrap_or_default()
}

fn after<'c>(cited: &'c Cited<'_>, field: &Field) -> &'c str {
    cited.note.text().get(field.span.end..).unwrap_or_default()
}

const QUOTES: [char; 6] = ['"', '“', '”', '\'', '‘', '’'];

/// `["Title"](…)` or `"[Title](…)"`
fn quotes_and_link(cited: &Cited<'_>) -> Option<FeatureWay> {
    let title = cited.citation.title.as_ref()?;
    let (before, after) = (before(cited, title), after(cited, title));
    let opening = before.chars().next_back()?;
    let bare = &before[..before.len() - opening.len_utf8()];
    if QUOTES.contains(&opening) && bare.ends_with('[') {
        let end = after.find(')').map_or(0, |at| at + 1);
        return Some(FeatureWay::of(
            0,
            Span::new(bare.len() - 1, title.span.end + end),
        ));
    }
    if opening == '[' && bare.ends_with(QUOTES) {
        let end = after.find(')').map_or(0, |at| at + 1);
        let closing = after
            .get(end..)?
            .chars()
            .next()
            .filter(|c| QUOTES.contains(c))?;
        let quote = bare.chars().next_back()?;
        let start = bare.len() - quote.len_utf8();
        let span = Span::new(start, title.span.end + end + closing.len_utf8());
        return Some(FeatureWay::of(1, span));
    }
    None
}

/// Whether a publication is in italics, where its title is marked.
fn container(cited: &Cited<'_>) -> Option<FeatureWay> {
    let citation = cited.citation;
    let container = citation.container.as_ref()?;
    let title = citation
        .title
        .as_ref()
        .filter(|title| cited.is_marked(title))?;
    // What a link, quotation marks or other words are around is no name of a publication alone.
    let before = before(cited, container);
    let is_apart = before.trim_end_matches(['*', '_']).ends_with(", ")
        || before.ends_with("<em>")
        || before.ends_with("<i>");
    if title.span.end > container.span.start || !is_apart || citation.kind.is_law() {
        return None;
    }
    let is_marked =
        before.ends_with(['*', '_']) || before.ends_with("<em>") || before.ends_with("<i>");
    Some(FeatureWay::of(usize::from(!is_marked), container.span))
}

/// The words of an English date with a month by name.
fn dated<'c>(cited: &'c Cited<'_>) -> Option<(&'c str, Span)> {
    let date = cited.citation.date.as_ref()?;
    let words = cited.slice(date.span);
    let is_exact = matches!(date.known()?, PartialDate::Day(_) | PartialDate::Month(..));
    (is_exact && !cited.citation.kind.is_law() && words.is_ascii()).then_some((words, date.span))
}

/// The month in a date: whether it is in full.
fn named_month(words: &str) -> Option<(&str, bool)> {
    let mut names = words
        .split(|c: char| !c.is_ascii_alphabetic())
        .filter(|word| word.len() > 2);
    let name = names.next()?;
    let full = ENGLISH_MONTHS.contains(&name);
    let short = ENGLISH_MONTHS
        .iter()
        .any(|month| month.starts_with(name.get(..3).unwrap_or("?")))
        && name.len() <= 4;
    // May, and in many styles June and July, are never abbreviated.
    (full || short)
        .then_some((name, full))
        .filter(|(name, _)| *name != "May")
}

fn month(cited: &Cited<'_>) -> Option<FeatureWay> {
    let (words, span) = dated(cited)?;
    let (name, full) = named_month(words)?;
    // Many styles that abbreviate months write these in full (AP).
    let is_weak = matches!(name, "March" | "April" | "June" | "July");
    Some(FeatureWay {
        is_weak,
        ..FeatureWay::of(usize::from(!full), span)
    })
}

fn date_order(cited: &Cited<'_>) -> Option<FeatureWay> {
    let (words, span) = dated(cited)?;
    let is_day = matches!(cited.citation.date.as_ref()?.known()?, PartialDate::Day(_));
    let starts_with_day = words.starts_with(|c: char| c.is_ascii_digit())
        && !words.get(..4)?.bytes().all(|byte| byte.is_ascii_digit());
    let starts_with_month = words.starts_with(|c: char| c.is_ascii_alphabetic());
    (is_day && (starts_with_day || starts_with_month))
        .then(|| FeatureWay::of(usize::from(starts_with_day), span))
}

fn author(cited: &Cited<'_>) -> Option<FeatureWay> {
    let first = cited.citation.authors.first()?;
    let Name::Person { given, family } = &first.name else {
        return None;
    };
    let words = cited.slice(first.span);
    if given.chars().count() < 2 || !words.is_ascii() || given.split([' ', '.']).any(is_body) {
        return None;
    }
    match (words.find(given.as_str()), words.find(family.as_str())) {
        // Bodies of two words look like this, too.
        (Some(given), Some(family)) if given < family => Some(FeatureWay {
            is_weak: true,
            ..FeatureWay::of(0, first.span)
        }),
        (Some(given), Some(family)) if family < given && words.contains(',') => {
            Some(FeatureWay::of(1, first.span))
        }
        _ => None,
    }
}

/// Whether a word has several capitals, as the names of bodies and firms have.
fn is_body(word: &str) -> bool {
    word.chars().filter(|c| c.is_uppercase()).count() > 1
}

/// `"Title," *Journal*` or `"Title", *Journal*`
fn comma_and_quote(cited: &Cited<'_>) -> Option<FeatureWay> {
    let title = cited.citation.title.as_ref()?;
    let opening = before(cited, title).chars().next_back()?;
    let rest = after(cited, title);
    let closing = |c: Option<char>| c.is_some_and(|c| "\"”".contains(c));
    let mut chars = rest.chars();
    let (one, other) = (chars.next(), chars.next());
    if !matches!(opening, '"' | '“') {
        return None;
    }
    let first = one.map_or(0, char::len_utf8);
    let len = first + other.map_or(0, char::len_utf8);
    let span = Span::new(title.span.end, title.span.end + len);
    match (one, other) {
        (Some(','), quote) if closing(quote) => Some(FeatureWay::of(0, span)),
        (quote, Some(',')) if closing(quote) => Some(FeatureWay::of(1, span)),
        _ => None,
    }
}

/// Whether a comma follows a title in quotation marks, where words or a link go on.
fn separator(cited: &Cited<'_>) -> Option<FeatureWay> {
    let title = cited.citation.title.as_ref()?;
    let opening = before(cited, title).chars().next_back()?;
    // A title that ends with its own mark has no comma.
    if !matches!(opening, '"' | '“') || title.value.ends_with(['?', '!', '.']) {
        return None;
    }
    let rest = after(cited, title);
    let closing = rest.find(['"', '”']).filter(|at| *at <= 1)?;
    let inside = rest[..closing].starts_with(',');
    let rest = rest[closing..].trim_start_matches(['"', '”']);
    let span = |len: usize| {
        let start = title.span.end;
        let end = cited.note.text().len() - rest.len() + len;
        Span::new(start, end)
    };
    if inside || rest.starts_with(',') {
        return Some(FeatureWay::of(0, span(0)));
    }
    let next = rest.strip_prefix(' ')?;
    let goes_on = next.starts_with(['*', '_', '[', '<']) || next.starts_with("http");
    goes_on.then(|| FeatureWay::of(1, span(2)))
}

/// Whether a title is in quotation marks or italics, where it is linked; another counts with those.
fn title_form(cited: &Cited<'_>) -> Option<FeatureWay> {
    let title = cited.citation.title.as_ref()?;
    let before = before(cited, title);
    let marks = before.trim_end_matches(|c: char| !c.is_alphanumeric() && c != ' ' && c != '\n');
    let marks = &before[marks.len()..];
    let is_marked = marks.contains(['"', '“', '*', '_']);
    let is_linked = marks.contains('[');
    if cited.citation.kind.is_law() || !is_marked && !is_linked {
        return None;
    }
    // A bare word in a link may be the name of a site.
    let is_weak = !is_linked || cited.citation.container.is_none();
    Some(FeatureWay {
        is_weak,
        ..FeatureWay::of(usize::from(!is_marked), title.span)
    })
}
