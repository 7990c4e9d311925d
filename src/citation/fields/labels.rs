use std::ops::Range;

use super::draft::Draft;
use super::numbers::{Counted, numbers};
use super::segments::{Segment, What};
use super::{field, stated, trimmed};
use crate::citation::body::is_small;
use crate::citation::evidence::Evidence;
use crate::citation::signals::is_signal;
use crate::citation::vocabulary::{is_body, is_given_name, is_issuer, is_place, is_publisher};

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

/// What a segment has that says what kind of work it is.
const MANNERS: &[&str] = &[
    "dissertation",
    " diss",
    "thesis",
    "manuscript",
    "unpublished",
    "forthcoming",
];

/// How a segment begins that names a part or state of a work.
const PARTS: &[&str] = &[
    "chapter ",
    "section ",
    "sec. ",
    "appendix",
    "part ",
    "table ",
    "figure ",
    "fig. ",
    "annex",
    "title ",
    "box ",
    "draft",
    "version ",
    "v1",
    "v2",
    "rev. ",
    "revision ",
    "page ",
    "article ",
    "standard ",
    "standards ",
    "criterion ",
    "rule ",
    "chart ",
    "exhibit ",
    "note ",
    "paragraph ",
    "para. ",
    "footnote ",
    "slide",
    "final report",
    "pdf",
    "video",
    "podcast",
    "opinion",
    "press release",
    "blog post",
    "abstract",
    "preprint",
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

/// How long a word in the name of a journal is at most that is abridged, in characters.
const LONGEST_ABRIDGED: usize = 8;

/// What stands after the title, segment by segment.
pub(super) struct Labels<'d, 'e> {
    pub draft: &'d mut Draft<'e>,
    /// The container, where it is only a guess from its place.
    pub guessed: Option<Range<usize>>,
    /// Whether the names of editors stand before the container.
    pub editors: bool,
    /// Whether the segment before stated pages.
    pub paged: bool,
    /// Whether the date in its bracket stands before: numbers after it are pages.
    pub dated: bool,
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
            dated: false,
        };
        for segment in segments.iter().filter(|segment| segment.range.end > end) {
            let range = segment.range.start.max(end)..segment.range.end;
            let paged = std::mem::take(&mut labels.paged);
            match segment.what {
                What::Solid => labels.solid(segment),
                What::Round => labels.round(range),
                What::Square => labels.square(range, segment.before),
                What::Text => labels.text(range, segment.before, paged),
            }
        }
    }

    fn solid(&mut self, segment: &Segment) {
        let Some(solid) = self.draft.solid(segment).filter(|solid| solid.is_words()) else {
            return;
        };
        let free = self.draft.citation.container.is_none() || self.guessed.is_some();
        let passage = solid.quoted && self.draft.is_passage(segment.range.start, solid);
        if passage {
            return;
        }
        let name = field(self.draft.evidence, solid.inner.clone());
        let marked = solid.emphasised || solid.link.is_some() || solid.quoted;
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
        let mut range = self.without_lead(bare);
        let words = evidence.words(range.clone());
        if words.starts_with('§') || !words.chars().any(char::is_alphanumeric) {
            return;
        }
        self.year_at_end(&mut range, paged);
        if is_congress(evidence.words(range.clone())) {
            let words = evidence.words(range.clone());
            range.start += words.find("Cong").map_or(0, |at| at + "Cong".len());
            range = trimmed(evidence, range);
            let counted = numbers(evidence.words(range.clone()));
            if let Some([(Counted::Unsaid, _)]) = counted.as_deref() {
                self.draft.citation.pages = Some(field(evidence, range));
            }
            return;
        }
        let words = evidence.words(range.clone());
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
        if is_manner(words) && words.contains(|c: char| c.is_ascii_digit()) {
            return;
        }
        let within = ["in ", "In ", "in: ", "In: "]
            .iter()
            .find(|word| words.starts_with(**word));
        if let Some(word) = within {
            range.start += word.len();
        }
        if self.reported(&range)
            || self.trailing_number(&range, within.is_some())
            || self.published(&range)
            || self.abridged(&range)
        {
            return;
        }
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

    /// `Tidal. Res. Lett.`: more of a journal whose name is abridged.
    fn abridged(&mut self, range: &Range<usize>) -> bool {
        let evidence = self.draft.evidence;
        let short = |words: &str| {
            let one = words.rsplit(['.', ' ']).next().unwrap_or_default();
            one.chars().count() <= LONGEST_ABRIDGED
                && words.split_whitespace().count() <= 2
                && words
                    .chars()
                    .all(|c| c.is_alphabetic() || matches!(c, '.' | ' '))
                && words.starts_with(char::is_uppercase)
                && !is_place(words)
        };
        let Some(guessed) = self.guessed.clone() else {
            return false;
        };
        let after = evidence.words(guessed.end..range.start);
        let more = after == ". "
            && short(evidence.words(guessed.clone()))
            && short(evidence.words(range.clone()));
        if more {
            let name = guessed.start..range.end;
            self.draft.citation.container = Some(field(evidence, name.clone()));
            self.guessed = Some(name);
        }
        more
    }

    /// Whether words are those of a sentence, and no name: most are in lower case, and no number follows that
    /// would show a journal.
    fn is_told(&self, range: &Range<usize>) -> bool {
        let evidence = self.draft.evidence;
        let words = evidence.words(range.clone());
        let after = evidence.words(range.end..self.draft.body.end);
        let counted = after
            .trim_start_matches([' ', ',', '.', '('])
            .starts_with(|c: char| c.is_ascii_digit());
        let (mut lower, mut all) = (0, 0);
        for word in words.split_whitespace().filter(|word| !is_small(word)) {
            all += 1;
            lower += usize::from(word.chars().all(|c| c.is_lowercase() || c == '-'));
        }
        !counted && lower > 0 && lower * 2 >= all
    }

    /// A name after the title: a container or a publisher.
    fn named(&mut self, range: Range<usize>, within: bool) {
        let evidence = self.draft.evidence;
        let words = evidence.words(range.clone());
        let count = words.split_whitespace().count();
        if is_place(words) {
            let place = field(evidence, range);
            self.draft.citation.place.get_or_insert(place);
            return;
        }
        // `Palo Alto, CA`
        let state = words.len() == 2 && words.chars().all(char::is_uppercase);
        if let Some(town) = self
            .guessed
            .take_if(|town| state && town.end + 2 == range.start)
        {
            self.draft.citation.container = None;
            self.draft.citation.place = Some(field(evidence, town.start..range.end));
            return;
        }
        if !words.chars().any(char::is_alphabetic)
            || words.starts_with('(')
            || is_manner(words)
            || count > 16
            || (!within && self.is_told(&range))
            || (words.starts_with(char::is_lowercase) && !words.contains('.'))
            || ["to ", "of ", "and ", "with ", "for ", "as "]
                .iter()
                .any(|small| words.starts_with(small))
            || is_signal(words)
        {
            return;
        }
        // `“Title”, Ana Bell and Bo Cole, 2019`
        if self.draft.citation.authors.is_empty() && !within {
            let authors = self.draft.people(range.clone());
            let first = words.split_whitespace().next().unwrap_or_default();
            if authors.len() > 1 || (authors.len() == 1 && is_given_name(first)) {
                self.draft.citation.authors = authors;
                return;
            }
        }
        let citation = &mut self.draft.citation;
        // `National Institute, Technology Laboratory`: a part of the body that publishes.
        if citation.publisher.is_some() && !within && words.split_whitespace().any(is_body) {
            return;
        }
        let book = citation.container.is_none() && !within;
        // Who published what nobody else is named for: `World Bank (2020), …, World Bank`.
        let author =
            matches!(citation.authors.first(), Some(author) if author.name.to_string() == words);
        if (is_publisher(words) || author) && citation.publisher.is_none() && !within {
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
}

/// `PhD diss.`, `Chapter 3`, `Draft`: what kind or part of a work it is, and no name of one around it.
fn is_manner(words: &str) -> bool {
    let lower = words.to_lowercase();
    let few = lower.split_whitespace().count() <= 3;
    MANNERS.iter().any(|manner| lower.contains(manner))
        || (few && PARTS.iter().any(|part| lower.starts_with(part)))
}

/// `112th Cong. 3–4`: before whom a hearing was held, and where it is printed.
pub(super) fn is_congress(words: &str) -> bool {
    words.split_once(' ').is_some_and(|(number, rest)| {
        number.starts_with(|c: char| c.is_ascii_digit())
            && number.ends_with(['h', 't', 'd'])
            && rest.starts_with("Cong")
    })
}

pub(super) fn is_edition(words: &str) -> bool {
    let lower = words.to_lowercase();
    EDITIONS
        .iter()
        .any(|edition| lower.ends_with(edition) || lower.starts_with(edition.trim_start()))
        && words.len() < 24
}
