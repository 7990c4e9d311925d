//! Dates as they are compared and written in messages.

use jiff::Unit;
use jiff::civil::Date;

use crate::citation::{ENGLISH_MONTHS, PartialDate, Season};

/// The days that a date may mean, the first and the last.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Days {
    pub first: Date,
    pub last: Date,
}

impl Days {
    /// Those of a date; `None` where it has no year.
    pub fn of(date: PartialDate) -> Option<Days> {
        let between = |from: (i16, i8), to: (i16, i8)| {
            let last = Date::new(to.0, to.1, 1).ok()?.last_of_month();
            Some(Days {
                first: Date::new(from.0, from.1, 1).ok()?,
                last,
            })
        };
        match date {
            PartialDate::Undated => None,
            PartialDate::Year(year) => between((year, 1), (year, 12)),
            PartialDate::Years(first, last) => between((first, 1), (last, 12)),
            PartialDate::Season(year, Season::Winter) => between((year - 1, 12), (year, 12)),
            PartialDate::Season(year, _) => between((year, 1), (year, 12)),
            PartialDate::Month(year, month) => between((year, month), (year, month)),
            PartialDate::Day(day) => Some(Days {
                first: day,
                last: day,
            }),
        }
    }

    /// How many days lie between these and others; 0 where they share one.
    pub fn distance(self, other: Days) -> i32 {
        let gap = |from: Date, to: Date| {
            let span = from.until((Unit::Day, to));
            span.map_or(0, |span| span.get_days())
        };
        gap(self.last, other.first)
            .max(gap(other.last, self.first))
            .max(0)
    }

    /// Whether all of them come after the last of others.
    pub fn are_after(self, other: Days) -> bool {
        self.first > other.last
    }
}

/// A date in a message: `6 March 2025`.
pub(super) fn written(date: PartialDate) -> String {
    let month = |month: i8| {
        usize::try_from(month - 1)
            .ok()
            .and_then(|at| ENGLISH_MONTHS.get(at))
            .copied()
            .unwrap_or_default()
    };
    match date {
        PartialDate::Undated => "no date".to_owned(),
        PartialDate::Year(year) | PartialDate::Season(year, _) => year.to_string(),
        PartialDate::Years(first, last) => format!("{first}–{last}"),
        PartialDate::Month(year, number) => format!("{} {year}", month(number)),
        PartialDate::Day(day) => format!("{} {} {}", day.day(), month(day.month()), day.year()),
    }
}
