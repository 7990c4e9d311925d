//! What stands after the title: which field each segment is.

use std::ops::Range;

use super::draft::Draft;
use super::editors::begins_editors;
use super::manner::{is_edition, is_form, is_manner};
use super::numbers::{Counted, numbers, prefix};
use super::segments::{Segment, What};
use super::{field, stated, trimmed};
use crate::citation::evidence::Evidence;

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
pub(super) fn is_number_or_tail(evidence: &Evidence, segment: &Segment) -> bool {
    let words = evidence.words(segment.range.clone());
    let lower = words.to_lowercase();
    segment.what == What::Solid
        && evidence
            .solid_at(segment.range.start)
            .is_some_and(|solid| !solid.is_words())
        || numbers(words.trim_end_matches('.')).is_some()
        || LEADS.iter().any(|lead| lower.starts_with(lead))
}

/// What stands after the title, segment by segment.
pub(super) struct AfterTitle<'d, 'e> {
    pub draft: &'d mut Draft<'e>,
    /// The container, where it is only a guess from its place.
    pub guessed: Option<Range<usize>>,
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

impl AfterTitle<'_, '_> {
    /// Finds the fields in what stands after the title, which ends at `end`.
    pub(super) fn read(draft: &mut Draft, end: usize) {
        let segments = draft.segments.clone();
        let mut after = AfterTitle {
            draft,
            guessed: None,
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
                What::Solid => after.solid(segment),
                What::Round => after.round(range),
                What::Square => after.square(range, segment.before),
                What::Text => after.text(range, segment.before, paged),
            }
        }
        after.settle();
    }

    /// `https://a.example — a report on tides`: whether a dash behind an address begins what is said of the source.
    fn is_aside(&self, segment: &Segment) -> bool {
        let evidence = self.draft.evidence;
        let dash = evidence
            .words(segment.range.clone())
            .starts_with(['—', '–']);
        let before = evidence.words(self.draft.body.start..segment.range.start);
        let last = (self.draft.body.start + before.trim_end().len()).checked_sub(1);
        let solid = last.and_then(|last| evidence.solid_at(last));
        dash && solid.is_some_and(|solid| !solid.is_words())
    }

    fn solid(&mut self, segment: &Segment) {
        let Some(solid) = self.draft.solid(segment).filter(|solid| solid.is_words()) else {
            return;
        };
        self.edited_next = false;
        let free = self.draft.citation.container.is_none() || self.guessed.is_some();
        let date = self.draft.date.as_ref();
        let dated = !self.draft.author_date
            && date.is_some_and(|date| date.end <= solid.outer.start)
            && !solid.emphasised;
        let passage = solid.quoted && (dated || self.draft.is_passage(segment.range.start, solid));
        if passage {
            return;
        }
        // The source may end within the piece.
        let inner = solid.inner.start..solid.inner.end.min(self.draft.body.end);
        let inner = match solid.quoted {
            true => inner,
            false => self.without_volume(inner),
        };
        let name = field(self.draft.evidence, inner);
        let linked = solid.link.is_some() && !is_form(&name.value);
        let marked = solid.emphasised || linked || solid.quoted;
        if free && marked && !name.value.is_empty() {
            self.guessed = None;
            self.draft.citation.container = Some(name);
        }
    }

    fn text(&mut self, range: Range<usize>, before: char, paged: bool) {
        let evidence = self.draft.evidence;
        if self.is_other_date(&range) {
            return;
        }
        let bare = self.without_dates(range);
        let bare = self.without_year(bare);
        let mut range = self.without_lead(bare);
        let words = evidence.words(range.clone());
        if is_quarter(words) || words.starts_with('§') || !words.chars().any(char::is_alphanumeric)
        {
            return;
        }
        self.year_at_end(&mut range, paged);
        if self.congress(&range) || self.counted(&range, before, paged) || self.edited(&range) {
            return;
        }
        self.thesis(&range);
        let words = evidence.words(range.clone());
        if is_manner(words) && words.contains(|c: char| c.is_ascii_digit()) {
            return;
        }
        let within = within(words);
        range.start += within.map_or(0, str::len);
        let held = within.is_some() || std::mem::take(&mut self.edited_next);
        if within.is_some() && self.editors_within(&range) || self.enumerated(&range) {
            return;
        }
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
        let evidence = self.draft.evidence;
        let words = evidence.words(range.clone());
        if !is_congress(words) {
            return false;
        }
        let end = words.find("Cong").map_or(0, |at| at + "Cong".len());
        let rest = trimmed(evidence, range.start + end..range.end);
        let counted = numbers(evidence.words(rest.clone()));
        if let Some([(Counted::Unsaid, _)]) = counted.as_deref() {
            self.draft.citation.pages = Some(field(evidence, rest));
        }
        true
    }

    /// Takes numbers alone for what they count; after pages (`paged`), for more of them.
    fn counted(&mut self, range: &Range<usize>, before: char, paged: bool) -> bool {
        let Some(counted) = numbers(self.draft.evidence.words(range.clone())) else {
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
        let words = self.draft.evidence.words(range.clone());
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
        let words = self.draft.evidence.words(range.clone()).to_lowercase();
        let numbered = numbers(&words).is_some();
        let lead = LEADS
            .iter()
            .find(|lead| words.starts_with(**lead) && !numbered || words == lead.trim());
        trimmed(
            self.draft.evidence,
            range.start + lead.map_or(0, |lead| lead.len()).min(range.len())..range.end,
        )
    }

    pub(super) fn is_date(&self, range: &Range<usize>) -> bool {
        self.draft
            .date
            .as_ref()
            .is_some_and(|date| range.start <= date.start && date.end <= range.end)
    }

    /// A range without the dates in it, which are at its end or start.
    pub(super) fn without_dates(&self, range: Range<usize>) -> Range<usize> {
        let evidence = self.draft.evidence;
        let held = [self.draft.date.clone(), self.draft.accessed.clone()];
        let mut rest = trimmed(evidence, range);
        for date in held.into_iter().flatten() {
            if rest.start <= date.start && date.end <= rest.end {
                let before = rest.start..date.start;
                let after = date.end..rest.end;
                rest = trimmed(
                    evidence,
                    if before.len() >= after.len() {
                        before
                    } else {
                        after
                    },
                );
            } else if rest.start < date.end && date.start < rest.end {
                // A date that a separator cuts: `October 22, 2020`.
                rest = trimmed(
                    evidence,
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
        let evidence = self.draft.evidence;
        let date = evidence.dates_in(&range).last();
        let again = date.filter(|date| {
            let stated = self.draft.citation.date.as_ref();
            let same = stated.is_some_and(|stated| stated.value == date.value);
            let before = evidence.words(range.start..date.range.start).trim_end();
            let last = before.rsplit(' ').next().unwrap_or_default();
            let counts = prefix(last.trim_end_matches('.')).is_some();
            same && !counts
                && date.bare
                && date.range.end == range.end
                && date.range.start > range.start
        });
        again.map_or(range.clone(), |date| {
            trimmed(evidence, range.start..date.range.start)
        })
    }

    /// `Published December 2024`: whether a segment has nothing but another date of the source, and what leads to it.
    fn is_other_date(&self, range: &Range<usize>) -> bool {
        let evidence = self.draft.evidence;
        let bare = trimmed(evidence, range.clone());
        evidence.dates_in(&bare).last().is_some_and(|date| {
            let before = evidence.words(bare.start..date.range.start);
            let leads = before.split_whitespace().count() <= 1;
            !date.bare
                && leads
                && date.range.end == bare.end
                && self.draft.date.is_some()
                && self.draft.date.as_ref() != Some(&date.range)
                && self.draft.accessed.as_ref() != Some(&date.range)
        })
    }

    /// `Penguin 2005`: the year at the end of a segment, where no other date was found.
    fn year_at_end(&mut self, range: &mut Range<usize>, paged: bool) {
        let evidence = self.draft.evidence;
        // `81 Tidal L. Rev. 1844` has a page.
        let words = evidence.words(range.clone());
        let reported = words.split_once(' ').is_some_and(|(volume, name)| {
            volume.bytes().all(|byte| byte.is_ascii_digit()) && name.contains(' ')
        });
        if self.draft.date.is_some() {
            return;
        }
        if let Some(date) = evidence.dates_in(range).last().filter(|date| {
            let first = date.range.start == range.start;
            let last = date.range.end == range.end;
            let alone = first && last;
            !(alone && paged) && (first || (last && !(reported && words.contains(". "))))
        }) {
            self.draft.date = Some(date.range.clone());
            self.draft.citation.date = Some(stated(evidence, date));
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
