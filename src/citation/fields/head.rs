//! What stands in front of a title that nothing marks: a body, a family name, a series.

use super::citation_builder::CitationBuilder;
use super::editors::is_editors;
use super::field;
use super::manner::is_edition;
use super::numbers::numbers;
use super::segments::{Segment, SegmentKind, bracket_inner};
use super::tail_parser::is_number_or_tail;
use crate::citation::Name;
use crate::citation::annotations::Annotations;
use crate::citation::names::{is_acronym, is_one};
use crate::citation::vocabulary::{begins_no_name, is_body, is_issuer, is_publisher};

/// Words of the name of a numbered series.
const SERIES: &[&str] = &[
    "Publication",
    "Memorandum",
    "Report",
    "Bulletin",
    "Circular",
    "Standard",
    "Directive",
    "Paper",
    "Pub.",
    "PUB",
    "Memo",
    "Order",
    "Resolution",
    "Document",
    "Doc.",
    "Notice",
    "No.",
    "SP",
    "FIPS",
    "RFC",
];

/// What kind of text a title is of, where that stands before it.
const GENRES: &[&str] = &[
    "Press Release",
    "News Release",
    "Opinion",
    "Editorial",
    "Op-Ed",
    "Fact Sheet",
    "White Paper",
    "Blog Post",
    "Comment",
    "Note",
    "Book Review",
    "Essay",
];

impl CitationBuilder<'_> {
    /// Takes what stands in front of an unmarked title: a body or a family name as the author, the number in a
    /// series as the container. Returns the segment with which the title begins.
    pub(super) fn head(&mut self, rest: &[Segment], first: usize) -> usize {
        let annotations = self.annotations;
        let words = |segment: &Segment| annotations.words(segment.range.clone());
        // `Press Release, Office of Tides, New Gauges`
        let genre = rest
            .get(first)
            .is_some_and(|one| GENRES.contains(&words(one)));
        let first = match self.title_at(rest, first + 1) {
            Some(next) if genre => next,
            _ => first,
        };
        let Some(segment) = rest.get(first).filter(|_| !self.citation.is_signed()) else {
            return first;
        };
        let Some(next) = self.title_behind(rest, first) else {
            return first;
        };
        if self.is_body_in_front(rest, first, next, genre)
            && let Some(named) = annotations.body(segment.range.clone())
        {
            self.take_authors(vec![named]);
            return next;
        }
        let title = rest.get(next).map(words).unwrap_or_default();
        let count = title.split_whitespace().count();
        // `Bell, The Tides of the North, Harbour News, 2001`
        let contained = rest
            .get(next + 1)
            .is_some_and(|within| is_edited(annotations, within, rest.get(next + 2)));
        let edition = rest.get(next + 1).is_some_and(|it| is_edition(words(it)));
        let long = (count > 3 || contained || edition) && !title.contains(" & ");
        if is_family_name(words(segment)) && next == first + 1 && long {
            self.take_family_name(segment);
            return next;
        }
        let kind = is_kind(words(segment)) && count > 2 && !title.split_whitespace().any(is_body);
        if kind || is_series(words(segment)) {
            self.citation.container = Some(field(annotations, segment.range.clone()));
            return next;
        }
        first
    }

    /// The segment at `index`, where it may be a title behind what stands in front of one.
    fn title_at(&self, rest: &[Segment], index: usize) -> Option<usize> {
        let segment = rest.get(index).filter(|segment| {
            segment.what == SegmentKind::Text && matches!(segment.before, ',' | '.')
        })?;
        let words = self.annotations.words(segment.range.clone());
        let several = words.split_whitespace().count() > 1 || self.is_enumerated(rest, index + 1);
        let is_title = several && (words.starts_with(char::is_uppercase) || is_capitals(words));
        (is_title && !is_number_or_tail(self.annotations, segment)).then_some(index)
    }

    /// The title behind the segment `first`. `Rev. 1` may stand between, the acronym of a body, or the body of
    /// which it is a part.
    fn title_behind(&self, rest: &[Segment], first: usize) -> Option<usize> {
        let words = |segment: &Segment| self.annotations.words(segment.range.clone());
        let front = rest.get(first).map(words)?;
        let within = is_institution(front) || is_capitals(front) || is_one(front);
        let between = |next: &&Segment| {
            // `Harbour Council, March 2001. Tides at Work`
            let dated = next.before == ',' && within && self.is_date(&next.range);
            let next = words(next);
            next.starts_with("Rev. ")
                || is_acronym(next.trim_matches(BRACKETS))
                || is_report_number(next)
                || dated
                || (is_institution(front) && is_institution(next))
                || (is_capitals(front) && is_institution(next))
        };
        let ahead = rest.get(first + 1..)?.iter();
        self.title_at(rest, first + 1 + ahead.take_while(between).count())
    }

    /// Whether the segment `first` names the body that is the author of the title `next`, which may follow a
    /// `genre`.
    fn is_body_in_front(&self, rest: &[Segment], first: usize, next: usize, genre: bool) -> bool {
        let words = |index: usize| {
            let segment = rest.get(index);
            segment.map_or("", |segment| self.annotations.words(segment.range.clone()))
        };
        let (front, title) = (words(first), words(next));
        let named = front.split_whitespace().any(is_body);
        let stops = rest.get(next).is_some_and(|next| next.before == '.');
        // No title is that of a ministry: `Bundesministerium für Gezeiten, Pegel 2019`.
        let ministry = front.contains("minist");
        let issuer = is_institution(front)
            && (genre
                || ministry
                || title.split_whitespace().count() > 2
                || self.is_enumerated(rest, next + 1))
            && !is_publisher(title);
        // `BOARD OF TIDES, A GUIDE TO HARBOURS`, as the Bluebook prints books.
        let capitals = is_capitals(front) && is_capitals(title);
        is_acronym(front)
            || (is_one(front) && is_reported(words(next + 1)))
            || (stops && named && self.date.is_some())
            || issuer
            || capitals
            || (named && self.is_paged_before_date(rest, next))
    }

    /// Takes a family name that stands alone for the author.
    fn take_family_name(&mut self, segment: &Segment) {
        let name = Name::Person {
            family: self.annotations.words(segment.range.clone()).to_owned(),
            given: String::new(),
        };
        self.take_authors(vec![(name, segment.range.clone())]);
    }

    /// `Bell, 12 Tidal L. Rev. 3 (2001)`: takes the author of an article that is cited without its title.
    pub(super) fn short_form(&mut self, rest: &[Segment], first: usize) -> Option<usize> {
        let annotations = self.annotations;
        let (segment, next) = (rest.get(first)?, rest.get(first + 1)?);
        let family = annotations.words(segment.range.clone());
        // `Bell, in: Cole (Hrsg.), Tidenrecht, 2019`
        let within = next.before == ',' && is_edited(annotations, next, rest.get(first + 2));
        // `Bell, Boston B.J., Summer 2010, at 9`
        let dated = rest
            .get(first + 2)
            .is_some_and(|date| self.is_date(&date.range));
        let journal = dated && is_law_journal(annotations.words(next.range.clone()));
        if !(within || journal || is_reported(annotations.words(next.range.clone())))
            || self.citation.is_signed()
            || !is_family_name(family)
        {
            return None;
        }
        self.take_family_name(segment);
        Some(segment.range.end)
    }

    /// `Forum on Tides, Next Steps 5 (2010)`: whether a title of which a page is cited stands before the date.
    fn is_paged_before_date(&self, rest: &[Segment], title: usize) -> bool {
        let words = |segment: &Segment| self.annotations.words(segment.range.clone());
        let numbered = |words: &str| words.ends_with(|c: char| c.is_ascii_digit());
        let mut after = rest.iter().skip(title + 1);
        let next = after.next();
        let bracket = match next {
            Some(more) if more.before == ',' && numbers(words(more)).is_some() => after.next(),
            bracket => bracket,
        };
        let dated = bracket.is_some_and(|bracket| {
            bracket.what == SegmentKind::Round && self.is_date(&bracket_inner(bracket))
        });
        dated && rest.get(title).is_some_and(|title| numbered(words(title)))
    }
}

/// `in: Cole (Hrsg.)`: whether a segment names the editors of a book in which a work stands, as the bracket `after` it
/// says.
fn is_edited(annotations: &Annotations, names: &Segment, after: Option<&Segment>) -> bool {
    let words = annotations.words(names.range.clone());
    let editors = after.is_some_and(|after| is_editors(annotations.words(after.range.clone())));
    editors
        && ["in: ", "In: ", "in ", "In "]
            .iter()
            .any(|within| words.starts_with(within))
}

/// `Boston B.J.`, `Tidal L. Rev.`: whether words end as the abridged names of law journals do.
fn is_law_journal(words: &str) -> bool {
    let words = words.trim_end_matches('.');
    ["L.J", "B.J", "L. Rev", "L.Q", "L. J"]
        .iter()
        .any(|end| words.ends_with(end))
}

/// `12 Tidal L. Rev. 3`: a volume, its journal and a page.
fn is_reported(words: &str) -> bool {
    words.split_once(' ').is_some_and(|(volume, place)| {
        volume.bytes().all(|byte| byte.is_ascii_digit())
            && place.starts_with(char::is_uppercase)
            && place.ends_with(|c: char| c.is_ascii_digit())
    })
}

/// `Presidential Memorandum`: what is no author but a kind of document.
pub(super) fn is_kind(words: &str) -> bool {
    let last = words
        .trim_end_matches([' ', ',', ':'])
        .rsplit(' ')
        .next()
        .unwrap_or_default();
    SERIES.contains(&last) || GENRES.contains(&words.trim_end_matches([' ', ',', ':']))
}

/// Brackets around the acronym of a body.
const BRACKETS: &[char] = &['(', ')', '[', ']'];

/// `GAO-12-34`, `Rep. No. 12`: what numbers a report.
pub(super) fn is_report_number(words: &str) -> bool {
    let numbered = words.ends_with(|c: char| c.is_ascii_digit());
    let code = !words.contains(' ') && words.starts_with(char::is_uppercase) && words.contains('-');
    numbered && (code || words.starts_with("Rep. No. ") || words.starts_with("No. "))
}

/// `BOARD OF TIDES`: words in capitals alone.
fn is_capitals(words: &str) -> bool {
    let mut long = words.split_whitespace().filter(|word| !word.contains('.'));
    words.contains(' ') && words.len() > 8 && long.all(|word| !word.contains(char::is_lowercase))
}

/// `Bell`: a word that may be the name of a person.
pub(super) fn is_family_name(words: &str) -> bool {
    let lower = words.chars().skip(1).all(|c| c.is_lowercase());
    words.chars().count() > 2
        && words.starts_with(char::is_uppercase)
        && lower
        && !is_body(words)
        && !begins_no_name(words)
}

/// Last words of names of bodies that publish nothing by others.
const HEADS: &[&str] = &[
    "Nations",
    "Party",
    "Service",
    "Services",
    "Group",
    "Forum",
    "Administration",
    "Programme",
    "Program",
    "Alliance",
    "Network",
    "University",
    "Directorate",
    "Force",
    "Observatory",
    "Society",
    "Coalition",
];

/// How many words the name of a body has at most that its last word alone shows to be one.
const LONGEST_HEADED: usize = 7;

/// `Office of Management and Budget`: the name of a body and nothing else.
fn is_institution(words: &str) -> bool {
    let small = [
        "of", "for", "and", "the", "on", "&", "für", "und", "der", "des", "de", "la", "et",
    ];
    let named = |word: &str| word.starts_with(char::is_uppercase) || small.contains(&word);
    let count = words.split_whitespace().count();
    let last = words.split_whitespace().next_back().unwrap_or_default();
    // A body is named by what it is, or by what it is for: `Bank`, `Office of …`.
    let lower = words.to_lowercase().replace('’', "'");
    let abridged = ["comm'n", "dep't", "dept.", "ass'n", "comm."];
    let department = abridged
        .iter()
        .any(|name| lower.contains(&format!("{name} o")));
    let first = words.split_whitespace().next().unwrap_or_default();
    let titled = first.ends_with("ing") || begins_no_name(first);
    let headed = is_issuer(last)
        || (HEADS.contains(&last) && !titled && count <= LONGEST_HEADED)
        || department
        || abridged.contains(&last.to_lowercase().replace('’', "'").as_str())
        || [" of ", " for ", " für ", " de "]
            .iter()
            .any(|of| lower.contains(of))
            && is_issuer(words);
    (2..=10).contains(&count)
        && !words.contains(':')
        && words.split_whitespace().all(named)
        && headed
}

/// `NIST Special Publication 800-53`: a series with a number.
fn is_series(words: &str) -> bool {
    let numbered = words.ends_with(|c: char| c.is_ascii_digit())
        || words.ends_with(|c: char| c.is_uppercase())
            && words.contains(|c: char| c.is_ascii_digit());
    let short = words.split_whitespace().count() <= 8;
    numbered && short && words.split_whitespace().any(|word| SERIES.contains(&word))
}
