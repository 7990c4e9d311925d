//! Notes numbered page by page and gathered at the end, each with its page: `245/1`. The text says where a
//! page begins: `[245]`.

use rustc_hash::FxHashMap;

use crate::syntax::Label;

use super::candidate::Candidate;
use super::candidates::Candidates;
use super::item_id::ItemId;
use super::numbered::{NumberedNote, Numbers};

/// A page is not missing from the text more often than this in a row.
const LONGEST_LEAP: u32 = 8;

/// The notes that name their page, and the markers, each with the note of its page. Each page is a run.
pub(in crate::index) fn resolve(candidates: &Candidates<'_>) -> Numbers {
    let mut notes: Vec<NumberedNote> = candidates.slashed.notes.iter().filter_map(note).collect();
    let ascends =
        |pair: &&[NumberedNote]| (pair[0].run, pair[0].number) < (pair[1].run, pair[1].number);
    let ascending = notes.windows(2).filter(ascends).count();
    if notes.len() < 2 || ascending * 10 < (notes.len() - 1) * 9 {
        return Numbers::default();
    }
    let mut by_place: FxHashMap<(u32, u32), ItemId> = FxHashMap::default();
    for note in &mut notes {
        let first = *by_place.entry((note.run, note.number)).or_insert(note.id);
        note.first = (first != note.id).then_some(first);
    }
    let pages = pages(candidates);
    let markers = candidates.slashed.markers.iter().filter_map(|marker| {
        let before = pages.partition_point(|(id, _)| *id < marker.id);
        let page = pages[..before].last()?.1;
        let number = marker.label.number()?;
        Some((marker.id, by_place.get(&(page, number)).copied()))
    });
    Numbers {
        markers: markers.collect(),
        notes,
        ..Numbers::default()
    }
}

fn note(candidate: &Candidate<'_>) -> Option<NumberedNote> {
    let Label::Paged { page, number } = *candidate.label else {
        return None;
    };
    let Candidate { id, form, .. } = *candidate;
    Some(NumberedNote {
        id,
        form,
        number,
        run: page,
        first: None,
    })
}

/// Where pages begin: the numbers in brackets that follow one another.
fn pages(candidates: &Candidates<'_>) -> Vec<(ItemId, u32)> {
    let bracketed = &candidates.bracketed;
    let all = bracketed.markers.iter().chain(&bracketed.notes);
    let mut all: Vec<_> = all
        .filter_map(|item| Some((item.id, item.label.number()?)))
        .collect();
    all.sort();
    let mut last = 0;
    all.retain(|(_, page)| {
        let follows = *page > last && *page - last <= LONGEST_LEAP;
        if follows {
            last = *page;
        }
        follows
    });
    all
}
