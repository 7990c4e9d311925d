use crate::text::Span;

/// A date as a note states it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Date {
    /// Where, in bytes of the note's text.
    pub span: Span,
    /// What it says, or why it says nothing.
    pub value: Result<PartialDate, DateFault>,
}

/// A date as exact as it is known.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum PartialDate {
    /// `n.d.`: the source bears none.
    Undated,
    /// `2011`.
    Year(i16),
    /// `2018–2022`: the first and the last year of what appeared over several.
    Years(i16, i16),
    /// `Spring 2011`.
    Season(i16, Season),
    /// `May 2011`: the month counts from 1.
    Month(i16, i8),
    /// `May 4, 2011`.
    Day(jiff::civil::Date),
}

/// A season, as the issues of journals are named by.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Season {
    /// Also `printemps` and the like.
    Spring,
    /// June to August in the north.
    Summer,
    /// Also `Fall`.
    Autumn,
    /// It may begin in the year before.
    Winter,
}

/// Why a date is none.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DateFault {
    /// February 30: the month (from 1) of that year has fewer days.
    NoSuchDay {
        /// The year.
        year: i16,
        /// The month, from 1.
        month: i8,
        /// The day that it does not have.
        day: i8,
    },
    /// A word that is nearly the name of a month: `Febuary`.
    MisspeltMonth {
        /// The name that is meant.
        meant: &'static str,
    },
}

impl PartialDate {
    /// The year, the first of several, if there is one.
    pub fn year(self) -> Option<i16> {
        match self {
            PartialDate::Undated => None,
            PartialDate::Year(year)
            | PartialDate::Years(year, _)
            | PartialDate::Season(year, _)
            | PartialDate::Month(year, _) => Some(year),
            PartialDate::Day(date) => Some(date.year()),
        }
    }
}

impl Date {
    /// The date, where it is one.
    pub fn known(&self) -> Option<PartialDate> {
        self.value.as_ref().ok().copied()
    }
}

impl std::fmt::Display for PartialDate {
    /// ISO 8601 to the precision that is known: `2011-05`, `2018/2022`; a season gives its year, `n.d.` nothing.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            PartialDate::Undated => Ok(()),
            PartialDate::Year(year) | PartialDate::Season(year, _) => write!(f, "{year:04}"),
            PartialDate::Years(first, last) => write!(f, "{first:04}/{last:04}"),
            PartialDate::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            PartialDate::Day(date) => write!(f, "{date}"),
        }
    }
}
