use std::ops::Range;

use super::counts::is_apparatus_alone;
use crate::citation::Name;
use crate::citation::annotations::{Annotations, Atom};
use crate::citation::names::names;
use crate::citation::vocabulary::{begins_no_name, is_particle};

/// How far before a title its authors are looked for, in bytes.
const REACH: usize = 120;

/// How many marked pieces from the end of a sentence may be the title.
const LAST: usize = 8;

/// Where the source begins with which a sentence of prose ends: `They follow Ana Bell, *Tides* (London: Penguin,
/// 2001).` A work that is only named, with its year or without, is none.
pub(in crate::citation) fn source_at_end(
    annotations: &Annotations,
    range: &Range<usize>,
) -> Option<usize> {
    let atoms = annotations.atoms_in(range);
    let atoms = atoms.get(atoms.len().saturating_sub(LAST)..)?;
    let titles = atoms.iter().enumerate().filter(|(_, atom)| {
        atom.is_words()
            && (atom.quoted || atom.emphasised)
            && atom.outer.end < range.end
            && !annotations.in_bracket(atom.outer.start)
    });
    for (index, title) in titles {
        let rest = title.outer.end..range.end;
        if !is_title(annotations, title) || !follows(annotations, title, &rest) {
            continue;
        }
        if !is_apparatus_alone(annotations, &rest) {
            continue;
        }
        let after = atoms.get(index + 1..).unwrap_or_default();
        let has_address = after.iter().any(|atom| !atom.is_words());
        let is_contained = after.iter().any(|atom| atom.emphasised);
        let has_date = !annotations.dates_in(&rest).is_empty();
        let published = annotations.words(rest).contains(": ");
        let start = start_of_names(annotations, range.start, title.outer.start);
        let stated = start.is_some() || is_contained || published;
        if has_address || (has_date && stated) {
            return Some(start.unwrap_or(title.outer.start));
        }
    }
    book_at_end(annotations, range)
}

/// Where a book begins whose title nothing marks and with whose place, publisher and year a sentence ends: `as is argued
/// in Ana Bell, Tides of the North (London: Penguin, 2001).`
fn book_at_end(annotations: &Annotations, range: &Range<usize>) -> Option<usize> {
    let bracket = annotations.brackets_in(range).last()?;
    let ends = annotations
        .words(bracket.end..range.end)
        .trim_matches(['.', ' '])
        .is_empty();
    let published = annotations.words(bracket.clone()).contains(": ");
    if !ends || !published || annotations.dates_in(bracket).is_empty() {
        return None;
    }
    let before = annotations.words(range.start..bracket.start);
    let near = before.ceil_char_boundary(before.len().saturating_sub(REACH));
    let near = before.get(near..)?;
    let leads = [" in ", " from ", " by ", " see ", " to ", " of "];
    let mut starts: Vec<usize> = leads
        .iter()
        .flat_map(|lead| near.match_indices(lead).map(|(at, lead)| at + lead.len()))
        .collect();
    starts.sort_unstable();
    let starts = starts
        .into_iter()
        .take(LAST)
        .map(|at| bracket.start - near.len() + at);
    starts.into_iter().find(|start| {
        let found = names(&annotations.plain.text, *start..bracket.start, false);
        let full = |(name, _): &(Name, _)| name.is_full();
        let set_off = annotations
            .words(*start..found.end)
            .trim_end()
            .ends_with(',');
        let has_title = annotations
            .words(found.end..bracket.start)
            .starts_with(char::is_uppercase);
        !found.names.is_empty() && found.names.iter().all(full) && set_off && has_title
    })
}

/// Whether a piece is of several words and begins as titles do.
pub(in crate::citation) fn is_title(annotations: &Annotations, atom: &Atom) -> bool {
    let words = annotations.words(atom.inner.clone());
    words.contains(' ') && words.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
}

/// Whether what stands after a title is set off from it.
fn follows(annotations: &Annotations, title: &Atom, rest: &Range<usize>) -> bool {
    let after = annotations.words(rest.clone());
    let closed = annotations
        .words(title.inner.clone())
        .ends_with([',', '.', '?']);
    let lead = [", ", " (", ". ", " at http", " available at"];
    closed || lead.iter().any(|lead| after.starts_with(lead))
}

/// Where the names begin that stand right before a title at `end`, if there are any.
pub(in crate::citation) fn start_of_names(
    annotations: &Annotations,
    from: usize,
    end: usize,
) -> Option<usize> {
    let text = annotations.plain.text.as_str();
    let before = annotations.words(from..end);
    if !before.ends_with(", ") {
        return None;
    }
    let near = before.ceil_char_boundary(before.len().saturating_sub(REACH));
    let near = before.get(near..)?;
    let mut start = near.len();
    for word in near.rsplit(' ') {
        let part = word.is_empty()
            || word.starts_with(char::is_uppercase)
            || matches!(word, "and" | "&")
            || is_particle(word);
        if !part {
            break;
        }
        start = word.as_ptr() as usize - near.as_ptr() as usize;
    }
    let mut list = near.get(start..)?;
    while let Some((first, rest)) = list.split_once(' ') {
        if first.starts_with(char::is_uppercase) && !begins_no_name(first) {
            break;
        }
        list = rest;
    }
    let start = end - list.len();
    let found = names(text, start..end, true);
    // `Office of Tides & Harbours` ends with no names.
    let full = found.names.iter().all(|(name, _)| name.is_full());
    (found.whole && full).then_some(start)
}
