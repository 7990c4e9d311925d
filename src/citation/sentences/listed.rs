//! A sentence that lists sources without semicolons.

use std::ops::Range;

use super::features::limit;
use super::{Sentence, SentenceEnd};
use crate::citation::Name;
use crate::citation::annotations::{Annotations, Atom};
use crate::citation::legal::law;
use crate::citation::names::{is_named, names};
use crate::citation::vocabulary::is_place;

/// A sentence that lists sources without semicolons, cut between them: after the date of one and before
/// the title of the next.
pub(in crate::citation) fn several(
    annotations: &Annotations,
    sentence: &Sentence,
) -> Vec<Sentence> {
    let range = &sentence.range;
    let mut cuts = between_titles(annotations, range);
    cuts.extend(behind_addresses(annotations, range));
    cuts.extend(between_laws(annotations, range));
    cuts.extend(before_titles(annotations, range));
    cuts.extend(before_names(annotations, range));
    // `(2010) May 4, 2010`: that comma parts no sources.
    cuts.retain(|(end, _)| !annotations.in_date(*end));
    cuts.sort_unstable();
    let mut parts = Vec::new();
    let mut start = range.start;
    for (end, next) in cuts {
        if end < start {
            continue;
        }
        parts.push(Sentence {
            range: start..end,
            end: SentenceEnd::Semicolon,
        });
        start = next;
    }
    parts.push(Sentence {
        range: start..range.end,
        end: sentence.end,
    });
    parts
}

/// Between titles in quotes or linked: behind the date of the first, or where both are linked.
fn between_titles(annotations: &Annotations, range: &Range<usize>) -> Vec<(usize, usize)> {
    let titles: Vec<_> = annotations
        .atoms_in(range)
        .iter()
        .filter(|atom| atom.is_words() && (atom.quoted || atom.link.is_some()))
        .collect();
    let mut cuts = Vec::new();
    for pair in titles.windows(2) {
        let gap = pair[0].outer.end..pair[1].outer.start;
        let dates = annotations.dates_in(&gap);
        let date = dates.iter().find(|date| date.range.end <= gap.end);
        let linked = |atom: &Atom| atom.quoted && atom.link.is_some();
        let Some(date) = date else {
            // `[“One Study”](…) and the Harbour study, [“Another”](…)`
            let and = annotations.words(gap.clone()).find(" and ");
            if let Some(at) = and.filter(|_| linked(pair[0]) && linked(pair[1])) {
                cuts.push((gap.start + at, gap.start + at + " and ".len()));
            }
            continue;
        };
        // Up to the bracket in which the date stands, and what else follows without a comma.
        let after = annotations.words(date.range.end..gap.end);
        let next = [", and ", " and ", ", "]
            .iter()
            .find_map(|separator| after.find(separator).map(|at| (at, separator)));
        if let Some((at, separator)) = next {
            cuts.push((date.range.end + at, date.range.end + at + separator.len()));
        }
    }
    cuts
}

/// `[Marsh v. Dune, 12 F.3d 44 (1994),](…) [Roe v. Bell, 13 F.3d 5 (1995)](…)`: between laws that are linked.
fn between_laws(annotations: &Annotations, range: &Range<usize>) -> Vec<(usize, usize)> {
    let atoms = annotations.atoms_in(range);
    let is_law = |atom: &Atom| atom.link.is_some() && law(annotations, &atom.outer).is_some();
    let pairs = atoms
        .windows(2)
        .filter(|pair| is_law(&pair[0]) && is_law(&pair[1]));
    let gaps = pairs.map(|pair| {
        (
            pair[0].outer.end,
            pair[1].outer.start.max(pair[0].outer.end),
        )
    });
    let joined = |(from, to): &(usize, usize)| {
        let words = annotations.words(*from..*to);
        matches!(words.trim_matches([' ', ',', ';']), "" | "and" | "or" | "&")
    };
    gaps.filter(joined).collect()
}

/// Behind an address, before another or the title of another source.
fn behind_addresses(annotations: &Annotations, range: &Range<usize>) -> Vec<(usize, usize)> {
    let mut cuts = Vec::new();
    for pair in annotations.atoms_in(range).windows(2) {
        // `“A Title” at https://a.example and Ana Bell, “Another”`
        let gap = pair[0].outer.end..pair[1].outer.start.max(pair[0].outer.end);
        let words = annotations.words(gap.clone());
        let rest = words.trim_start_matches(['>', ')']);
        // `It is the opposite of [that](…).[*](…)`
        if matches!(words, "." | "?" | "!") && !pair[1].is_words() && pair[1].link.is_some() {
            cuts.push((gap.end, gap.end));
        }
        // `Harbour Watch (https://a.example) and Tide Watch (https://b.example)`
        let named = rest
            .strip_prefix(" and ")
            .and_then(|rest| rest.strip_suffix(" ("));
        if named.is_some_and(is_named) && !pair[0].is_words() && !pair[1].is_words() {
            cuts.push((gap.end - rest.len(), gap.end - rest.len() + " and ".len()));
        }
        let or = [" or ", " and ", " & "].iter().find(|or| **or == rest);
        if let Some(or) = or.filter(|_| !pair[0].is_words() && !pair[1].is_words()) {
            cuts.push((gap.end - or.len(), gap.end));
        }
        let and = [" and ", ", and "]
            .iter()
            .find(|and| rest.starts_with(**and));
        if let Some(and) = and.filter(|_| !pair[0].is_words() && pair[1].is_words()) {
            let end = gap.end - rest.len();
            cuts.push((end, end + and.len()));
        }
    }
    cuts
}

/// `*A Title* (London: Penguin, 2001) and *Another* (…)`: between a date in brackets and a title in italics.
fn before_titles(annotations: &Annotations, range: &Range<usize>) -> Vec<(usize, usize)> {
    let mut cuts = Vec::new();
    for pair in annotations.atoms_in(range).windows(2) {
        let gap = pair[0].outer.end..pair[1].outer.start.max(pair[0].outer.end);
        let bracket = annotations.brackets_in(&gap).last();
        let has_date = bracket.filter(|bracket| !annotations.dates_in(bracket).is_empty());
        if let Some(bracket) = has_date.filter(|_| pair[1].emphasised && !pair[1].quoted) {
            let and = [" and ", ", and "]
                .iter()
                .find(|and| **and == annotations.words(bracket.end..gap.end));
            cuts.extend(and.map(|_| (bracket.end, gap.end)));
        }
    }
    cuts
}

/// `A Title (London: Penguin, 2001), and Bo Cole, “Another” (2005)`: where a date in brackets ends one source, and the
/// names of another stand behind `and`: the places around that.
fn before_names(annotations: &Annotations, range: &Range<usize>) -> Vec<(usize, usize)> {
    let mut cuts = Vec::new();
    let brackets = annotations.brackets_in(range);
    for (index, bracket) in brackets.iter().enumerate() {
        let rest = annotations.words(bracket.end..range.end);
        let and = [", and ", " and ", ", "]
            .iter()
            .find(|and| rest.starts_with(**and));
        let Some(and) = and.filter(|_| !annotations.dates_in(bracket).is_empty()) else {
            continue;
        };
        let next = bracket.end + and.len()..range.end;
        let limit = limit(annotations, &next);
        let has_title = annotations.atom_at(limit).is_some_and(Atom::is_words);
        let found = names(&annotations.plain.text, next.start..limit, has_title);
        let full = |(name, _): &(Name, _)| name.is_full();
        let later = brackets.get(index + 1);
        let has_date = later.is_some_and(|later| !annotations.dates_in(later).is_empty());
        let set_off = annotations
            .words(next.start..found.end)
            .trim_end()
            .ends_with(',');
        // `*A Title* (1967), Paris, Gallimard, « Folio », 1992`
        let words = annotations.words(next.start..found.end);
        let town = words.split(',').next().is_some_and(is_place);
        let named = !town && !found.names.is_empty() && found.names.iter().all(full);
        if named && ((has_title && found.whole) || (and.contains("and") && has_date && set_off)) {
            cuts.push((bracket.end, next.start));
        }
    }
    cuts
}
