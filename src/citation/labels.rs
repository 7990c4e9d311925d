use std::ops::Range;

use super::evidence::Evidence;
use super::fields::{Draft, field, stated, trimmed};
use super::numbers::{Counted, is_number, is_range, numbers};
use super::segments::{Segment, What};
use super::vocabulary::{is_issuer, is_publisher};

/// Words at the start of a segment that lead to a field and are none of it.
const LEADS: &[&str] = &[
    "available online at",
    "available online",
    "available at",
    "available from",
    "available",
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
];

/// What begins the names of editors and the like.
const EDITORS: &[&str] = &[
    "edited by",
    "ed. ",
    "eds. ",
    "ed by ",
    "trans. ",
    "translated by",
    "with ",
    "compiled by",
    "foreword by",
    "hrsg.",
];

/// What a segment that states an edition has.
const EDITIONS: &[&str] = &[
    " ed.",
    " ed",
    " edn",
    " edition",
    " edn.",
    "rev. ed",
    "paperback",
    "hardcover",
    "ebook",
    "kindle",
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
pub(super) struct Labels<'d, 'e> {
    draft: &'d mut Draft<'e>,
    /// The container, where it is only a guess from its place.
    guessed: Option<Range<usize>>,
    /// Whether the names of editors stand before the container.
    editors: bool,
    /// Whether the segment before stated pages.
    paged: bool,
}

impl Labels<'_, '_> {
    /// Labels what stands after the title, which ends at `end`.
    pub(super) fn read(draft: &mut Draft, end: usize) {
        let segments = draft.segments.clone();
        let mut labels = Labels {
            draft,
            guessed: None,
            editors: false,
            paged: false,
        };
        for segment in segments.iter().filter(|segment| segment.range.end > end) {
            let range = segment.range.start.max(end)..segment.range.end;
            let paged = std::mem::take(&mut labels.paged);
            match segment.what {
                What::Solid => labels.solid(segment),
                What::Round => labels.round(range),
                What::Square => {}
                What::Text => labels.text(range, segment.before, paged),
            }
        }
    }

    fn solid(&mut self, segment: &Segment) {
        let Some(solid) = self.draft.solid(segment).filter(|solid| solid.is_words()) else {
            return;
        };
        let free = self.draft.citation.container.is_none() || self.guessed.is_some();
        if free && (solid.emphasised || solid.link.is_some() || solid.quoted) {
            self.guessed = None;
            self.draft.citation.container = Some(field(self.draft.evidence, solid.inner.clone()));
        }
    }

    fn round(&mut self, range: Range<usize>) {
        let evidence = self.draft.evidence;
        let inner = range.start + 1..range.end.saturating_sub(1).max(range.start + 1);
        let words = evidence.words(inner.clone());
        let lower = words.to_lowercase();
        if matches!(
            lower.trim_matches(['.', ' ']),
            "ed" | "eds" | "hrsg" | "ed.)" | "editor" | "editors"
        ) {
            self.editors = true;
            if let Some(guessed) = self.guessed.take() {
                let _ = guessed;
                self.draft.citation.container = None;
            }
            return;
        }
        if let Some(counted) = numbers(words) {
            let issue = self.draft.citation.volume.is_some() && self.draft.citation.issue.is_none();
            let single = counted.len() == 1 && counted[0].0 == Counted::Unsaid;
            if single && issue && !self.is_date(&inner) {
                self.draft.citation.issue = Some(field(evidence, inner));
                return;
            }
            if !single {
                self.count(inner.start, &counted, ' ');
                return;
            }
        }
        let dated = self.is_date(&inner);
        for (part, before) in parts(words) {
            let part = inner.start + part.start..inner.start + part.end;
            self.bracketed(part, before, dated);
        }
    }

    /// A part of what stands in brackets: `New York: Touchstone`, `1999`, `2nd edn`, `pp. 3–4`.
    fn bracketed(&mut self, part: Range<usize>, before: char, dated: bool) {
        let evidence = self.draft.evidence;
        let words = evidence.words(part.clone()).trim();
        if let Some(counted) = numbers(words).filter(|counted| {
            counted
                .iter()
                .all(|(counted, _)| *counted != Counted::Unsaid)
        }) {
            let start = part.start
                + (evidence.words(part.clone()).len()
                    - evidence.words(part.clone()).trim_start().len());
            self.count(start, &counted, before);
            return;
        }
        let range = self.without_dates(part);
        let words = evidence.words(range.clone());
        let explains = words.starts_with(char::is_lowercase) && !words.contains(": ");
        if words.is_empty() || explains || is_edition(words) || words.split_whitespace().count() > 8
        {
            return;
        }
        if !self.published(&range)
            && (dated || is_publisher(words))
            && self.draft.citation.publisher.is_none()
        {
            self.draft.citation.publisher = Some(field(evidence, range));
        }
    }

    /// Takes `London: Penguin` for place and publisher; says whether it was.
    fn published(&mut self, range: &Range<usize>) -> bool {
        let evidence = self.draft.evidence;
        let words = evidence.words(range.clone());
        let Some(colon) = words.find(": ") else {
            return false;
        };
        let place = words.get(..colon).unwrap_or_default();
        if place.split_whitespace().count() > 5
            || place.bytes().any(|byte| byte.is_ascii_digit())
            || self.draft.citation.publisher.is_some()
        {
            return false;
        }
        let start = match self.guessed.take() {
            // `Cambridge, MA: MIT Press`
            Some(guessed) if place.len() <= 4 && guessed.end + 3 >= range.start => {
                self.draft.citation.container = None;
                guessed.start
            }
            guessed => {
                self.guessed = guessed;
                range.start
            }
        };
        self.draft.citation.place = Some(field(evidence, start..range.start + colon));
        self.draft.citation.publisher = Some(field(evidence, range.start + colon + 1..range.end));
        true
    }

    fn is_date(&self, range: &Range<usize>) -> bool {
        self.draft
            .date
            .as_ref()
            .is_some_and(|date| range.start <= date.start && date.end <= range.end)
    }

    /// A range without the dates in it, which are at its end or start.
    fn without_dates(&self, range: Range<usize>) -> Range<usize> {
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

    fn text(&mut self, range: Range<usize>, before: char, paged: bool) {
        let evidence = self.draft.evidence;
        let bare = self.without_dates(range);
        let mut range = self.without_lead(bare);
        let words = evidence.words(range.clone());
        if words.is_empty() || !words.chars().any(char::is_alphanumeric) {
            return;
        }
        if let Some(counted) = numbers(words) {
            if paged
                && before == ','
                && counted.len() == 1
                && matches!(counted[0].0, Counted::Unsaid)
            {
                self.more_pages(range);
            } else {
                self.count(range.start, &counted, before);
            }
            return;
        }
        if EDITORS
            .iter()
            .any(|start| words.to_lowercase().starts_with(start))
            || is_edition(words)
        {
            self.editors = true;
            return;
        }
        let within = ["in ", "In ", "in: ", "In: "]
            .iter()
            .find(|word| words.starts_with(**word));
        if let Some(word) = within {
            range.start += word.len();
        }
        if self.reported(&range) || self.trailing_number(&range) || self.published(&range) {
            return;
        }
        self.year_at_end(&mut range);
        self.named(range, within.is_some());
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

    /// `81 N.Y.U. L. Rev. 1844`: volume, journal, page.
    fn reported(&mut self, range: &Range<usize>) -> bool {
        let evidence = self.draft.evidence;
        let words = evidence.words(range.clone());
        let (Some((volume, rest)), Some((_, page))) =
            (words.split_once(' '), words.rsplit_once(' '))
        else {
            return false;
        };
        let journal = rest.len().saturating_sub(page.len());
        let numbers = is_number(volume)
            && is_number(page)
            && volume.starts_with(|c: char| c.is_ascii_digit());
        if !numbers || journal < 2 || self.draft.citation.volume.is_some() {
            return false;
        }
        let start = range.start + volume.len() + 1;
        self.draft.citation.volume = Some(field(evidence, range.start..range.start + volume.len()));
        self.draft.citation.container = Some(field(evidence, start..range.end - page.len()));
        self.guessed = None;
        self.draft.citation.pages = Some(field(evidence, range.end - page.len()..range.end));
        self.paged = true;
        true
    }

    /// `Journal of Political Economy 118`: container and volume, or page where the volume stands before.
    fn trailing_number(&mut self, range: &Range<usize>) -> bool {
        let evidence = self.draft.evidence;
        let words = evidence.words(range.clone());
        let Some((name, number)) = words.rsplit_once(' ') else {
            return false;
        };
        let numeric = number.starts_with(|c: char| c.is_ascii_digit()) && is_number(number);
        let prefixed = name.rsplit(' ').next().is_some_and(|word| {
            matches!(
                word.to_lowercase().trim_end_matches('.'),
                "vol" | "no" | "volume" | "nr" | "number"
            )
        });
        if !numeric
            || self.draft.citation.container.is_some()
            || self.draft.citation.volume.is_some()
            || name.split_whitespace().count() > 10
        {
            return false;
        }
        let split = range.start + name.len();
        let last = name.rsplit(' ').next().map_or(0, str::len);
        let end = if prefixed { split - last } else { split };
        let issue = prefixed && name.to_lowercase().trim_end_matches('.').ends_with(" no");
        let value = Some(field(evidence, split..range.end));
        match (issue, is_range(number)) {
            (true, _) => self.draft.citation.issue = value,
            (false, true) => self.draft.citation.pages = value,
            (false, false) => self.draft.citation.volume = value,
        }
        self.draft.citation.container = Some(field(evidence, range.start..end));
        true
    }

    /// `Penguin 2005`: the year at the end of a segment, where no other date was found.
    fn year_at_end(&mut self, range: &mut Range<usize>) {
        let evidence = self.draft.evidence;
        if self.draft.date.is_some() {
            return;
        }
        if let Some(date) = evidence
            .dates_in(range)
            .last()
            .filter(|date| date.range.end == range.end || date.range.start == range.start)
        {
            self.draft.date = Some(date.range.clone());
            self.draft.citation.date = Some(stated(evidence, date));
            *range = self.without_dates(range.clone());
        }
    }

    /// A name after the title: a container or a publisher.
    fn named(&mut self, range: Range<usize>, within: bool) {
        let evidence = self.draft.evidence;
        let words = evidence.words(range.clone());
        let count = words.split_whitespace().count();
        if count == 0
            || count > 16
            || (words.starts_with(char::is_lowercase) && !words.contains('.'))
        {
            return;
        }
        let citation = &mut self.draft.citation;
        let book = citation.container.is_none() && !within;
        if is_publisher(words) && citation.publisher.is_none() && !within {
            citation.publisher = Some(field(evidence, range));
        } else if citation.container.is_none() && (within || !is_issuer(words)) {
            citation.container = Some(field(evidence, range.clone()));
            self.guessed = Some(range);
        } else if citation.publisher.is_none() && !within && (book || is_issuer(words)) {
            citation.publisher = Some(field(evidence, range));
        } else if self.editors && self.guessed.is_none() && citation.container.is_none() {
            citation.container = Some(field(evidence, range));
        }
    }

    fn more_pages(&mut self, range: Range<usize>) {
        self.paged = true;
        let span = self.draft.evidence.plain.source(&range);
        let more = field(self.draft.evidence, range);
        if let Some(pages) = &mut self.draft.citation.pages {
            pages.value = format!("{}, {}", pages.value, more.value);
            pages.span = pages.span.join(span);
        }
    }

    /// Takes numbers for what their prefixes, or else their place, say.
    fn count(&mut self, base: usize, counted: &[(Counted, Range<usize>)], before: char) {
        let evidence = self.draft.evidence;
        for (counts, range) in counted {
            let place = base + range.start..base + range.end;
            let words = evidence.words(place.clone()).to_owned();
            let citation = &mut self.draft.citation;
            let counts = match counts {
                Counted::Unsaid if before == ':' => Counted::Pages,
                Counted::Unsaid
                    if citation.volume.is_none()
                        && citation.container.is_some()
                        && !is_range(&words)
                        && before != '(' =>
                {
                    Counted::Volume
                }
                Counted::Unsaid => Counted::Pages,
                said => *said,
            };
            let value = Some(field(evidence, place));
            match counts {
                Counted::Volume => citation.volume = citation.volume.take().or(value),
                Counted::Issue => citation.issue = citation.issue.take().or(value),
                Counted::Pages => {
                    // `415, 3, 22–25`: what seemed a page is the issue.
                    let single = citation.pages.take_if(|pages| {
                        !is_range(&pages.value)
                            && is_range(&words)
                            && before == ','
                            && citation.issue.is_none()
                            && citation.volume.is_some()
                    });
                    citation.issue = citation.issue.take().or(single);
                    citation.pages = citation.pages.take().or(value);
                    self.paged = true;
                }
                Counted::Other | Counted::Unsaid => {}
            }
        }
    }
}

fn is_edition(words: &str) -> bool {
    let lower = words.to_lowercase();
    EDITIONS
        .iter()
        .any(|edition| lower.ends_with(edition) || lower.starts_with(edition.trim_start()))
        && words.len() < 24
}

/// The parts of what stands in brackets, each with the separator before it.
fn parts(words: &str) -> Vec<(Range<usize>, char)> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut before = '(';
    // `Baltimore, MD: Johns Hopkins Press, 1965`: the commas before the colon part nothing.
    let colon = words.find(": ").unwrap_or(0);
    for (at, separator) in words
        .match_indices([',', ';'])
        .filter(|(at, _)| *at > colon)
    {
        parts.push((start..at, before));
        start = at + separator.len();
        before = ',';
    }
    parts.push((start..words.len(), before));
    parts
}
