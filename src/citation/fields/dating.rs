use std::ops::Range;

use super::citation_builder::CitationBuilder;
use super::segments::SegmentKind;
use super::{stated, trimmed};
use crate::citation::annotations::FoundDate;
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
    "acesso em",
    "acceso",
    "último acceso",
    "consultato",
    "consulté le",
    "consulta:",
    "访问",
    "檢索",
];

/// Words behind such a date, in Japanese and Chinese.
const ACCESS_AFTER: &[&str] = &[
    "閲覧",
    "アクセス",
    "访问",
    "訪問",
    "检索",
    "檢索",
    "浏览",
    "瀏覽",
];

/// Words before the date of a source's last revision: when it appeared, where nothing else says so.
const REVISION: &[&str] = &["updated", "modified", "revised"];

/// How far before a date such words are looked for, in bytes.
const NEAR: usize = 30;

/// How many words of a bracket are looked at to tell what it is about.
const MOST_WORDS: usize = 50;

/// Where a year stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum YearPosition {
    Bracket,
    Alone,
    Elsewhere,
}

impl CitationBuilder<'_> {
    /// The date of access.
    pub(super) fn access(&mut self) {
        for date in self.annotations.dates_in(&self.body) {
            let before = self.near(date);
            let said = ACCESS.iter().any(|word| before.contains(word));
            let after = self.annotations.words(date.range.end..self.body.end);
            if ACCESS_AFTER
                .iter()
                .any(|word| after.trim_start().starts_with(word))
            {
                self.accessed = Some(date.range.clone());
                self.citation.accessed = Some(stated(self.annotations, date));
                return;
            }
            // A year alone may be a number.
            let ends = ACCESS.iter().any(|word| before.trim_end().ends_with(word));
            if ends || (said && !date.bare) {
                self.accessed = Some(date.range.clone());
                self.citation.accessed = Some(stated(self.annotations, date));
                return;
            }
        }
    }

    /// The words close before a date, in lower case.
    fn near(&self, date: &FoundDate) -> String {
        let from = date.range.start.saturating_sub(NEAR).max(self.body.start);
        let from = self.annotations.plain.text.ceil_char_boundary(from);
        self.annotations
            .words(from..date.range.start)
            .to_lowercase()
    }

    /// The date elsewhere: in full, else a year in brackets, else one between separators.
    pub(super) fn dated(&mut self) {
        if self.date.is_some() {
            return self.full_date();
        }
        let annotations = self.annotations;
        let accessed = self.accessed.clone();
        let candidates = annotations.dates_in(&self.body).iter().filter(|date| {
            Some(&date.range) != accessed.as_ref()
                && annotations.atom_at(date.range.start).is_none()
                && !self.is_explained(date)
        });
        let revised = |date: &FoundDate| {
            let before = self.near(date);
            REVISION
                .iter()
                .any(|word| before.trim_end().ends_with(word))
        };
        let years = |date: &FoundDate| matches!(date.value, Ok(PartialDate::Years(..)));
        let rank = |date: &&FoundDate| match (date.bare, self.place_of(date)) {
            // `France (1945–1975)`: what a title is about, unless nothing else is the date.
            (true, YearPosition::Alone) if years(date) && !self.is_pin(date) => Some(4),
            (true, YearPosition::Bracket) if years(date) => Some(5),
            (true, _) if years(date) => None,
            (false, _) if revised(date) => Some(3),
            (false, _) => Some(0),
            (true, YearPosition::Bracket) => Some(1),
            (true, YearPosition::Alone) if self.is_pin(date) => None,
            (true, YearPosition::Alone) => Some(2),
            (true, YearPosition::Elsewhere) => None,
        };
        let best = candidates
            .filter_map(|date| Some((rank(&date)?, date)))
            .min_by_key(|(rank, _)| *rank);
        if let Some((_, date)) = best {
            self.date = Some(date.range.clone());
            self.citation.date = Some(stated(annotations, date));
        }
    }

    /// `Bell, Ana. 2021. "A Title." Harbour News, April 22, 2021.`: takes the day of the year that stands behind the
    /// names.
    fn full_date(&mut self) {
        let year = self.citation.date.as_ref().and_then(Date::known);
        let Some(PartialDate::Year(year)) = year else {
            return;
        };
        let annotations = self.annotations;
        let day = annotations.dates_in(&self.body).iter().find(|date| {
            let day = matches!(date.value, Ok(PartialDate::Day(day)) if day.year() == year);
            let apart = annotations.atom_at(date.range.start).is_none()
                && annotations.bracket_around(date.range.start).is_none();
            day && apart && Some(&date.range) != self.accessed.as_ref()
        });
        if let Some(date) = day {
            self.date = Some(date.range.clone());
            self.citation.date = Some(stated(annotations, date));
        }
    }

    /// Whether a date stands in a bracket that says what the source is about: `(on the floods of 1953)`.
    fn is_explained(&self, date: &FoundDate) -> bool {
        let annotations = self.annotations;
        let bracket = annotations.bracket_around(date.range.start);
        bracket.is_some_and(|bracket| {
            let words = annotations.words(bracket.start + 1..date.range.start);
            let told = words
                .split_whitespace()
                .take(MOST_WORDS)
                .filter(|word| word.starts_with(char::is_lowercase));
            words.starts_with(char::is_lowercase) && told.count() > 3
        })
    }

    fn place_of(&self, date: &FoundDate) -> YearPosition {
        let after = self
            .segments
            .partition_point(|segment| segment.range.end <= date.range.start);
        let held = self.segments.get(after).filter(|segment| {
            segment.range.start <= date.range.start && date.range.end <= segment.range.end
        });
        let Some(segment) = held else {
            return YearPosition::Elsewhere;
        };
        // Cheaper than to trim the segment for each of its dates.
        let rest = self.annotations.words(date.range.end..segment.range.end);
        let is_last = rest.chars().all(|c| !c.is_alphanumeric());
        match segment.what {
            SegmentKind::Round | SegmentKind::Square => {
                let first = date.range.start == segment.range.start + 1;
                if first || is_last {
                    YearPosition::Bracket
                } else {
                    YearPosition::Elsewhere
                }
            }
            // `Berlin 2023`, `時代出版社2015年版`
            SegmentKind::Text
                if is_last
                    && trimmed(self.annotations, segment.range.clone()).end == date.range.end
                    && is_imprint(
                        self.annotations
                            .words(segment.range.start..date.range.start),
                    ) =>
            {
                YearPosition::Alone
            }
            // `2001年第3期`
            SegmentKind::Text
                if segment.range.start == date.range.start && rest.starts_with('第') =>
            {
                YearPosition::Alone
            }
            SegmentKind::Text
                if is_last
                    && trimmed(self.annotations, segment.range.clone()) == date.range
                    && segment.before != ':' =>
            {
                YearPosition::Alone
            }
            _ => YearPosition::Elsewhere,
        }
    }

    /// `81 N.Y.U. L. Rev. 1844, 1853`: whether a number follows a page, and is another.
    fn is_pin(&self, date: &FoundDate) -> bool {
        let after = self
            .segments
            .partition_point(|segment| segment.range.end <= date.range.start);
        let before = after.checked_sub(1).and_then(|at| self.segments.get(at));
        let next = self.segments.get(after + 1);
        let bracketed = next.is_some_and(|next| next.what == SegmentKind::Round);
        before.is_some_and(|before| {
            let words = self.annotations.words(before.range.clone());
            let digit = |c: char| c.is_ascii_digit();
            let reported = words.starts_with(digit) && words.contains(char::is_alphabetic);
            let paged = reported || (bracketed && words.contains(' '));
            before.what == SegmentKind::Text && paged && words.ends_with(digit)
        })
    }

    pub(super) fn starts_with_date(&self, at: usize) -> bool {
        let inside = self
            .annotations
            .bracket_at(at)
            .map_or(at, |bracket| bracket.start + 1);
        let dates = self.annotations.dates_in(&(inside..inside + 1));
        !dates.is_empty()
    }

    /// The date right after the names, in brackets or bare.
    pub(super) fn date_after(&mut self, at: usize) {
        let annotations = self.annotations;
        // `(eds)`, `(Ed.)` may stand between.
        let mut at = at;
        if let Some(bracket) = annotations.bracket_at(at)
            && !self.starts_with_date(at)
            && bracket.len() < 12
        {
            let rest = annotations.words(bracket.end..self.body.end);
            at = bracket.end + (rest.len() - rest.trim_start_matches([' ', ',', '.']).len());
        }
        if !self.starts_with_date(at) {
            return;
        }
        let bracket = annotations.bracket_at(at);
        let inside = bracket.map_or(at, |bracket| bracket.start + 1);
        let Some(date) = annotations.dates_in(&(inside..inside + 1)).first() else {
            return;
        };
        let end = bracket.map_or(date.range.end, |bracket| bracket.end);
        let rest = annotations.words(end..self.body.end).trim_start();
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
        self.citation.date = Some(stated(annotations, date));
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
            range.start <= date.start && trimmed(self.annotations, range.clone()) == *date
        })
    }
}

/// Whether words lead to the date on which the author read the source.
pub(super) fn is_access(words: &str) -> bool {
    let lower = words.trim().to_lowercase();
    ACCESS
        .iter()
        .any(|word| lower.ends_with(word.trim_end_matches(':')))
}

/// Whether words before a year are a place, or a publisher in Chinese, which no comma parts from it.
fn is_imprint(words: &str) -> bool {
    is_place(words) || (is_publisher(words) && words.ends_with(|c| is_han(&c)))
}
