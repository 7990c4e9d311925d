use std::sync::LazyLock;

use jiff::civil::Weekday;
use regex::Regex;

use crate::check::cited::{Cited, cited};
use crate::check::dates::{Days, written};
use crate::check::passages::{finding, place};
use crate::check::raw_diagnostic::RawDiagnostic;
use crate::check::{Find, Rule};
use crate::citation::{DateFault, PartialDate, dates_in};
use crate::config::Level;
use crate::index::{Document, Passage, PassageRole};
use crate::pattern::pattern;
use crate::text::Span;

pub(super) const RULE: Rule = Rule::new("invalid-date", Level::Warning, Find::Passage(find))
    .and(Find::Notes(later_than_brief))
    .summary("a date that cannot be: a day that no month has, a misspelt month, the wrong weekday")
    .page(include_str!("invalid_date.md"));

fn find(passage: &Passage) -> Vec<RawDiagnostic> {
    let is_text = !matches!(passage.role, PassageRole::Table | PassageRole::Apart);
    if !is_text || !passage.text.contains(|c: char| c.is_ascii_digit()) {
        return Vec::new();
    }
    let mut findings = impossible(passage);
    findings.extend(congresses(passage));
    findings
}

/// The sources that appeared after the brief, if it has a date.
fn later_than_brief(document: &Document) -> Vec<RawDiagnostic> {
    let Some((date, _)) = document.date() else {
        return Vec::new();
    };
    let Some(brief) = Days::of(date) else {
        return Vec::new();
    };
    cited(document)
        .filter_map(|cited| later(&cited, brief, date))
        .collect()
}

/// The dates in a passage that no calendar has.
fn impossible(passage: &Passage) -> Vec<RawDiagnostic> {
    let dates = dates_in(&passage.text).into_iter();
    let fault = |date: crate::citation::Date| match date.value {
        Err(DateFault::NoSuchDay { year, month, day }) => {
            let name = written(PartialDate::Month(year, month));
            let days = Days::of(PartialDate::Month(year, month))?.last.day();
            let message = format!("There is no {day} {name}: the month has {days} days.");
            is_written_out(passage, date.span).then(|| finding(passage, date.span, message))?
        }
        Err(DateFault::MisspeltMonth { meant }) => misspelt(passage, date.span, meant),
        Ok(PartialDate::Day(day)) => {
            let (weekday, named) = weekday_before(passage, date.span)?;
            (weekday != day.weekday()).then(|| {
                let right = name_of(day.weekday());
                let message = format!("{} was a {right}.", written(PartialDate::Day(day)));
                finding(passage, Span::new(named.start, date.span.end), message)
            })?
        }
        Ok(_) => None,
    };
    dates.filter_map(fault).collect()
}

/// Whether a date has the name of a month: a number may be that of a version.
fn is_written_out(passage: &Passage, span: Span) -> bool {
    let letters = passage.slice(span).chars().filter(|c| c.is_alphabetic());
    letters.count() >= 3
}

fn misspelt(passage: &Passage, span: Span, meant: &'static str) -> Option<RawDiagnostic> {
    let words = passage.slice(span);
    let is_word = |word: &&str| word.len() > 3 && word.chars().all(char::is_alphabetic);
    let mut parts = words.split(|c: char| !c.is_alphabetic());
    let word = parts.find(is_word)?;
    // `Mark 4, 2020` and `Jury 4, 2020` are no dates.
    let is_near = word.len() > 5 || word.len() == meant.len() + 1;
    let at = span.start + words.find(word)?;
    let at = Span::new(at, at + word.len());
    let message = format!("No month is named “{word}”: {meant}?");
    let found = finding(passage, at, message)?;
    let (_, place) = place(passage, at)?;
    is_near.then(|| found.fixed(format!("Write {meant}"), vec![(place, meant.to_owned())]))
}

/// The weekday that stands right before a date.
fn weekday_before(passage: &Passage, date: Span) -> Option<(Weekday, Span)> {
    // A look at all that stands before each date would take the square of the text in time.
    let base = passage
        .text
        .floor_char_boundary(date.start.saturating_sub(LONGEST));
    let before = &passage.text[base..date.start];
    let found = WEEKDAY.find(before)?;
    let name = found
        .as_str()
        .trim_end_matches(|c: char| !c.is_alphabetic());
    let name = name
        .trim_end_matches(" the")
        .trim_end_matches(|c: char| !c.is_alphabetic());
    let weekday = WEEKDAYS.iter().find(|(_, long)| *long == name)?;
    Some((weekday.0, Span::new(base + found.start(), date.start)))
}

/// How long a weekday with what stands between it and the date is at most, in bytes.
const LONGEST: usize = 24;

static WEEKDAY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:,? the |, | )$"));

const WEEKDAYS: [(Weekday, &str); 7] = [
    (Weekday::Monday, "Monday"),
    (Weekday::Tuesday, "Tuesday"),
    (Weekday::Wednesday, "Wednesday"),
    (Weekday::Thursday, "Thursday"),
    (Weekday::Friday, "Friday"),
    (Weekday::Saturday, "Saturday"),
    (Weekday::Sunday, "Sunday"),
];

fn name_of(weekday: Weekday) -> &'static str {
    let found = WEEKDAYS.iter().find(|(day, _)| *day == weekday);
    found.map_or("", |(_, name)| name)
}

/// `207th Cong. (2006)`: Congresses of the United States whose years are others.
fn congresses(passage: &Passage) -> Vec<RawDiagnostic> {
    if !passage.text.contains(" Cong") {
        return Vec::new();
    }
    let found = CONGRESS.captures_iter(&passage.text).filter_map(|found| {
        let number: i32 = found.get(1)?.as_str().parse().ok()?;
        let year: i32 = found.get(2)?.as_str().parse().ok()?;
        let first = 1787 + 2 * number;
        // It ends on the 3rd of January.
        if (first..=first + 2).contains(&year) {
            return None;
        }
        let right = (year - 1787) / 2;
        let span = Span::from(found.get(0)?.range());
        let message = format!(
            "{year} is in the {right}{} Congress: number and year do not fit.",
            ordinal(right)
        );
        finding(passage, span, message)
    });
    found.collect()
}

static CONGRESS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(\d{1,3})(?:st|nd|rd|th|d) Cong(?:ress|\.)[^()\d]{0,12}\(((?:17|18|19|20)\d\d)\)")
});

fn ordinal(number: i32) -> &'static str {
    match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

/// A source that appeared after the brief of which `date` is the own one.
fn later(cited: &Cited<'_>, brief: Days, date: PartialDate) -> Option<RawDiagnostic> {
    let stated = cited.citation.date.as_ref()?;
    let known = stated.known()?;
    let is_exact = matches!(
        known,
        PartialDate::Day(_) | PartialDate::Month(..) | PartialDate::Year(_)
    );
    let text = cited.slice(cited.citation.span).to_lowercase();
    let is_coming = [
        "forthcoming",
        "in press",
        "upcoming",
        "im erscheinen",
        "à paraître",
    ];
    let is_coming = is_coming.iter().any(|word| text.contains(word));
    if !is_exact || is_coming || cited.citation.kind.is_law() || !Days::of(known)?.are_after(brief)
    {
        return None;
    }
    let message = format!(
        "{} is later than the brief itself, of {}.",
        written(known),
        written(date)
    );
    Some(cited.finding(stated.span, message))
}

#[cfg(test)]
mod tests {
    use crate::config::Profile::Default;
    use crate::syntax::DocumentKind::Markdown;
    use crate::testing::{assert_diagnostics, assert_fixes, diagnostics};

    #[test]
    fn dates_that_no_calendar_has() {
        assert_diagnostics(
            Markdown,
            Default,
            "It fell on 31 June 2019, and on Febuary 4, 2020.\n           ^^^^^^^^^^^^ invalid-date\n                                ^^^^^^^ invalid-date\n",
        );
        assert_diagnostics(
            Markdown,
            Default,
            "They met on Monday, 4 June 2019.\n            ^^^^^^^^^^^^^^^^^^^ invalid-date\n",
        );
        assert_diagnostics(
            Markdown,
            Default,
            "A.[^1]\n\n[^1]: S. 12, 207th Cong. (2006).\n             ^^^^^^^^^^^^^^^^^^ invalid-date\n",
        );
        assert_fixes(Markdown, Default, "It fell on Febuary 4, 2020.\n");
    }

    #[test]
    fn the_congress_of_a_year_is_named() {
        let found = diagnostics(
            Markdown,
            Default,
            "A.[^1]\n\n[^1]: S. 12, 207th Cong. (2006).\n",
        );
        let messages: Vec<&str> = found.iter().map(|it| it.message.as_str()).collect();
        assert_eq!(
            messages,
            ["2006 is in the 109th Congress: number and year do not fit."]
        );
    }

    #[test]
    fn a_source_later_than_the_brief() {
        assert_diagnostics(
            Markdown,
            Default,
            "---\ndate: 2021-03-08\n---\n\nA.[^1]\n\n[^1]: Ana Bell, \"The Low River\", *Gazette*, 4 June 2021.\n                                            ^^^^^^^^^^^ invalid-date\n",
        );
    }

    #[test]
    fn dates_that_can_be() {
        for text in [
            "They met on Tuesday, 4 June 2019; on 29 February 2020; Marsh 4, 2020.\n",
            "---\ndate: 2021-03-08\n---\n\nDue on 4 June 2021.[^1]\n\n[^1]: Ana Bell, \"The Low River\", *Gazette*, 4 June 2020 (accessed 5 May 2022).\n",
            "---\ndate: 2021-03-08\n---\n\nA.[^1]\n\n[^1]: Ana Bell, *Low Rivers* (forthcoming, 2022).\n",
            "A.[^1]\n\n[^1]: S. 12, 109th Cong. (2006); 115th Cong. (2019).\n",
            "Version 31.02.2019 of `31 June 2019`.\n",
        ] {
            assert_diagnostics(Markdown, Default, text);
        }
    }
}
