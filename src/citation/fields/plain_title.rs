use std::ops::Range;

use super::citation_builder::CitationBuilder;
use super::extent::is_imprint;
use super::segments::{Segment, SegmentKind, bracket_inner};
use super::tail_parser::{is_congress, is_number_or_tail};
use super::{field, trimmed};
use crate::citation::annotations::Annotations;
use crate::citation::vocabulary::{is_given_name, is_newspaper, is_publisher};
use crate::citation::{Field, SourceKind};

/// How many words a title has at most that nothing but an address stands beside.
const LONGEST: usize = 16;

/// How many words the name of a newspaper has at most.
const LONGEST_PAPER: usize = 4;

/// How many characters a year has.
const YEAR: usize = 4;

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

impl CitationBuilder<'_> {
    /// A title that nothing marks: what stands after the names, up to the next separator that may end it.
    pub(super) fn plain_title(&mut self) -> usize {
        let annotations = self.annotations;
        let from = self.after_names;
        let rest: Vec<Segment> = self
            .segments
            .iter()
            .filter(|segment| segment.range.end > from)
            .cloned()
            .collect();
        let Some(first) = rest.iter().position(|segment| {
            segment.what == SegmentKind::Text
                && !self.is_date(&segment.range)
                && !self.is_in_date(&segment.range)
                && !self.is_access(&segment.range)
                && !is_imprint(annotations.words(segment.range.clone()))
        }) else {
            return from;
        };
        if let Some(end) = self.short_form(&rest, first) {
            return end;
        }
        let sentences = self.has_sentences(&rest, first);
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
        let hearing = self.hearing(&rest, start);
        if hearing.is_some() && self.citation.kind == SourceKind::Work {
            self.citation.kind = SourceKind::Hearing;
        }
        let whole = hearing.or_else(|| self.letter(&rest, first));
        end = whole.unwrap_or(end);
        self.year_of_title(start..end);
        if let Some(date) = self
            .date
            .as_ref()
            .filter(|date| start < date.start && date.start < end)
        {
            end = date.start;
        }
        let range = self.without_page(trimmed(annotations, start..end), end);
        let range = without_tail(annotations, range);
        self.take_title(range.clone());
        self.newspaper();
        range.end
    }

    /// `Tides Rise Again, Harbour Times (May 4, 2019)`: gives a title back that seemed the name of a person, where what
    /// seemed the title is a newspaper.
    fn newspaper(&mut self) {
        let citation = &mut self.citation;
        let ([author], Some(paper)) = (citation.authors.as_slice(), &citation.title) else {
            return;
        };
        let words = self.annotations.plain.place_of(author.span.start)
            ..self.annotations.plain.place_of(author.span.end);
        let name = self.annotations.words(words.clone());
        let first = name.split_whitespace().next().unwrap_or_default();
        let last = paper.value.rsplit(' ').next().unwrap_or_default();
        let few = paper.value.split_whitespace().count() <= LONGEST_PAPER;
        let day = self.date.as_ref().is_some_and(|date| date.len() > YEAR);
        let person = is_given_name(first) || name.contains([',', '.']) || self.author_date;
        if few && day && is_newspaper(last) && !person && name.contains(' ') {
            citation.container = citation.title.take();
            citation.authors.clear();
            citation.title = Some(field(self.annotations, words));
        }
    }

    /// `Tides, Silt and Mud (London: Penguin, 2001)`: the title of a book that nothing marks, with what stands behind its
    /// comma at `more` and seemed to contain it, where a publisher is named and nothing is counted.
    pub(super) fn title_with(&self, more: &Range<usize>) -> Option<Field> {
        let citation = &self.citation;
        let title = citation.title.as_ref()?;
        let title = self.annotations.plain.place_of(title.span.start)
            ..self.annotations.plain.place_of(title.span.end);
        let counted = [
            &citation.volume,
            &citation.issue,
            &citation.pages,
            &citation.url,
            &citation.doi,
        ];
        let words = self.annotations.words(more.clone());
        let joined = words.contains(" and ")
            || words.contains(" & ")
            || words.starts_with(char::is_lowercase);
        let plain = self.title_mark().is_none() && self.date.is_some();
        let published = citation
            .publisher
            .as_ref()
            .is_some_and(|name| is_publisher(&name.value));
        let follows =
            title.end <= more.start && self.annotations.words(title.end..more.start) == ", ";
        (plain && published && joined && follows && counted.iter().all(|field| field.is_none()))
            .then(|| field(self.annotations, title.start..more.end))
    }

    /// Whether sentences part what stands behind the segment `first`: the title and what contains it.
    fn has_sentences(&self, rest: &[Segment], first: usize) -> bool {
        rest.iter().skip(first + 1).any(|segment| {
            segment.before == '.'
                && segment.what != SegmentKind::Round
                && !is_number_or_tail(self.annotations, segment)
        })
    }

    /// Takes words for the title, unless they only lead to an address.
    fn take_title(&mut self, range: Range<usize>) {
        let title = field(self.annotations, range);
        let words = title.value.split_whitespace().count();
        // `For definitions see Section 3 of https://…`: words that lead to the address.
        let leads = [" of", " in", " on", " to", " for", " the"]
            .iter()
            .any(|lead| title.value.ends_with(lead));
        // A sentence before an address is no title.
        let bare = !self.citation.is_signed() && self.date.is_none();
        let told = bare && words > LONGEST;
        let introduces = bare && (introduces(&title.value) || is_described(&title.value));
        if words > 0
            && !leads
            && !told
            && !introduces
            && title.value.chars().any(char::is_alphabetic)
        {
            self.citation.title = Some(title);
        }
    }

    /// Where the words end that say from whom a letter is, to whom and on what: before its date in brackets.
    fn letter(&self, rest: &[Segment], first: usize) -> Option<usize> {
        let words = self.annotations.words(rest.get(first)?.range.clone());
        let letter = LETTERS.iter().any(|start| words.starts_with(start));
        let mut ahead = rest.iter().enumerate().skip(first);
        let (at, bracket) = ahead.find(|(_, segment)| segment.what != SegmentKind::Text)?;
        let last = rest.get(at.checked_sub(1)?)?;
        (letter && bracket.what == SegmentKind::Round && self.is_date(&bracket_inner(bracket)))
            .then_some(last.range.end)
    }

    /// Where the title of a hearing ends, which begins at `start`: before the number of the Congress.
    fn hearing(&self, rest: &[Segment], start: usize) -> Option<usize> {
        let at = rest
            .iter()
            .position(|segment| is_congress(self.annotations.words(segment.range.clone())))?;
        let end = rest.get(at.checked_sub(1)?)?.range.end;
        let words = self.annotations.words(start..end.max(start));
        words.to_lowercase().contains("hearing").then_some(end)
    }
}

/// `By following the steps`, `/ and Cole`: whether words before or behind an address say no more than what is there.
fn introduces(words: &str) -> bool {
    let mut each = words.split_whitespace();
    let first = each.next().unwrap_or_default();
    let lower = |word: &str| word.starts_with(char::is_lowercase);
    first == "/"
        || (INTRODUCING.contains(&first) && each.clone().next().is_some() && each.all(lower))
}

/// `a full description of the goals`: whether words before an address say what is there, and are no title, which begins
/// with a capital.
fn is_described(words: &str) -> bool {
    let first = words.split_whitespace().next().unwrap_or_default();
    [
        "a", "an", "the", "this", "these", "their", "our", "its", "his", "her", "la", "le", "el",
        "die", "der", "das",
    ]
    .contains(&first)
}

/// Words that begin what introduces an address, and in lower case behind them no title.
const INTRODUCING: &[&str] = &[
    "A",
    "An",
    "Another",
    "As",
    "At",
    "By",
    "Following",
    "For",
    "From",
    "In",
    "More",
    "On",
    "Some",
    "These",
    "This",
    "Through",
    "To",
    "Under",
    "Via",
    "With",
];

/// A title without what leads to the address after it: `available at`, `doi`.
fn without_tail(annotations: &Annotations, title: Range<usize>) -> Range<usize> {
    let words = annotations.words(title.clone());
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
        "accessible at",
        "accessible",
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
        annotations,
        title.start..title.end - lead.map_or(0, |lead| lead.len()),
    )
}
