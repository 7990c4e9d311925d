//! What stands after the title: which field each segment is.

use std::ops::Range;

use super::citation_builder::CitationBuilder;
use super::editors::begins_editors;
use super::manner::{is_edition, is_form, is_manner};
use super::numbers::{Counted, numbers, prefix};
use super::segments::{Segment, SegmentKind};
use super::{field, stated, trimmed};
use crate::citation::annotations::Annotations;

/// Words at the start of a segment that lead to a field and are none of it.
const LEADS: &[&str] = &[
    "available online at",
    "available online",
    "available at",
    "available from",
    "available",
    "accessible online at",
    "accessible at",
    "accessible",
    "online at",
    "online",
    "retrieved from",
    "retrieved",
    "last accessed",
    "accessed on",
    "accessed",
    "last visited",
    "at ",
    "via ",
    "archived at",
    "published in",
    "from ",
    "doi",
    "disponible en",
    "disponible sur",
    "disponible à",
    "disponibile presso",
    "disponible presso",
    "disponível em",
    "verfügbar unter",
    "abrufbar unter",
    "载",
    "載",
];

/// Whether a segment is a number with its prefix, an address or what leads to one.
pub(super) fn is_number_or_tail(annotations: &Annotations, segment: &Segment) -> bool {
    let words = annotations.words(segment.range.clone());
    let lower = words.to_lowercase();
    segment.what == SegmentKind::Solid
        && annotations
            .atom_at(segment.range.start)
            .is_some_and(|atom| !atom.is_words())
        || numbers(words.trim_end_matches('.')).is_some()
        || LEADS.iter().any(|lead| lower.starts_with(lead))
}

/// What stands after the title, segment by segment.
pub(super) struct TailParser<'d, 'e> {
    pub builder: &'d mut CitationBuilder<'e>,
    /// The container, where it is only a guess from its place.
    pub guessed: Option<Range<usize>>,
    /// The publisher behind its place, which partners may follow.
    pub firm: Option<Range<usize>>,
    /// Whether nothing but its place tells that the guess is a container: no `in` stands before it.
    pub placed: bool,
    /// Whether the names of editors were passed over, so that what they edited is next.
    pub edited_next: bool,
    /// Up to where the names of editors were passed over.
    pub passed: usize,
    /// Whether the names of editors stand before the container.
    pub editors: bool,
    /// Whether the segment before stated pages.
    pub paged: bool,
    /// Whether the date in its bracket stands before: numbers after it are pages.
    pub dated: bool,
}

impl TailParser<'_, '_> {
    /// Finds the fields in what stands after the title, which ends at `end`.
    pub(super) fn read(builder: &mut CitationBuilder, end: usize) {
        let segments = builder.segments.clone();
        let mut after = TailParser {
            builder,
            guessed: None,
            firm: None,
            placed: false,
            edited_next: false,
            passed: 0,
            editors: false,
            paged: false,
            dated: false,
        };
        for segment in segments.iter().filter(|segment| segment.range.end > end) {
            if segment.range.end <= after.passed {
                continue;
            }
            let range = segment.range.start.max(end)..segment.range.end;
            if after.is_aside(segment) {
                break;
            }
            let paged = std::mem::take(&mut after.paged);
            match segment.what {
                SegmentKind::Solid => after.atom(segment),
                SegmentKind::Round => after.round(range),
                SegmentKind::Square => after.square(range, segment.before),
                SegmentKind::Text => after.text(range, segment.before, paged),
            }
        }
        after.settle();
    }

    /// `https://a.example — a report on tides`: whether a dash behind an address begins what is said of the source.
    fn is_aside(&self, segment: &Segment) -> bool {
        let annotations = self.builder.annotations;
        let dash = annotations
            .words(segment.range.clone())
            .starts_with(['—', '–']);
        let before = annotations.words(self.builder.body.start..segment.range.start);
        let last = (self.builder.body.start + before.trim_end().len()).checked_sub(1);
        let atom = last.and_then(|last| annotations.atom_at(last));
        dash && atom.is_some_and(|atom| !atom.is_words())
    }

    fn atom(&mut self, segment: &Segment) {
        let Some(atom) = self.builder.atom(segment).filter(|atom| atom.is_words()) else {
            return;
        };
        self.edited_next = false;
        let free = self.builder.citation.container.is_none() || self.guessed.is_some();
        let date = self.builder.date.as_ref();
        let dated = !self.builder.author_date
            && date.is_some_and(|date| date.end <= atom.outer.start)
            && !atom.emphasised;
        let passage = atom.quoted && (dated || self.builder.is_passage(segment.range.start, atom));
        if passage {
            return;
        }
        // The source may end within the piece.
        let inner = atom.inner.start..atom.inner.end.min(self.builder.body.end);
        let inner = match atom.quoted {
            true => inner,
            false => self.without_volume(inner),
        };
        let name = field(self.builder.annotations, inner);
        let linked = atom.link.is_some() && !is_form(&name.value);
        let marked = atom.emphasised || linked || atom.quoted;
        if free && marked && !name.value.is_empty() {
            self.guessed = None;
            self.builder.citation.container = Some(name);
        }
    }

    fn text(&mut self, range: Range<usize>, before: char, paged: bool) {
        let annotations = self.builder.annotations;
        if self.is_other_date(&range) {
            return;
        }
        let bare = self.without_dates(range);
        let bare = self.without_year(bare);
        let mut range = self.without_lead(bare);
        let words = annotations.words(range.clone());
        if is_quarter(words) || words.starts_with('§') || !words.chars().any(char::is_alphanumeric)
        {
            return;
        }
        self.year_at_end(&mut range, paged);
        if self.congress(&range) || self.counted(&range, before, paged) || self.edited(&range) {
            return;
        }
        range.start += self.thesis_in_front(&range);
        self.thesis(&range);
        let words = annotations.words(range.clone());
        if is_manner(words) && words.contains(|c: char| c.is_ascii_digit()) {
            return;
        }
        let within = within(words);
        range.start += within.map_or(0, str::len);
        let held = within.is_some() || std::mem::take(&mut self.edited_next);
        if within.is_some() && self.editors_within(&range) || self.enumerated(&range) {
            return;
        }
        if self.partners(&range) || (!held && self.series(&range)) {
            return;
        }
        range.start += self.edition_in_front(&range);
        if self.reported(&range)
            || self.trailing_number(&range, within.is_some_and(|lead| !lead.contains(':')))
            || (!held && self.published(&range))
            || self.abridged(&range)
        {
            return;
        }
        self.named(range, held || before == '/');
    }

    /// `112th Cong. 3–4`: takes the pages of a hearing.
    fn congress(&mut self, range: &Range<usize>) -> bool {
        let annotations = self.builder.annotations;
        let words = annotations.words(range.clone());
        if !is_congress(words) {
            return false;
        }
        let end = words.find("Cong").map_or(0, |at| at + "Cong".len());
        let rest = trimmed(annotations, range.start + end..range.end);
        let counted = numbers(annotations.words(rest.clone()));
        if let Some([(Counted::Unsaid, _)]) = counted.as_deref() {
            self.builder.citation.pages = Some(field(annotations, rest));
        }
        true
    }

    /// Takes numbers alone for what they count; after pages (`paged`), for more of them.
    fn counted(&mut self, range: &Range<usize>, before: char, paged: bool) -> bool {
        let Some(counted) = numbers(self.builder.annotations.words(range.clone())) else {
            return false;
        };
        match counted.as_slice() {
            [(Counted::Unsaid, _)] if paged && before == ',' => self.more_pages(range.clone()),
            counted => self.count(range.start, counted, before),
        }
        true
    }

    /// Whether editors or an edition are stated.
    fn edited(&mut self, range: &Range<usize>) -> bool {
        let words = self.builder.annotations.words(range.clone());
        let lower = words.to_lowercase();
        let edition = is_edition(words);
        if edition {
            self.edition(range);
        }
        let edited = edition || begins_editors(&lower);
        self.editors |= edited;
        edited
    }

    /// A range without the words that lead to a field: `available at`.
    fn without_lead(&self, range: Range<usize>) -> Range<usize> {
        let words = self.builder.annotations.words(range.clone()).to_lowercase();
        let numbered = numbers(&words).is_some();
        let lead = LEADS
            .iter()
            .find(|lead| words.starts_with(**lead) && !numbered || words == lead.trim());
        trimmed(
            self.builder.annotations,
            range.start + lead.map_or(0, |lead| lead.len()).min(range.len())..range.end,
        )
    }

    pub(super) fn is_date(&self, range: &Range<usize>) -> bool {
        self.builder
            .date
            .as_ref()
            .is_some_and(|date| range.start <= date.start && date.end <= range.end)
    }

    /// A range without the dates in it, which are at its end or start.
    pub(super) fn without_dates(&self, range: Range<usize>) -> Range<usize> {
        let annotations = self.builder.annotations;
        let held = [self.builder.date.clone(), self.builder.accessed.clone()];
        let mut rest = trimmed(annotations, range);
        for date in held.into_iter().flatten() {
            if rest.start <= date.start && date.end <= rest.end {
                let before = rest.start..date.start;
                let after = date.end..rest.end;
                rest = trimmed(
                    annotations,
                    if before.len() >= after.len() {
                        before
                    } else {
                        after
                    },
                );
            } else if rest.start < date.end && date.start < rest.end {
                // A date that a separator cuts: `October 22, 2020`.
                rest = trimmed(
                    annotations,
                    if date.start > rest.start {
                        rest.start..date.start
                    } else {
                        date.end.min(rest.end)..rest.end
                    },
                );
            }
        }
        rest
    }

    /// A range without the year at its end that says the date again: `Bell, A. (2001): …, Penguin 2001`.
    fn without_year(&self, range: Range<usize>) -> Range<usize> {
        let annotations = self.builder.annotations;
        let date = annotations.dates_in(&range).last();
        let again = date.filter(|date| {
            let stated = self.builder.citation.date.as_ref();
            let same = stated.is_some_and(|stated| stated.value == date.value);
            let before = annotations.words(range.start..date.range.start).trim_end();
            let last = before.rsplit(' ').next().unwrap_or_default();
            let counts = prefix(last.trim_end_matches('.')).is_some();
            same && !counts
                && date.bare
                && date.range.end == range.end
                && date.range.start > range.start
        });
        again.map_or(range.clone(), |date| {
            trimmed(annotations, range.start..date.range.start)
        })
    }

    /// `Published December 2024`: whether a segment has nothing but another date of the source, and what leads to it.
    fn is_other_date(&self, range: &Range<usize>) -> bool {
        let annotations = self.builder.annotations;
        let bare = trimmed(annotations, range.clone());
        annotations.dates_in(&bare).last().is_some_and(|date| {
            let before = annotations.words(bare.start..date.range.start);
            let leads = before.split_whitespace().count() <= 1;
            !date.bare
                && leads
                && date.range.end == bare.end
                && self.builder.date.is_some()
                && self.builder.date.as_ref() != Some(&date.range)
                && self.builder.accessed.as_ref() != Some(&date.range)
        })
    }

    /// `Penguin 2005`: the year at the end of a segment, where no other date was found.
    fn year_at_end(&mut self, range: &mut Range<usize>, paged: bool) {
        let annotations = self.builder.annotations;
        // `81 Tidal L. Rev. 1844` has a page.
        let words = annotations.words(range.clone());
        let reported = words.split_once(' ').is_some_and(|(volume, name)| {
            volume.bytes().all(|byte| byte.is_ascii_digit()) && name.contains(' ')
        });
        if self.builder.date.is_some() {
            return;
        }
        if let Some(date) = annotations.dates_in(range).last().filter(|date| {
            let first = date.range.start == range.start;
            let last = date.range.end == range.end;
            let alone = first && last;
            !(alone && paged) && (first || (last && !(reported && words.contains(". "))))
        }) {
            self.builder.date = Some(date.range.clone());
            self.builder.citation.date = Some(stated(annotations, date));
            *range = self.without_dates(range.clone());
        }
    }
}

/// `Q1`: a part of the year.
fn is_quarter(words: &str) -> bool {
    let quarter = words.strip_prefix('Q');
    quarter.is_some_and(|quarter| matches!(quarter, "1" | "2" | "3" | "4"))
}

/// What at the start of a segment says that it names what contains the source: `in `, `on the ` of a blog.
fn within(words: &str) -> Option<&'static str> {
    let within = [
        "in the ", "In the ", "in: the ", "in ", "In ", "in: ", "In: ",
    ];
    let blog = words.ends_with(" blog").then_some("on the ");
    let mut leads = within.into_iter().chain(blog);
    leads.find(|lead| words.starts_with(lead))
}

/// `112th Cong. 3–4`: before whom a hearing was held, and where it is printed.
pub(super) fn is_congress(words: &str) -> bool {
    words.split_once(' ').is_some_and(|(number, rest)| {
        number.starts_with(|c: char| c.is_ascii_digit())
            && number.ends_with(['h', 't', 'd'])
            && rest.starts_with("Cong")
    })
}
