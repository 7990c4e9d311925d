//! How old sources are at the date of the brief.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::citation::PartialDate;

/// How many sources are of each age.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, JsonSchema)]
pub struct AgeCounts {
    /// Under one year.
    pub under_1_year: usize,
    /// One year or more, under three.
    pub under_3_years: usize,
    /// Three years or more, under ten.
    pub under_10_years: usize,
    /// Ten years or more.
    pub older: usize,
    /// Without a date in the note.
    pub undated: usize,
}

impl AgeCounts {
    /// What the columns of a table are called, in the order of [`AgeCounts::cells`].
    pub const HEADS: [&str; 5] = [
        "under 1 year",
        "1–3 years",
        "3–10 years",
        "10 years or more",
        "no date",
    ];

    /// Its figures as the columns of a table.
    pub fn cells(&self) -> [usize; 5] {
        let AgeCounts {
            under_1_year,
            under_3_years,
            under_10_years,
            older,
            undated,
        } = *self;
        [under_1_year, under_3_years, under_10_years, older, undated]
    }

    pub(super) fn count(&mut self, age: Age) {
        let cell = match age {
            Age::New => &mut self.under_1_year,
            Age::Recent => &mut self.under_3_years,
            Age::Older => &mut self.under_10_years,
            Age::Old => &mut self.older,
            Age::Undated => &mut self.undated,
        };
        *cell += 1;
    }
}

/// How old a source is at the date of the brief.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Age {
    /// Under one year.
    New,
    /// One year to three.
    Recent,
    /// Three years to ten.
    Older,
    /// Ten years or more.
    Old,
    /// Its citation states no date.
    Undated,
}

impl Age {
    /// That of what appeared at `date`, in a brief of `at`. A date of which only the year is known counts from the
    /// middle of it.
    pub(super) fn of(date: Option<PartialDate>, at: Date) -> Age {
        let Some(date) = date.and_then(day) else {
            return Age::Undated;
        };
        let days = (at - date).get_days();
        match days {
            ..365 => Age::New,
            365..1096 => Age::Recent,
            1096..3653 => Age::Older,
            _ => Age::Old,
        }
    }
}

/// A day for a date, in the middle of what is known of it; of several years, the last one counts.
pub(super) fn day(date: PartialDate) -> Option<Date> {
    match date {
        PartialDate::Undated => None,
        PartialDate::Year(year) | PartialDate::Years(_, year) | PartialDate::Season(year, _) => {
            Date::new(year, 7, 1).ok()
        }
        PartialDate::Month(year, month) => Date::new(year, month, 15).ok(),
        PartialDate::Day(day) => Some(day),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_count_from_the_date_of_the_brief() {
        let at = jiff::civil::date(2021, 3, 8);
        for (date, age) in [
            (
                Some(PartialDate::Day(jiff::civil::date(2020, 6, 1))),
                Age::New,
            ),
            (Some(PartialDate::Month(2020, 1)), Age::Recent),
            (Some(PartialDate::Year(2018)), Age::Recent),
            (Some(PartialDate::Years(1990, 2012)), Age::Older),
            (Some(PartialDate::Year(1999)), Age::Old),
            // A source may appear after the brief that announces it.
            (Some(PartialDate::Year(2022)), Age::New),
            (Some(PartialDate::Undated), Age::Undated),
            (None, Age::Undated),
        ] {
            assert_eq!(Age::of(date, at), age, "{date:?}");
        }
    }
}
