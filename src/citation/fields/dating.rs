use std::ops::Range;

use super::draft::Draft;
use super::segments::What;
use super::{stated, trimmed};
use crate::citation::evidence::FoundDate;
use crate::citation::vocabulary::is_han;
use crate::citation::vocabulary::{is_place, is_publisher};
use crate::citation::{Author, Date, Name, PartialDate};

/// Words before a date on which the author read the source.
const ACCESS: &[&str] = &[
    "accessed",
    "visited",
    "retrieved",
    "consulted",
    "viewed",
    "abgerufen",
    "zugriff",
    "consulté",
    "consultado",
    "access date",
    "checked",
    "[cited",
    "stand:",
    "accédé",
    "дата обращения",
    "访问",
    "檢索",
];

/// Words before the date of a source's last revision: when it appeared, where nothing else says so.
const REVISION: &[&str] = &["updated", "modified", "revised"];

/// How far before a date such words are looked for, in bytes.
const NEAR: usize = 30;

/// Where a year stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Bracket,
    Alone,
    Elsewhere,
}

impl Draft<'_> {
    /// The date of access.
    pub(super) fn access(&mut self) {
        for date in self.evidence.dates_in(&self.body) {
            let before = self.near(date);
            let said = ACCESS.iter().any(|word| before.contains(word));
            // A year alone may be a number.
            let ends = ACCESS.iter().any(|word| before.trim_end().ends_with(word));
            if ends || (said && !date.bare) {
                self.accessed = Some(date.range.clone());
                self.citation.accessed = Some(stated(self.evidence, date));
                return;
            }
        }
    }

    /// The words close before a date, in lower case.
    fn near(&self, date: &FoundDate) -> String {
        let from = date.range.start.saturating_sub(NEAR).max(self.body.start);
        let from = self.evidence.plain.text.ceil_char_boundary(from);
        self.evidence.words(from..date.range.start).to_lowercase()
    }

    /// The date elsewhere: in full, else a year in brackets, else one between separators.
    pub(super) fn dated(&mut self) {
        if self.date.is_some() {
            return self.full_date();
        }
        let evidence = self.evidence;
        let accessed = self.accessed.clone();
        let candidates = evidence.dates_in(&self.body).iter().filter(|date| {
            Some(&date.range) != accessed.as_ref()
                && evidence.solid_at(date.range.start).is_none()
                && !self.is_explained(date)
        });
        let revised = |date: &FoundDate| {
            let before = self.near(date);
            REVISION
                .iter()
                .any(|word| before.trim_end().ends_with(word))
        };
        let rank = |date: &&FoundDate| match (date.bare, self.place_of(date)) {
            (false, _) if revised(date) => Some(3),
            (false, _) => Some(0),
            (true, Place::Bracket) => Some(1),
            (true, Place::Alone) if self.is_pin(date) => None,
            (true, Place::Alone) => Some(2),
            (true, Place::Elsewhere) => None,
        };
        let best = candidates
            .filter_map(|date| Some((rank(&date)?, date)))
            .min_by_key(|(rank, _)| *rank);
        if let Some((_, date)) = best {
            self.date = Some(date.range.clone());
            self.citation.date = Some(stated(evidence, date));
        }
    }

    /// `Bell, Ana. 2021. "A Title." Harbour News, April 22, 2021.`: takes the day of the year that stands behind the
    /// names.
    fn full_date(&mut self) {
        let year = self.citation.date.as_ref().and_then(Date::known);
        let Some(PartialDate::Year(year)) = year else {
            return;
        };
        let evidence = self.evidence;
        let day = evidence.dates_in(&self.body).iter().find(|date| {
            let day = matches!(date.value, Ok(PartialDate::Day(day)) if day.year() == year);
            let apart = evidence.solid_at(date.range.start).is_none()
                && evidence.bracket_around(date.range.start).is_none();
            day && apart && Some(&date.range) != self.accessed.as_ref()
        });
        if let Some(date) = day {
            self.date = Some(date.range.clone());
            self.citation.date = Some(stated(evidence, date));
        }
    }

    /// Whether a date stands in a bracket that says what the source is about: `(on the floods of 1953)`.
    fn is_explained(&self, date: &FoundDate) -> bool {
        let evidence = self.evidence;
        let bracket = evidence.bracket_around(date.range.start);
        bracket.is_some_and(|bracket| {
            let words = evidence.words(bracket.start + 1..date.range.start);
            let told = words
                .split_whitespace()
                .filter(|word| word.starts_with(char::is_lowercase));
            words.starts_with(char::is_lowercase) && told.count() > 3
        })
    }

    fn place_of(&self, date: &FoundDate) -> Place {
        let after = self
            .segments
            .partition_point(|segment| segment.range.end <= date.range.start);
        let held = self.segments.get(after).filter(|segment| {
            segment.range.start <= date.range.start && date.range.end <= segment.range.end
        });
        let Some(segment) = held else {
            return Place::Elsewhere;
        };
        match segment.what {
            What::Round | What::Square => {
                let after = self.evidence.words(date.range.end..segment.range.end);
                let first = date.range.start == segment.range.start + 1;
                let last = after.chars().all(|c| !c.is_alphanumeric());
                if first || last {
                    Place::Bracket
                } else {
                    Place::Elsewhere
                }
            }
            // `Berlin 2023`, `時代出版社2015年版`
            What::Text
                if trimmed(self.evidence, segment.range.clone()).end == date.range.end
                    && is_imprint(self.evidence.words(segment.range.start..date.range.start)) =>
            {
                Place::Alone
            }
            // `2001年第3期`
            What::Text
                if segment.range.start == date.range.start
                    && self
                        .evidence
                        .words(date.range.end..segment.range.end)
                        .starts_with('第') =>
            {
                Place::Alone
            }
            What::Text
                if trimmed(self.evidence, segment.range.clone()) == date.range
                    && segment.before != ':' =>
            {
                Place::Alone
            }
            _ => Place::Elsewhere,
        }
    }

    /// `81 N.Y.U. L. Rev. 1844, 1853`: whether a number follows a page, and is another.
    fn is_pin(&self, date: &FoundDate) -> bool {
        let after = self
            .segments
            .partition_point(|segment| segment.range.end <= date.range.start);
        let before = after.checked_sub(1).and_then(|at| self.segments.get(at));
        let next = self.segments.get(after + 1);
        let bracketed = next.is_some_and(|next| next.what == What::Round);
        before.is_some_and(|before| {
            let words = self.evidence.words(before.range.clone());
            let digit = |c: char| c.is_ascii_digit();
            let reported = words.starts_with(digit) && words.contains(char::is_alphabetic);
            let paged = reported || (bracketed && words.contains(' '));
            before.what == What::Text && paged && words.ends_with(digit)
        })
    }

    pub(super) fn starts_with_date(&self, at: usize) -> bool {
        let inside = self
            .evidence
            .bracket_at(at)
            .map_or(at, |bracket| bracket.start + 1);
        let dates = self.evidence.dates_in(&(inside..inside + 1));
        !dates.is_empty()
    }

    /// The date right after the names, in brackets or bare.
    pub(super) fn date_after(&mut self, at: usize) {
        let evidence = self.evidence;
        // `(eds)`, `(Ed.)` may stand between.
        let mut at = at;
        if let Some(bracket) = evidence.bracket_at(at)
            && !self.starts_with_date(at)
            && bracket.len() < 12
        {
            let rest = evidence.words(bracket.end..self.body.end);
            at = bracket.end + (rest.len() - rest.trim_start_matches([' ', ',', '.']).len());
        }
        if !self.starts_with_date(at) {
            return;
        }
        let bracket = evidence.bracket_at(at);
        let inside = bracket.map_or(at, |bracket| bracket.start + 1);
        let Some(date) = evidence.dates_in(&(inside..inside + 1)).first() else {
            return;
        };
        let end = bracket.map_or(date.range.end, |bracket| bracket.end);
        let rest = evidence.words(end..self.body.end).trim_start();
        let person = matches!(
            self.citation.authors.first(),
            Some(Author {
                name: Name::Person { .. },
                ..
            })
        );
        // `Bell, 1491: A History` has its year for a title, `Bell 2001: 45` has not.
        let paged = rest.strip_prefix(':').is_some_and(|rest| {
            bracket.is_some() || rest.trim_start().starts_with(|c: char| c.is_ascii_digit())
        });
        let apart = paged
            || rest.starts_with(['.', ',', ';'])
            || (date.bare && rest.starts_with(char::is_uppercase) && person);
        if bracket.is_none() && !apart {
            return;
        }
        self.author_date = true;
        self.date = Some(date.range.clone());
        self.citation.date = Some(stated(evidence, date));
        self.after_names = end;
    }

    /// Whether a range is a part of the date.
    pub(super) fn is_in_date(&self, range: &Range<usize>) -> bool {
        let date = self.date.as_ref();
        date.is_some_and(|date| date.start <= range.start && range.end <= date.end)
    }

    /// Whether a range is a part of the date of access, or leads to it.
    pub(super) fn is_access(&self, range: &Range<usize>) -> bool {
        let date = self.accessed.as_ref();
        date.is_some_and(|date| range.start < date.end && date.start < range.end)
    }

    pub(super) fn is_date(&self, range: &Range<usize>) -> bool {
        self.date.as_ref().is_some_and(|date| {
            range.start <= date.start && trimmed(self.evidence, range.clone()) == *date
        })
    }
}

/// Whether words before a year are a place, or a publisher in Chinese, which no comma parts from it.
fn is_imprint(words: &str) -> bool {
    is_place(words) || (is_publisher(words) && words.ends_with(|c| is_han(&c)))
}
