//! The parts of a citation of law: its name, reporter, court and date.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::cases::versus;
use super::reporters::first_reported;
use super::tables::{ACTS, has};
use crate::citation::annotations::{Annotations, FoundDate};
use crate::citation::{Law, SourceKind};
use crate::pattern::pattern;

/// The page or section behind the name of a reporter or code.
static PAGE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^[ ,§]*(?:(?:Part|pt\.|ch\.) )?(\d[\w.–-]*(?:\([\w]{1,5}\))*)"));

/// A year, which ends the bracket behind a citation of law, and what stands before it: the court.
static DATED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\(([^()]*?)[, ]*\b(?:\p{Lu}\p{Ll}+\.? \d{1,2}, )?(\d{4})\)"));

/// The parts of the citation in `range`, where they stand.
pub(in crate::citation) fn parts(
    annotations: &Annotations,
    range: &Range<usize>,
    kind: SourceKind,
) -> Law<Range<usize>> {
    let words = annotations.words(range.clone());
    let place = |part: Range<usize>| range.start + part.start..range.start + part.end;
    let reported = first_reported(words);
    let end = reported.as_ref().map_or(words.len(), |it| it.volume.start);
    let page = reported.as_ref().and_then(|it| {
        let after = words.get(it.name.end..)?;
        let page = PAGE.captures(after)?.get(1)?;
        let bare = page.as_str().trim_end_matches(['.', '-', '–']);
        let start = it.name.end + page.start();
        Some(start..start + bare.len())
    });
    let court = (kind == SourceKind::Case)
        .then(|| DATED.captures_iter(words).last()?.get(1))
        .flatten()
        .filter(|court| court.as_str().contains(char::is_alphabetic));
    Law {
        name: name(words.get(..end).unwrap_or_default(), kind).map(place),
        volume: reported.as_ref().map(|it| place(it.volume.clone())),
        reporter: reported.as_ref().map(|it| place(it.name.clone())),
        page: page.map(place),
        court: court.map(|court| place(court.range())),
    }
}

/// What a case or act is called, in front of where it is printed: up to the first number or bracket.
fn name(front: &str, kind: SourceKind) -> Option<Range<usize>> {
    let from = versus(front).map_or(0, |(at, versus)| at + versus.len());
    let rest = front.get(from..)?;
    let ends = [" [", " ("];
    let end = ends.iter().filter_map(|end| rest.find(end)).min();
    let cut = rest.match_indices(", ").find(|(at, comma)| {
        let next = rest.get(at + comma.len()..).unwrap_or_default();
        next.is_empty() || next.starts_with(|c: char| c.is_ascii_digit()) || is_part(next)
    });
    let end = [end, cut.map(|(at, _)| at)].into_iter().flatten().min();
    let name = front.get(..end.map_or(front.len(), |end| from + end))?;
    let bare = name.trim_end_matches([' ', ',', '.']);
    let bare = match name.trim_end().trim_end_matches(',').ends_with('.') {
        true => name.trim_end_matches([' ', ',']),
        false => bare,
    };
    let is_name = match kind {
        // `Marsh, 562 U.S. at 419`
        SourceKind::Case => versus(bare).is_some() || is_styled(bare) || front.ends_with(", "),
        _ => end.is_some() && bare.contains(' ') && !bare.contains('§'),
    };
    (is_name && bare.starts_with(char::is_uppercase)).then_some(0..bare.len())
}

/// `Case C-6/64`, `No. 12`: whether words behind the name of a case begin its number or that of a section.
fn is_part(words: &str) -> bool {
    let parts = [
        "Case ",
        "No. ",
        "s ",
        "art",
        "§",
        "App",
        "EU:",
        "C-",
        "T-",
        "OJ ",
        "O.J. ",
        "P.L. ",
        "Pub. L.",
        "Public Law",
    ];
    parts.iter().any(|part| words.starts_with(part))
}

/// `In re Gault`: whether words are the name of a case without a second party.
fn is_styled(words: &str) -> bool {
    let styles = [
        "In re ",
        "Ex parte ",
        "Re ",
        "In the Matter of ",
        "Matter of ",
    ];
    styles.iter().any(|style| words.starts_with(style))
}

/// The date of the law cited in `range`: the year in the bracket behind it, else the first day that it states, else a
/// year between separators or behind the name of an act.
pub(in crate::citation) fn date_of_law<'a>(
    annotations: &'a Annotations,
    range: &Range<usize>,
) -> Option<&'a FoundDate> {
    let words = annotations.words(range.clone());
    let dates = annotations.dates_in(range);
    let within = |place: Range<usize>| {
        let held =
            |date: &&FoundDate| place.start <= date.range.start && date.range.end <= place.end;
        dates.iter().rfind(held)
    };
    let bracket = DATED.find_iter(words).last();
    let bracket = bracket.and_then(|it| within(range.start + it.start()..range.start + it.end()));
    bracket
        .or_else(|| dates.iter().find(|date| !date.bare))
        .or_else(|| {
            dates
                .iter()
                .find(|date| is_year_of_law(annotations, range, date))
        })
}

/// `Human Rights Act 1998`, `[2017] UKSC 5`: whether a year is that of an act or judgment, and no page.
fn is_year_of_law(annotations: &Annotations, range: &Range<usize>, date: &FoundDate) -> bool {
    let before = annotations.words(range.start..date.range.start);
    let after = annotations.words(date.range.end..range.end);
    let named = before
        .strip_suffix(" of ")
        .or_else(|| before.strip_suffix(' '));
    let named = named.or_else(|| before.strip_suffix(", "));
    let word = named.and_then(|named| named.rsplit(' ').next());
    let is_act = word.is_some_and(|word| has(&ACTS, word));
    is_act || (before.ends_with('[') && after.starts_with(']'))
}
