use std::ops::Range;

use super::dating::is_access;
use super::editors::{calls_editors, names_editors};
use super::field;
use super::head::is_kind;
use super::manner::{is_edition, is_manner};
use super::numbers::{Counted, numbers};
use super::tail_parser::TailParser;
use crate::citation::vocabulary::{is_body, is_country, is_periodical, is_place, is_publisher};

impl TailParser<'_, '_> {
    /// `arXiv:2111.00169 [cs.CR]`: a class that belongs to the number before it.
    pub(super) fn square(&mut self, range: Range<usize>, before: char) {
        let annotations = self.builder.annotations;
        self.dated |= self.is_date(&range);
        let Some(guessed) = self.guessed.clone() else {
            return;
        };
        let numbered = annotations.words(guessed.clone()).contains(':')
            && !annotations.words(range.clone()).contains(' ');
        if numbered && before == ' ' && guessed.end + 1 == range.start {
            self.builder.citation.container = Some(field(annotations, guessed.start..range.end));
        }
    }

    pub(super) fn round(&mut self, range: Range<usize>) {
        let annotations = self.builder.annotations;
        let inner = range.start + 1..range.end.saturating_sub(1).max(range.start + 1);
        let words = annotations.words(inner.clone());
        if calls_editors(words) {
            self.editors = true;
            if self.guessed.take().is_some() {
                self.builder.citation.container = None;
            }
            return;
        }
        if let Some(counted) = numbers(words) {
            let issue =
                self.builder.citation.volume.is_some() && self.builder.citation.issue.is_none();
            let single = counted.len() == 1 && counted[0].0 == Counted::Unsaid;
            if single && issue && !self.is_date(&inner) && !self.is_year_again(&inner) {
                self.builder.citation.issue = Some(field(annotations, inner));
                return;
            }
            if !single {
                self.count(inner.start, &counted, ' ');
                return;
            }
        }
        let dated = self.is_date(&inner);
        self.dated |= dated;
        for (part, before) in parts(words) {
            let part = inner.start + part.start..inner.start + part.end;
            self.bracketed(part, before, dated);
        }
    }

    /// `Bell, A. 2001. A title. *A Journal* 12 (2001), 3–4`: whether a bracket says the date again.
    fn is_year_again(&self, inner: &Range<usize>) -> bool {
        let stated = self.builder.citation.date.as_ref();
        let dates = self.builder.annotations.dates_in(inner);
        stated.is_some_and(|stated| dates.iter().any(|date| date.value == stated.value))
    }

    /// A part of what stands in brackets: `New York: Touchstone`, `1999`, `2nd edn`, `pp. 3–4`.
    fn bracketed(&mut self, part: Range<usize>, before: char, dated: bool) {
        let annotations = self.builder.annotations;
        let words = annotations.words(part.clone()).trim();
        let said = |(counted, _): &(Counted, _)| *counted != Counted::Unsaid;
        if let Some(counted) = numbers(words).filter(|counted| counted.iter().all(said)) {
            let untrimmed = annotations.words(part.clone());
            let start = part.start + (untrimmed.len() - untrimmed.trim_start().len());
            self.count(start, &counted, before);
            return;
        }
        let mut atoms = annotations.atoms_in(&part).iter();
        if let Some(atom) = atoms.find(|atom| atom.emphasised) {
            let container = field(annotations, atom.inner.clone());
            self.builder.citation.container.get_or_insert(container);
            return;
        }
        let range = self.without_dates(part);
        let words = annotations.words(range.clone());
        self.thesis(&range);
        if is_edition(words) {
            self.edition(&range);
        }
        let explains = words.starts_with(char::is_lowercase) && !words.contains(": ");
        let numbered = words.ends_with(|c: char| c.is_ascii_digit());
        let longest = if words.contains(": ") { 14 } else { 8 };
        if words.is_empty()
            || numbered
            || explains
            || is_edition(words)
            || is_manner(words)
            || is_kind(words)
            || is_ordinal(words)
            || names_editors(words)
            || words.split_whitespace().count() > longest
        {
            return;
        }
        if before == ',' && self.state(&range) {
            return;
        }
        if !self.published(&range)
            && (dated || is_publisher(words))
            && self.builder.citation.publisher.is_none()
        {
            // `The Guardian (London, 3 February 2014)`
            let full = self
                .builder
                .date
                .as_ref()
                .is_some_and(|date| date.len() > 5);
            let place = full
                && self.builder.citation.container.is_some()
                && self.builder.citation.place.is_none();
            // `'A Title' (Harbour Blog, 3 February 2014)` (OSCOLA 4, 3.4.8)
            let site = full
                && self.builder.citation.container.is_none()
                && self.builder.titled_in_quotes()
                && !is_publisher(words)
                && !words.split_whitespace().any(is_body);
            let citation = &mut self.builder.citation;
            let place = place || is_place(words) && citation.place.is_none();
            let held = match () {
                () if place => &mut citation.place,
                () if site => &mut citation.container,
                () => &mut citation.publisher,
            };
            *held = Some(field(annotations, range));
        }
    }

    /// `Washington, DC, 2020`: takes what stands behind a town for its state; says whether it was.
    fn state(&mut self, range: &Range<usize>) -> bool {
        let annotations = self.builder.annotations;
        let words = annotations.words(range.clone());
        let start = range.start + (words.len() - words.trim_start().len());
        let state = words.trim();
        let town = self.start_of_town(start, state);
        let is_state = town < start && STATES.contains(&state.replace('.', "").as_str());
        if is_state {
            self.builder.citation.place = Some(field(annotations, town..range.end));
        }
        is_state
    }

    /// Takes `London: Penguin` for place and publisher; says whether it was.
    pub(super) fn published(&mut self, range: &Range<usize>) -> bool {
        let annotations = self.builder.annotations;
        let words = annotations.words(range.clone());
        let Some(colon) = words.find(": ") else {
            return false;
        };
        let (place, publisher) = words.split_at(colon);
        let counted = annotations.words(range.end..self.builder.body.end);
        let volume = counted.trim_start_matches([',', ' ']);
        // `Tidal Abstracts: Section B, 64(6)` is a journal.
        let journal = !is_place(place)
            && volume.len() < counted.len()
            && volume.starts_with(|c: char| c.is_ascii_digit())
            && volume.contains('(');
        if journal
            || publisher
                .trim_start_matches([':', ' '])
                .starts_with(char::is_lowercase)
            || place.split_whitespace().count() > 5
            || place.split_whitespace().any(is_periodical)
            || place.bytes().any(|byte| byte.is_ascii_digit())
            || is_access(place)
            || self.builder.citation.publisher.is_some()
        {
            return false;
        }
        let start = match self.guessed.take() {
            // `Cambridge, MA: MIT Press`
            Some(guessed)
                if (place.len() <= 4 || is_country(place)) && guessed.end + 3 >= range.start =>
            {
                self.builder.citation.container = None;
                guessed.start
            }
            guessed => {
                self.guessed = guessed;
                self.start_of_town(range.start, place)
            }
        };
        self.builder.citation.place = Some(field(annotations, start..range.start + colon));
        let firm = range.start + colon + 1..range.end;
        self.builder.citation.publisher = Some(field(annotations, firm.clone()));
        self.firm = Some(firm);
        true
    }

    /// `Washington, DC: World Bank`: where the town begins that was taken for the place, before its `state` at `start`.
    pub(super) fn start_of_town(&self, start: usize, state: &str) -> usize {
        let town = self.builder.citation.place.as_ref();
        let before = self
            .builder
            .annotations
            .words(self.builder.body.start..start);
        let front =
            town.and_then(|town| before.strip_suffix(", ")?.strip_suffix(town.value.as_str()));
        match front.filter(|_| state.len() <= 4) {
            Some(front) => self.builder.body.start + front.len(),
            None => start,
        }
    }
}

/// The states in which publishers are.
const STATES: &[&str] = &[
    "AZ", "CA", "CO", "CT", "DC", "FL", "GA", "IL", "IN", "MA", "MD", "ME", "MI", "MN", "MO", "NC",
    "NH", "NJ", "NY", "OH", "ON", "OR", "PA", "RI", "TX", "UK", "VA", "VT", "WA", "WI",
];

/// `1st supp`: what numbers a supplement or the like, and no publisher.
fn is_ordinal(words: &str) -> bool {
    words.starts_with(|c: char| c.is_ascii_digit()) && !words.contains(": ")
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
        // `Farrar, Straus and Giroux`: the commas of one name.
        let next = words
            .get(at + 1..)
            .and_then(|rest| rest.split([',', ';']).next());
        let joined = [" and ", " And ", " & "];
        let named = |next: &str| joined.iter().any(|and| next.contains(and));
        if separator == "," && colon > 0 && next.is_some_and(named) {
            continue;
        }
        parts.push((start..at, before));
        start = at + separator.len();
        before = ',';
    }
    parts.push((start..words.len(), before));
    parts
}
