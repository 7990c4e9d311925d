//! Which lines and items are a list of notes.

use rustc_hash::FxHashSet;

use crate::syntax::Confidence;

use super::candidate::{Candidate, FamilyCandidates};
use super::candidates::Candidates;
use super::item_id::ItemId;
use super::numbered::NumberedNote;

/// The notes that begin with a raised number. One that a letter follows at once is a note only where a
/// marker cites the number and it comes next.
pub(super) fn raised_notes(family: &FamilyCandidates<'_>) -> Vec<NumberedNote> {
    let cited = cited(&family.markers);
    let mut last: u32 = 0;
    let mut notes = Vec::with_capacity(family.notes.len());
    for candidate in &family.notes {
        let Some(number) = number(candidate) else {
            continue;
        };
        let next = number == 1 || last.checked_add(1) == Some(number);
        if candidate.confidence == Confidence::Certain || (cited.contains(&number) && next) {
            notes.push(numbered(candidate, number));
            last = number;
        }
    }
    notes
}

/// The paragraphs that begin with a number in brackets, if they are a list of notes: numbered one after
/// another, and half of them or more cited. A paragraph may begin with a marker.
pub(super) fn bracketed_notes(
    family: &FamilyCandidates<'_>,
    markers: &[Candidate<'_>],
) -> Vec<NumberedNote> {
    let all = family
        .notes
        .iter()
        .filter_map(|note| Some(numbered(note, number(note)?)));
    let all: Vec<NumberedNote> = all.collect();
    let mut notes: Vec<NumberedNote> = Vec::new();
    let mut highest: u32 = 0;
    for list in all.chunk_by(|a, b| a.number.checked_add(1) == Some(b.number)) {
        let first = list[0].number;
        let next = highest.checked_add(1) == Some(first);
        let continues = first == 1 || next || list.len() > 2;
        let alone = list.len() == 1 && !next;
        if continues && !alone {
            notes.extend(list);
            highest = first.saturating_add(list.len() as u32 - 1);
        }
    }
    if are_cited(&notes, markers) {
        notes
    } else {
        Vec::new()
    }
}

/// The markers in brackets whose number no link is called.
pub(super) fn bracketed_markers<'a>(candidates: &Candidates<'a>) -> Vec<Candidate<'a>> {
    let is_link = |candidate: &&Candidate<'_>| {
        !candidates.link_labels.is_empty()
            && candidates
                .link_labels
                .contains(candidate.label.to_string().as_str())
    };
    let markers = candidates.bracketed.markers.iter();
    markers
        .filter(|candidate| !is_link(candidate))
        .copied()
        .collect()
}

/// The items that go on with a list: of a line that begins with a number and stands between two items of which
/// one follows the other, the number is a part of the text.
fn in_sequence<'a>(items: &[Candidate<'a>]) -> Vec<Candidate<'a>> {
    let mut listed: Vec<Candidate<'a>> = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        let next = listed.last().and_then(|last| number(last)?.checked_add(1));
        let is_next = |other: &Candidate<'a>| next.is_some() && number(other) == next;
        let follows = items.get(index + 1).is_some_and(is_next);
        let restarts = number(item) == Some(1)
            || listed
                .last()
                .is_some_and(|last| number(last) == number(item));
        if is_next(item) || restarts || !follows {
            listed.push(*item);
        }
    }
    listed
}

/// The items of a list of notes, if markers cite half of them or more. A Markdown list whose items all
/// bear one number is counted by its renderer.
pub(super) fn endnotes(items: &[Candidate<'_>], markers: &[Candidate<'_>]) -> Vec<NumberedNote> {
    let items = &in_sequence(items);
    let printed: Vec<u32> = items.iter().filter_map(number).collect();
    let counted = printed.len() > 1 && printed.iter().all(|number| *number == printed[0]);
    let number_at = |index: usize| match counted {
        true => printed[0].saturating_add(index as u32),
        false => printed[index],
    };
    let notes: Vec<_> = (0..printed.len())
        .map(|index| numbered(&items[index], number_at(index)))
        .collect();
    if are_cited(&notes, markers) {
        notes
    } else {
        Vec::new()
    }
}

/// Of lines that begin with a number and are no notes by themselves, those that surely are: they count up from 1,
/// again and again, and a certain marker of that number stands before each. None if a certain marker is left over.
pub(super) fn surely_cited(
    lines: &[Candidate<'_>],
    markers: &[Candidate<'_>],
) -> Vec<NumberedNote> {
    let certain = markers
        .iter()
        .filter(|marker| marker.confidence == Confidence::Certain);
    let certain: Vec<(ItemId, u32)> = certain
        .filter_map(|it| Some((it.id, number(it)?)))
        .collect();
    let mut notes: Vec<NumberedNote> = Vec::new();
    let mut cited: FxHashSet<u32> = FxHashSet::default();
    let (mut from, mut all) = (0, 0);
    for line in lines {
        let Some(number) = number(line) else { continue };
        let next = notes.last().map_or(1, |last| last.number.saturating_add(1));
        if number != next && number != 1 {
            continue;
        }
        let to = certain.partition_point(|(id, _)| *id < line.id);
        let new = certain.get(from..to).unwrap_or_default();
        if number == 1 {
            cited.clear();
        }
        cited.extend(new.iter().map(|(_, number)| *number));
        from = from.max(to);
        if cited.contains(&number) {
            notes.push(numbered(line, number));
        }
    }
    let numbers: FxHashSet<u32> = notes.iter().map(|note| note.number).collect();
    for (_, number) in &certain {
        all += usize::from(numbers.contains(number));
    }
    if notes.len() > 1 && all == certain.len() {
        notes
    } else {
        Vec::new()
    }
}

pub(super) fn numbered(candidate: &Candidate<'_>, number: u32) -> NumberedNote {
    NumberedNote {
        id: candidate.id,
        form: candidate.form,
        number,
        run: 0,
        first: None,
    }
}

/// Whether markers cite half of the notes or more, or two or more certain ones cite notes alone.
fn are_cited(notes: &[NumberedNote], markers: &[Candidate<'_>]) -> bool {
    let numbers: FxHashSet<u32> = notes.iter().map(|note| note.number).collect();
    let certain = markers
        .iter()
        .filter(|marker| marker.confidence == Confidence::Certain);
    let certain: Vec<u32> = certain.filter_map(number).collect();
    let cited = cited(markers);
    let used = notes.iter().filter(|note| cited.contains(&note.number));
    used.count() * 2 >= notes.len()
        || (certain.len() > 1 && certain.iter().all(|number| numbers.contains(number)))
}

fn cited(markers: &[Candidate<'_>]) -> FxHashSet<u32> {
    markers.iter().filter_map(number).collect()
}

pub(super) fn number(candidate: &Candidate<'_>) -> Option<u32> {
    candidate.label.number()
}
