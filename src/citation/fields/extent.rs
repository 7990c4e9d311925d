//! How far a title reaches that nothing marks.

use super::citation_builder::CitationBuilder;
use super::container::names_series;
use super::editors::is_editors;
use super::head::is_report_number;
use super::numbers::{is_number, numbers};
use super::segments::{Segment, SegmentKind, bracket_inner};
use super::tail_parser::is_number_or_tail;
use crate::citation::vocabulary::IN_BRACKETS;
use crate::citation::vocabulary::{is_body, is_periodical, is_place, is_publisher};

/// What begins a segment that is no more of a title.
const ENDS: &[&str] = &[
    "in ",
    "in: ",
    "In ",
    "In: ",
    "at ",
    "available ",
    "accessed",
    "online",
    "pp",
    "p.",
    "vol",
    "Vol",
    "no.",
    "edited",
    "ed. ",
    "ed by",
    "eds. ",
    "rev. ",
    "trans.",
    "2nd",
    "3rd",
];

impl CitationBuilder<'_> {
    /// Whether the title that begins with the segment `first` goes on with the segment `index`. Where
    /// `sentences` end its parts, commas do not.
    pub(super) fn title_goes_on(
        &self,
        rest: &[Segment],
        first: usize,
        index: usize,
        sentences: bool,
    ) -> bool {
        let Some(next) = rest.get(index) else {
            return false;
        };
        let words = self.annotations.words(next.range.clone());
        if ENDS.iter().any(|end| words.starts_with(end)) {
            return false;
        }
        // `Hamburg: Tiden-Verlag`
        let imprint = words
            .split_once(": ")
            .is_some_and(|(place, _)| is_place(place));
        if imprint {
            return false;
        }
        let lower = words.starts_with(char::is_lowercase);
        match next.what {
            SegmentKind::Text if next.before == ',' => {
                lower
                    || (index == first + 1
                        && self.is_numbered(rest, first)
                        && self.may_be_title(next))
                    || self.is_enumerated(rest, index)
                    || (sentences && (is_span_of_years(words) || self.may_be_title(next)))
                    || (!sentences && self.reaches_beyond(rest, first, index))
            }
            SegmentKind::Text if next.before == '.' && index == first + 1 => {
                self.is_subtitle(next, rest.get(index + 1))
                    || self.answers(rest, index)
                    || self.is_before_imprint(rest, index)
            }
            SegmentKind::Text => next.before == ' ' && (lower || after_bracket(rest, index)),
            SegmentKind::Round => {
                let within = sentences || glued(rest, index) || self.is_before_address(rest, index);
                self.has_bracket(next, within) || self.is_years_of_title(next)
            }
            _ => false,
        }
    }

    /// `Bell, Ana: Gezeiten. Eine Geschichte, Hamburg: …`: whether a part behind a period is more of the title, as it
    /// is behind authors with a colon (DIN ISO 690) where a comma ends it.
    fn is_subtitle(&self, part: &Segment, next: Option<&Segment>) -> bool {
        self.follows_colon()
            && self.citation.is_signed()
            && self.may_be_title(part)
            && next.is_some_and(|next| next.before == ',')
    }

    /// `Bell, A. (2001). Do tides rise? How they fall. *A Journal*, 3`: whether a part is more of a title that asks, before
    /// what contains the source.
    fn answers(&self, rest: &[Segment], index: usize) -> bool {
        let asked = index.checked_sub(1).and_then(|at| rest.get(at));
        let asked = asked.is_some_and(|asked| {
            let words = self.annotations.words(asked.range.clone());
            words.ends_with(['?', '!'])
        });
        let next = rest.get(index + 1);
        let within = next.and_then(|next| self.atom(next));
        let in_italics = self.author_date && within.is_some_and(|within| within.emphasised);
        let counted = next.is_some_and(|next| {
            next.what == SegmentKind::Text && next.before == '.' && self.may_be_title(next)
        }) && rest
            .get(index + 2)
            .is_some_and(|number| numbers(self.annotations.words(number.range.clone())).is_some());
        asked && (in_italics || (self.citation.is_signed() && counted))
    }

    /// `Bell, A. Tides. A history of the harbour (1900–1950). London: Marsh, 2001`: whether a part is more of the title of
    /// a book, as place and publisher come next and nothing is counted. What has a word of a series is one.
    fn is_before_imprint(&self, rest: &[Segment], index: usize) -> bool {
        let words = |segment: &Segment| self.annotations.words(segment.range.clone());
        let Some(part) = rest.get(index) else {
            return false;
        };
        let years = rest
            .get(index + 1)
            .is_some_and(|next| self.is_years_of_title(next));
        let years = usize::from(years);
        let mut behind = rest.iter().skip(index + 1 + years);
        let (next, after) = (behind.next().map(words), behind.next().map(words));
        let placed = next.is_some_and(|next| match next.split_once(": ") {
            Some((place, _)) => is_place(place),
            // `Paris, Grasset, 2005`
            None => is_place(next) && after.is_some_and(is_publisher),
        });
        let part = words(part);
        let first = part.split(' ').next().unwrap_or_default();
        let named = part.contains(' ') && !part.contains(|c: char| c.is_ascii_digit() || c == ':');
        self.citation.is_signed()
            && placed
            && named
            && !part.split(' ').any(is_periodical)
            && !names_series(part)
            && !is_publisher(part)
            && !NO_SUBTITLES.contains(&first.to_lowercase().as_str())
    }

    /// `Compilation, Release, and Evaluation`: whether commas part a list, which `and` ends, within a title.
    pub(super) fn is_enumerated(&self, rest: &[Segment], index: usize) -> bool {
        for segment in rest.iter().skip(index).take(PARTS) {
            let words = self.annotations.words(segment.range.clone());
            if segment.what != SegmentKind::Text || segment.before != ',' {
                return false;
            }
            if ["and ", "or ", "& "]
                .iter()
                .any(|and| words.starts_with(and))
            {
                return true;
            }
            if words.split_whitespace().count() > 3 || !self.may_be_title(segment) {
                return false;
            }
        }
        false
    }

    /// `M-09-12, Access to Tides`: whether the number of a document stands before its title.
    fn is_numbered(&self, rest: &[Segment], first: usize) -> bool {
        let words = rest
            .get(first)
            .map(|one| self.annotations.words(one.range.clone()));
        words.is_some_and(|words| !words.contains(' ') && is_report_number(words))
    }

    fn may_be_title(&self, segment: &Segment) -> bool {
        !is_number_or_tail(self.annotations, segment) && !self.is_date(&segment.range)
    }

    /// Whether a bracket belongs to the title: a number (`(M-13-13)`) or words `within` it.
    fn has_bracket(&self, bracket: &Segment, within: bool) -> bool {
        let words = self.annotations.words(bracket.range.clone());
        let inner = words.trim_matches(['(', ')', '.']);
        let number = !inner.contains(' ')
            && inner.contains('-')
            && inner.contains(|c: char| c.is_ascii_digit())
            && inner.starts_with(char::is_uppercase);
        let dated = !self.annotations.dates_in(&bracket.range).is_empty();
        let apparatus = is_editors(words) || IN_BRACKETS.iter().any(|word| inner.contains(word));
        number || (within && bracket.before == ' ' && !dated && !apparatus && !is_number(inner))
    }

    /// `Une histoire du port (1945–1975), Paris, Grasset, 2005`: whether a bracket behind a title has the years that the
    /// title is about, as the source is dated elsewhere.
    pub(super) fn is_years_of_title(&self, bracket: &Segment) -> bool {
        let inner = bracket_inner(bracket);
        bracket.what == SegmentKind::Round
            && is_span_of_years(self.annotations.words(inner.clone()))
            && self
                .date
                .as_ref()
                .is_some_and(|date| date.start >= inner.end || date.end <= inner.start)
    }

    /// Whether nothing but an address comes after the bracket at `index`, which then names no publisher.
    fn is_before_address(&self, rest: &[Segment], index: usize) -> bool {
        let words = |segment: &Segment| self.annotations.words(segment.range.clone());
        let names = rest.get(index).is_some_and(|bracket| {
            is_publisher(words(bracket)) || words(bracket).split_whitespace().any(is_body)
        });
        let after = rest.get(index + 1);
        let address = after.and_then(|after| self.atom(after));
        !names && address.is_some_and(|address| !address.is_words())
    }

    /// Whether a title that commas part reaches beyond the segment `index`, since what surely follows a title
    /// comes later.
    fn reaches_beyond(&self, rest: &[Segment], first: usize, index: usize) -> bool {
        let end = self
            .book(rest, first)
            .or_else(|| self.periodical(rest, first));
        end.is_some_and(|end| index < end)
    }

    /// The bracket with place and publisher, up to which the title of a book reaches:
    /// `Politics, Parties, and Pressure Groups (New York: Crowell, 1964)`.
    fn book(&self, rest: &[Segment], first: usize) -> Option<usize> {
        let annotations = self.annotations;
        let mut ahead = rest.iter().enumerate().skip(first);
        let (at, bracket) = ahead.find(|(_, segment)| segment.what != SegmentKind::Text)?;
        let words = annotations.words(bracket.range.clone());
        let published =
            bracket.what == SegmentKind::Round && bracket.before == ' ' && words.contains(": ");
        let plain = rest.get(first + 1..at)?.iter().all(|segment| {
            let words = annotations.words(segment.range.clone());
            let digits = words.contains(|c: char| c.is_ascii_digit() || c == '.');
            segment.before == ',' && !digits && !words.starts_with("in ")
        });
        (published && plain && self.date.is_some()).then_some(at)
    }

    /// The journal, up to which the title of an article reaches: it stands before its volume, or has a word
    /// that names journals.
    fn periodical(&self, rest: &[Segment], first: usize) -> Option<usize> {
        let words = |segment: &Segment| self.annotations.words(segment.range.clone());
        let counted = rest.iter().enumerate().skip(first + 2);
        let (volume, _) = counted.take(PARTS).find(|(_, segment)| {
            let number = segment.what == SegmentKind::Text && numbers(words(segment)).is_some();
            number && !self.is_in_date(&segment.range)
        })?;
        let between = rest.get(first + 1..volume)?;
        if !self.certain
            || between
                .iter()
                .any(|segment| segment.what != SegmentKind::Text || segment.before != ',')
        {
            return None;
        }
        let named = between
            .iter()
            .position(|segment| words(segment).split_whitespace().any(is_periodical));
        Some(named.map_or(volume - 1, |named| first + 1 + named))
    }
}

/// What begins words between a title and its imprint that are no more of the title.
const NO_SUBTITLES: &[&str] = &[
    "edited",
    "in",
    "paper",
    "revised",
    "trans",
    "translated",
    "traduit",
    "übersetzt",
];

/// How many segments of a title are looked at for what follows it.
const PARTS: usize = 8;

/// Whether words follow the bracket at `index` without a separator.
fn glued(rest: &[Segment], index: usize) -> bool {
    let next = rest.get(index + 1);
    next.is_some_and(|next| next.what == SegmentKind::Text && next.before == ' ')
}

/// Whether the segment at `index` follows a bracket.
fn after_bracket(rest: &[Segment], index: usize) -> bool {
    let before = index.checked_sub(1).and_then(|before| rest.get(before));
    before.is_some_and(|before| before.what == SegmentKind::Round)
}

/// `London: Penguin`: a town and a publisher, and no title.
pub(super) fn is_imprint(words: &str) -> bool {
    let imprint = words.split_once(": ");
    imprint.is_some_and(|(place, name)| is_place(place) && is_publisher(name))
}

/// `1580–1822`: the years that a history is about.
fn is_span_of_years(words: &str) -> bool {
    let year = |words: &str| words.len() == 4 && words.bytes().all(|byte| byte.is_ascii_digit());
    let ends = words.split_once(['–', '-', '—']);
    ends.is_some_and(|(from, to)| year(from) && year(to))
}
