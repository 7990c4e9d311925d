//! Dates that no calendar has.

use super::super::BibliographyFault;
use super::Raw;

/// The fields that hold a date, in the form of ISO 8601-2 (BibLaTeX manual, section 2.3.8).
const FIELDS: [&str; 4] = ["date", "urldate", "eventdate", "origdate"];

/// The dates of an entry that do not exist. What is no date in numbers (`forthcoming`) is what the author says.
pub(super) fn check(raw: &Raw<'_>) -> Vec<BibliographyFault> {
    let fields = FIELDS.iter().filter_map(|name| raw.field(name));
    let wrong = fields.filter_map(|(value, span)| {
        let message = value.split('/').find_map(|date| mistake(date.trim()))?;
        Some(BibliographyFault::new(span, message))
    });
    wrong.collect()
}

/// What is wrong with a date in numbers. Digits may be left open: `20XX`.
fn mistake(date: &str) -> Option<String> {
    let date = date.trim_end_matches(['?', '~', '%']);
    let day = date.split('T').next()?;
    let parts: Vec<&str> = day.split('-').collect();
    let year = *parts.first()?;
    let begins = year.starts_with(|c: char| c.is_ascii_digit());
    let digits = |part: &&str| part.bytes().all(|b| b.is_ascii_digit() || b == b'X');
    if !begins || !parts.iter().all(digits) {
        return None;
    }
    if year.len() != 4 {
        return Some(format!(
            "`{date}` is not a valid date: a year has four digits."
        ));
    }
    let month: i8 = parts.get(1)?.parse().ok()?;
    // From 21 on they are seasons.
    let season = parts.len() == 2 && matches!(month, 21..=41);
    if !season && !matches!(month, 1..=12) {
        return Some(format!(
            "`{date}` is not a valid date: there is no month {month}."
        ));
    }
    let day: i8 = parts.get(2)?.parse().ok()?;
    jiff::civil::Date::new(year.parse().ok()?, month, day).err()?;
    Some(format!(
        "`{date}` is not a valid date: the month has no day {day}."
    ))
}
