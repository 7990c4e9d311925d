use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::check::passages::{finding, place};
use crate::check::raw_diagnostic::RawDiagnostic;
use crate::check::{Find, Rule};
use crate::citation::ENGLISH_MONTHS;
use crate::config::{DateForm, Level};
use crate::index::{Document, Passage, PassageRole};
use crate::pattern::pattern;
use crate::text::Span;

pub(super) const RULE: Rule = Rule::in_brief_alone("house-date", Level::Hint, Find::Prose(find))
    .summary("a date in another form than that of the house")
    .page(include_str!("house_date.md"));

/// The months as abbreviated; May, June and July are not.
const SHORT: [&str; 12] = [
    "Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.",
    "Dec.",
];

fn find(document: &Document) -> Vec<RawDiagnostic> {
    let house = document.house();
    let Some(form) = house.date.text else {
        return Vec::new();
    };
    let is_own = |passage: &&Passage| {
        matches!(
            passage.role,
            PassageRole::Body | PassageRole::Item | PassageRole::Heading | PassageRole::Apart
        )
    };
    let mut found = Vec::new();
    for passage in document.passages().iter().filter(is_own) {
        for date in DATE.captures_iter(&passage.text) {
            let Some(whole) = date.get(0) else { continue };
            let span = Span::from(whole.range());
            let right = written(&date, form).filter(|right| right != whole.as_str());
            if let (Some(right), Some((_, at))) = (right, place(passage, span))
                && !passage.is_quoted(span)
            {
                let message = house.says(&format!("dates are written {right}."));
                let finding = finding(passage, span, message);
                let fixed = |it: RawDiagnostic| {
                    it.fixed(format!("Write {right}"), vec![(at, right.clone())])
                };
                found.extend(finding.map(fixed).map(RawDiagnostic::asking));
            }
        }
    }
    found
}

/// `March 08, 2021`, `8th March 2021`.
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)\b(?: (?<month>[A-Z][a-z]{2,8}\.?)\ (?<day>\d{1,2})(?:st|nd|rd|th)?,?\ (?<year>[12]\d{3})
        | (?<day2>\d{1,2})(?:st|nd|rd|th)?\ (?<month2>[A-Z][a-z]{2,8}\.?),?\ (?<year2>[12]\d{3}) )\b",
    )
});

/// A date in `form`.
fn written(date: &Captures<'_>, form: DateForm) -> Option<String> {
    let part = |one: &str, other: &str| date.name(one).or_else(|| date.name(other));
    let name = part("month", "month2")?.as_str().trim_end_matches('.');
    let month = ENGLISH_MONTHS.iter().position(|month| {
        *month == name || name.len() <= 4 && name.len() > 2 && month.starts_with(&name[..3])
    })?;
    let day: usize = part("day", "day2")?.as_str().parse().ok()?;
    let year = part("year", "year2")?.as_str();
    let name = match form.has_full_month() {
        true => ENGLISH_MONTHS.get(month)?,
        false => SHORT.get(month)?,
    };
    (1..=31)
        .contains(&day)
        .then(|| match form.has_month_first() {
            true => format!("{name} {day}, {year}"),
            false => format!("{day} {name} {year}"),
        })
}
