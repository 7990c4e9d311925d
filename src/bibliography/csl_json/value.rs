//! The values of an item: texts, names, dates.

use hayagriva::citationberg::json::{self, DateValue, VecDate, VecDateRange};
use serde_json::Value;

use super::super::describe;

/// The variables that hold a date (CSL 1.0.2, appendix IV).
pub(super) const DATES: [&str; 6] = [
    "issued",
    "accessed",
    "event-date",
    "original-date",
    "submitted",
    "available-date",
];

/// A string without its markup (`<i>`), or a number.
pub(super) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(without_tags(text.trim())),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The value of the variable `name`, as the library that formats has it; `None` for what no style prints.
pub(super) fn variable(name: &str, value: &Value) -> Option<json::Value> {
    if DATES.contains(&name) {
        return Some(json::Value::Date(date(value)?));
    }
    match value {
        Value::String(text) => Some(json::Value::String(without_tags(text))),
        Value::Number(number) => Some(
            match number.as_i64().filter(|n| u32::try_from(*n).is_ok()) {
                Some(number) => json::Value::Number(number),
                None => json::Value::String(number.to_string()),
            },
        ),
        Value::Array(names) => {
            let names = names.iter();
            let names = names.filter_map(|name| serde_json::from_value(name.clone()).ok());
            Some(json::Value::Names(names.collect()))
        }
        _ => None,
    }
}

/// Year, and where known month and day, of a date; the first of a range.
pub(super) fn parts(value: &Value) -> Option<Vec<i16>> {
    let date = value.as_object()?;
    if let Some(parts) = date.get("date-parts") {
        let first = parts.as_array()?.first()?.as_array()?;
        let numbers = first.iter().map_while(|part| match part {
            Value::Number(number) => number.as_i64()?.try_into().ok(),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        });
        return Some(numbers.take(3).collect());
    }
    let written = date.get("raw").or_else(|| date.get("literal"))?.as_str()?;
    let day = written.split(['/', 'T']).next()?;
    let numbers: Option<Vec<i16>> = day.split('-').map(|part| part.parse().ok()).collect();
    numbers.or_else(|| Some(vec![describe::year_in(written)?.try_into().ok()?]))
}

/// A date that the library can print: it takes one day, not a range, and months and days that there are.
fn date(value: &Value) -> Option<DateValue> {
    let mut parts = parts(value)?;
    let sound = parts
        .iter()
        .enumerate()
        .take_while(|(place, part)| match place {
            0 => true,
            1 => matches!(part, 1..=12),
            _ => matches!(part, 1..=31),
        });
    let sound = sound.count();
    parts.truncate(sound);
    (!parts.is_empty()).then(|| DateValue::DateParts {
        date_parts: VecDateRange(vec![VecDate(parts)]),
        literal: None,
        season: None,
        circa: value.get("circa").is_some_and(|circa| {
            circa.as_bool() == Some(true)
                || circa.as_i64() == Some(1)
                || circa.as_str() == Some("true")
        }),
    })
}

/// What is wrong with a date.
pub(super) fn mistake_in_date(value: &Value) -> Option<String> {
    let parts = parts(value)?;
    let month = *parts.get(1)?;
    // From 13 on they are seasons.
    if parts.len() == 2 && matches!(month, 13..=24) {
        return None;
    }
    if !matches!(month, 1..=12) {
        return Some(format!("Invalid date: there is no month {month}."));
    }
    let (year, day) = (*parts.first()?, *parts.get(2)?);
    let real = i8::try_from(day).is_ok_and(|day| {
        let month = i8::try_from(month).unwrap_or_default();
        jiff::civil::Date::new(year, month, day).is_ok()
    });
    (!real).then(|| format!("Invalid date: the month has no day {day}."))
}

/// A text without tags of HTML.
fn without_tags(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        plain.push_str(before);
        let tag = after.split_once('>').filter(|(tag, _)| is_tag(tag));
        rest = match tag {
            Some((_, after)) => after,
            None => {
                plain.push('<');
                after
            }
        };
    }
    plain.push_str(rest);
    plain
}

/// Whether it is a tag with which CSL-JSON marks up text (CSL-JSON, rich text).
fn is_tag(tag: &str) -> bool {
    let name = tag.trim_start_matches('/').split(' ').next();
    matches!(
        name,
        Some("i" | "b" | "sub" | "sup" | "sc" | "span" | "em" | "strong")
    )
}
