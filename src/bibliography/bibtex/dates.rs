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

/// What is wrong with a date in numbers.
fn mistake(date: &str) -> Option<String> {
    let date = date.trim_end_matches(['?', '~', '%']);
    let parts: Vec<&str> = date.split('-').collect();
    let number = |part: &str| part.parse::<i8>().ok();
    let (year, month, day) = match parts.as_slice() {
        [year, month] => (*year, number(month)?, None),
        [year, month, day] => {
            let day = day.split('T').next()?;
            (*year, number(month)?, Some(number(day)?))
        }
        _ => return None,
    };
    if year.len() != 4 {
        return None;
    }
    let year: i16 = year.parse().ok()?;
    // From 21 on they are seasons.
    if matches!(month, 21..=41) && day.is_none() {
        return None;
    }
    if !matches!(month, 1..=12) {
        return Some(format!("`{date}` is no date: there is no month {month}."));
    }
    let day = day?;
    jiff::civil::Date::new(year, month, day).err()?;
    Some(format!("`{date}` is no date: the month has no day {day}."))
}
