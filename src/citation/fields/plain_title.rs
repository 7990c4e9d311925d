use std::ops::Range;

use super::draft::Draft;
use super::labels::{is_congress, is_number_or_tail};
use super::numbers::numbers;
use super::segments::{Segment, What};
use super::{field, trimmed};
use crate::citation::evidence::Evidence;
use crate::citation::look::body_before;
use crate::citation::vocabulary::{begins_no_name, is_body, is_issuer, is_publisher};
use crate::citation::{Author, Name};

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

/// How many words a title has at most that nothing but an address stands beside.
const LONGEST: usize = 16;

/// How a letter begins that has no title but what it is.
const LETTERS: &[&str] = &[
    "Memorandum from ",
    "Memorandum for ",
    "Memorandum to ",
    "Letter from ",
    "Letter to ",
    "E-mail from ",
    "Email from ",
    "Interview with ",
    "Telephone Interview with ",
];

impl Draft<'_> {
    /// A title that nothing marks: what stands after the names, up to the next separator that may end it.
    pub(super) fn plain_title(&mut self) -> usize {
        let evidence = self.evidence;
        let from = self.after_names;
        let rest: Vec<Segment> = self
            .segments
            .iter()
            .filter(|segment| segment.range.end > from)
            .cloned()
            .collect();
        let Some(first) = rest
            .iter()
            .position(|segment| segment.what == What::Text && !self.is_date(&segment.range))
        else {
            return from;
        };
        if let Some(end) = self.short_form(&rest, first) {
            return end;
        }
        let sentences = rest.iter().skip(first + 1).any(|segment| {
            segment.before == '.'
                && segment.what != What::Round
                && !is_number_or_tail(evidence, segment)
        });
        let first = self.head(&rest, first);
        let Some(segment) = rest.get(first) else {
            return from;
        };
        let start = segment.range.start.max(from);
        let mut end = segment.range.end;
        for index in first + 1..rest.len() {
            if !self.title_goes_on(&rest, first, index, sentences) {
                break;
            }
            end = rest.get(index).map_or(end, |segment| segment.range.end);
        }
        let whole = self
            .hearing(&rest, start)
            .or_else(|| self.letter(&rest, first));
        end = whole.unwrap_or(end);
        self.year_of_title(start..end);
        if let Some(date) = self
            .date
            .as_ref()
            .filter(|date| start < date.start && date.start < end)
        {
            end = date.start;
        }
        let range = self.without_page(trimmed(evidence, start..end), end);
        let range = without_tail(evidence, range);
        let title = field(evidence, range.clone());
        let words = title.value.split_whitespace().count();
        // `For definitions see Section 3 of https://…`: words that lead to the address.
        let leads = [" of", " in", " on", " to", " for", " the"]
            .iter()
            .any(|lead| title.value.ends_with(lead));
        // A sentence before an address is no title.
        let bare = self.citation.authors.is_empty() && self.date.is_none();
        let told = bare && words > LONGEST;
        if words > 0 && !leads && !told && title.value.chars().any(char::is_alphabetic) {
            self.citation.title = Some(title);
        }
        range.end
    }

    /// `Bell, 12 Tidal L. Rev. 3 (2001)`: takes the author of an article that is cited without its title.
    fn short_form(&mut self, rest: &[Segment], first: usize) -> Option<usize> {
        let evidence = self.evidence;
        let (segment, next) = (rest.get(first)?, rest.get(first + 1)?);
        let family = evidence.words(segment.range.clone());
        let (volume, place) = evidence.words(next.range.clone()).split_once(' ')?;
        let reported = volume.bytes().all(|byte| byte.is_ascii_digit())
            && place.starts_with(char::is_uppercase)
            && place.ends_with(|c: char| c.is_ascii_digit());
        if !reported || !self.citation.authors.is_empty() || !is_family_name(family) {
            return None;
        }
        let name = Name::Person {
            family: family.to_owned(),
            given: String::new(),
        };
        let span = evidence.plain.source(&segment.range);
        self.citation.authors.push(Author { name, span });
        Some(segment.range.end)
    }

    /// Where the words end that say from whom a letter is, to whom and on what: before its date in brackets.
    fn letter(&self, rest: &[Segment], first: usize) -> Option<usize> {
        let words = self.evidence.words(rest.get(first)?.range.clone());
        let letter = LETTERS.iter().any(|start| words.starts_with(start));
        let mut ahead = rest.iter().enumerate().skip(first);
        let (at, bracket) = ahead.find(|(_, segment)| segment.what != What::Text)?;
        let last = rest.get(at.checked_sub(1)?)?;
        (letter && bracket.what == What::Round && self.is_date(&bracket_inner(bracket)))
            .then_some(last.range.end)
    }

    /// Where the title of a hearing ends, which begins at `start`: before the number of the Congress.
    fn hearing(&self, rest: &[Segment], start: usize) -> Option<usize> {
        let at = rest
            .iter()
            .position(|segment| is_congress(self.evidence.words(segment.range.clone())))?;
        let end = rest.get(at.checked_sub(1)?)?.range.end;
        let words = self.evidence.words(start..end.max(start));
        words.to_lowercase().contains("hearing").then_some(end)
    }

    /// `Forum on Tides, Next Steps 5 (2010)`: whether a title of which a page is cited stands before the date.
    fn is_paged_before_date(&self, rest: &[Segment], title: usize) -> bool {
        let words = |segment: &Segment| self.evidence.words(segment.range.clone());
        let numbered = |words: &str| words.ends_with(|c: char| c.is_ascii_digit());
        let mut after = rest.iter().skip(title + 1);
        let next = after.next();
        let bracket = match next {
            Some(more) if more.before == ',' && numbers(words(more)).is_some() => after.next(),
            bracket => bracket,
        };
        let dated = bracket.is_some_and(|bracket| {
            bracket.what == What::Round && self.is_date(&bracket_inner(bracket))
        });
        dated && rest.get(title).is_some_and(|title| numbered(words(title)))
    }

    /// Takes what stands in front of an unmarked title: the acronym of a body as the author, the number in a
    /// series as the container. Returns the segment with which the title begins.
    fn head(&mut self, rest: &[Segment], first: usize) -> usize {
        let evidence = self.evidence;
        let words = |segment: &Segment| evidence.words(segment.range.clone());
        let text = |index: usize| {
            let segment = rest.get(index).filter(|segment| {
                segment.what == What::Text && matches!(segment.before, ',' | '.')
            })?;
            let is_title = words(segment).split_whitespace().count() > 1
                && (words(segment).starts_with(char::is_uppercase) || is_capitals(words(segment)));
            (is_title && !is_number_or_tail(evidence, segment)).then_some(index)
        };
        // `Press Release, Office of Tides, New Gauges`
        let genre = rest
            .get(first)
            .is_some_and(|one| GENRES.contains(&words(one)));
        let first = text(first + 1).filter(|_| genre).unwrap_or(first);
        let Some(segment) = rest.get(first).filter(|_| self.citation.authors.is_empty()) else {
            return first;
        };
        // `Rev. 1` may stand between, the acronym of a body, or the body of which it is a part.
        let within = is_institution(words(segment)) || is_capitals(words(segment));
        let between = |next: &&Segment| {
            let next = words(next);
            next.starts_with("Rev. ")
                || is_acronym(next.trim_matches(BRACKETS))
                || is_report_number(next)
                || (within && is_institution(next))
        };
        let ahead = rest.get(first + 1..).unwrap_or_default().iter();
        let between = ahead.take_while(between).count();
        let Some(next) = text(first + 1 + between) else {
            return first;
        };
        let acronym = is_acronym(words(segment));
        let stops = rest.get(first + 1).is_some_and(|next| next.before == '.');
        let body = stops && words(segment).split_whitespace().any(is_body) && self.date.is_some();
        let title = rest.get(next).map(words).unwrap_or_default();
        let issuer = is_institution(words(segment))
            && (genre || title.split_whitespace().count() > 2)
            && !is_publisher(title);
        // `BOARD OF TIDES, A GUIDE TO HARBOURS`, as the Bluebook prints books.
        let capitals = is_capitals(words(segment)) && is_capitals(title);
        let author = (acronym || body || issuer || capitals)
            .then(|| body_before(evidence, segment.range.clone()));
        let author = author.or_else(|| {
            let paged = self.is_paged_before_date(rest, next);
            let named = words(segment).split_whitespace().any(is_body);
            (paged && named).then(|| body_before(evidence, segment.range.clone()))
        });
        if let Some((name, place)) = author.flatten() {
            let span = evidence.plain.source(&place);
            self.citation.authors.push(Author { name, span });
            return next;
        }
        // `Bell, The Tides of the North, Harbour News, 2001`
        let long = title.split_whitespace().count() > 3 && !title.contains(" & ");
        if is_family_name(words(segment)) && next == first + 1 && long {
            let name = Name::Person {
                family: words(segment).to_owned(),
                given: String::new(),
            };
            let span = evidence.plain.source(&segment.range);
            self.citation.authors.push(Author { name, span });
            return next;
        }
        let kind = is_kind(words(segment))
            && title.split_whitespace().count() > 2
            && !title.split_whitespace().any(is_body);
        if kind || is_series(words(segment)) {
            self.citation.container = Some(field(evidence, segment.range.clone()));
            return next;
        }
        first
    }
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

/// What stands in a bracket.
fn bracket_inner(bracket: &Segment) -> Range<usize> {
    bracket.range.start + 1
        ..bracket
            .range
            .end
            .saturating_sub(1)
            .max(bracket.range.start + 1)
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

/// `FCC`
fn is_acronym(words: &str) -> bool {
    words.len() > 1 && words.chars().all(|c| c.is_uppercase() || c == '&')
}

/// `Bell`: a word that may be the name of a person.
fn is_family_name(words: &str) -> bool {
    let lower = words.chars().skip(1).all(|c| c.is_lowercase());
    words.chars().count() > 2
        && words.starts_with(char::is_uppercase)
        && lower
        && !is_body(words)
        && !begins_no_name(words)
}

/// `Office of Management and Budget`: the name of a body and nothing else.
fn is_institution(words: &str) -> bool {
    let small = ["of", "for", "and", "the", "on", "&"];
    let named = |word: &str| word.starts_with(char::is_uppercase) || small.contains(&word);
    let count = words.split_whitespace().count();
    let last = words.split_whitespace().next_back().unwrap_or_default();
    // A body is named by what it is, or by what it is for: `Bank`, `Office of …`.
    let lower = words.to_lowercase().replace('’', "'");
    let abridged = ["comm'n", "dep't", "dept.", "ass'n", "comm."];
    let department = abridged
        .iter()
        .any(|name| lower.contains(&format!("{name} o")));
    let headed = is_issuer(last)
        || department
        || abridged.contains(&last.to_lowercase().replace('’', "'").as_str())
        || (lower.contains(" of ") || lower.contains(" for ")) && is_issuer(words);
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

/// A title without what leads to the address after it: `available at`, `doi`.
fn without_tail(evidence: &Evidence, title: Range<usize>) -> Range<usize> {
    let words = evidence.words(title.clone());
    // A section of the work is no part of its title.
    let section = words.find(" §").unwrap_or(words.len());
    let words = words.get(..section).unwrap_or(words);
    let title = title.start..title.start + words.len();
    let lower = words.to_ascii_lowercase();
    let leads = [
        "available online at",
        "available online",
        "available at",
        "available from",
        "available",
        "accessed at",
        "retrieved from",
        "at",
        "doi",
        "url",
        "online",
        "from",
        "see",
    ];
    let lead = leads.iter().find(|lead| {
        let before = lower.strip_suffix(**lead);
        before.is_some_and(|before| before.is_empty() || before.ends_with([' ', ',', '.']))
    });
    trimmed(
        evidence,
        title.start..title.end - lead.map_or(0, |lead| lead.len()),
    )
}
