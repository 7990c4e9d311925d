use std::ops::Range;

use super::counts::is_apparatus_alone;
use crate::citation::Name;
use crate::citation::evidence::{Evidence, Solid};
use crate::citation::names::names;
use crate::citation::vocabulary::{begins_no_name, is_particle};

/// How far before a title its authors are looked for, in bytes.
const REACH: usize = 120;

/// How many marked pieces from the end of a sentence may be the title.
const LAST: usize = 8;

/// Where the source begins with which a sentence of prose ends: `They follow Ana Bell, *Tides* (London: Penguin,
/// 2001).` A work that is only named, with its year or without, is none.
pub(in crate::citation) fn source_at_end(
    evidence: &Evidence,
    range: &Range<usize>,
) -> Option<usize> {
    let solids = evidence.solids_in(range);
    let solids = solids.get(solids.len().saturating_sub(LAST)..)?;
    let titles = solids.iter().enumerate().filter(|(_, solid)| {
        solid.is_words()
            && (solid.quoted || solid.emphasised)
            && solid.outer.end < range.end
            && !evidence.in_bracket(solid.outer.start)
    });
    for (index, title) in titles {
        let rest = title.outer.end..range.end;
        if !is_title(evidence, title) || !follows(evidence, title, &rest) {
            continue;
        }
        if !is_apparatus_alone(evidence, &rest) {
            continue;
        }
        let after = solids.get(index + 1..).unwrap_or_default();
        let addressed = after.iter().any(|solid| !solid.is_words());
        let contained = after.iter().any(|solid| solid.emphasised);
        let dated = !evidence.dates_in(&rest).is_empty();
        let published = evidence.words(rest).contains(": ");
        let start = start_of_names(evidence, range.start, title.outer.start);
        let stated = start.is_some() || contained || published;
        if addressed || (dated && stated) {
            return Some(start.unwrap_or(title.outer.start));
        }
    }
    book_at_end(evidence, range)
}

/// Where a book begins whose title nothing marks and with whose place, publisher and year a sentence ends: `as is argued
/// in Ana Bell, Tides of the North (London: Penguin, 2001).`
fn book_at_end(evidence: &Evidence, range: &Range<usize>) -> Option<usize> {
    let bracket = evidence.brackets_in(range).last()?;
    let ends = evidence
        .words(bracket.end..range.end)
        .trim_matches(['.', ' '])
        .is_empty();
    let published = evidence.words(bracket.clone()).contains(": ");
    if !ends || !published || evidence.dates_in(bracket).is_empty() {
        return None;
    }
    let before = evidence.words(range.start..bracket.start);
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
        let found = names(&evidence.plain.text, *start..bracket.start, false);
        let full =
            |(name, _): &(Name, _)| matches!(name, Name::Person { given, .. } if !given.is_empty());
        let set_off = evidence.words(*start..found.end).trim_end().ends_with(',');
        let titled = evidence
            .words(found.end..bracket.start)
            .starts_with(char::is_uppercase);
        !found.names.is_empty() && found.names.iter().all(full) && set_off && titled
    })
}

/// Whether a piece is of several words and begins as titles do.
pub(in crate::citation) fn is_title(evidence: &Evidence, solid: &Solid) -> bool {
    let words = evidence.words(solid.inner.clone());
    words.contains(' ') && words.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
}

/// Whether what stands after a title is set off from it.
fn follows(evidence: &Evidence, title: &Solid, rest: &Range<usize>) -> bool {
    let after = evidence.words(rest.clone());
    let closed = evidence
        .words(title.inner.clone())
        .ends_with([',', '.', '?']);
    let lead = [", ", " (", ". ", " at http", " available at"];
    closed || lead.iter().any(|lead| after.starts_with(lead))
}

/// Where the names begin that stand right before a title at `end`, if there are any.
pub(in crate::citation) fn start_of_names(
    evidence: &Evidence,
    from: usize,
    end: usize,
) -> Option<usize> {
    let text = evidence.plain.text.as_str();
    let before = evidence.words(from..end);
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
    let full =
        |(name, _): &(Name, _)| matches!(name, Name::Person { given, .. } if !given.is_empty());
    (found.whole && found.names.iter().all(full)).then_some(start)
}
