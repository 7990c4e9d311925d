//! Numbers, dates and places as the page has them.

use crate::citation::ENGLISH_MONTHS;
use crate::review::ReviewPlace;

/// `8 March 2021` of `2021-03-08`, as far as it is known.
pub(super) fn written(date: &str) -> String {
    let mut parts = date.split('-');
    let year = parts.next().unwrap_or_default();
    let month = parts.next().and_then(|month| month.parse::<usize>().ok());
    let month = month.and_then(|month| ENGLISH_MONTHS.get(month.checked_sub(1)?));
    let day = parts.next().map(|day| day.trim_start_matches('0'));
    match (month, day) {
        (Some(month), Some(day)) => format!("{day} {month} {year}"),
        (Some(month), None) => format!("{month} {year}"),
        _ => date.replace('/', "–"),
    }
}

/// `line 19`, or in a file with pages `page 3`.
pub(super) fn place(place: ReviewPlace) -> String {
    match place {
        ReviewPlace {
            page: Some(page), ..
        } => format!("page {page}"),
        ReviewPlace {
            paragraph: Some(paragraph),
            ..
        } => format!("paragraph {paragraph}"),
        ReviewPlace { line, .. } => format!("line {line}"),
    }
}

/// `3,310`
pub(super) fn number(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// `4 of 6`, where there are any.
pub(super) fn of(part: &usize, all: &usize) -> String {
    match all {
        0 => "–".to_owned(),
        all => format!("{part} of {all}"),
    }
}

/// A cell of a table in which most are 0.
pub(super) fn blank_zero(number: usize) -> String {
    match number {
        0 => "–".to_owned(),
        number => number.to_string(),
    }
}

pub(super) fn share(part: usize, all: usize) -> String {
    match all {
        0 => "–".to_owned(),
        all => format!("{}%", (part * 100 + all / 2) / all),
    }
}

pub(super) fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|first| first.to_uppercase().to_string());
    format!("{}{}", first.unwrap_or_default(), chars.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        let shown = [0, 999, 1000, 3310, 1_234_567].map(number);
        assert_eq!(shown, ["0", "999", "1,000", "3,310", "1,234,567"]);
    }

    #[test]
    fn dates_are_written_as_far_as_they_are_known() {
        let shown = ["2021-03-08", "2021-03", "2021", "2018/2022"].map(written);
        assert_eq!(shown, ["8 March 2021", "March 2021", "2021", "2018–2022"]);
    }
}
