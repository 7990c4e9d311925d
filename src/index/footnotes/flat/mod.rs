//! Numbers that lost their formatting: `out.12` in the text, `12 Text` at the foot of the page or in a list. They are
//! footnotes only as a chain: markers and heads both count up, each head below its marker, on the same page or in one
//! list.

mod chain;
mod marks;

use rustc_hash::FxHashSet;

use crate::syntax::Confidence;

use super::candidate::{Candidate, FlatNumber};
use super::candidates::Candidates;
use super::item_id::ItemId;
use super::numbered::{LostFormatting, NumberedNote, Numbers};

use chain::{Chain, Head};
use marks::{counted_up, longest_ascent};

/// Fewer numbers may count up by accident.
const FEWEST: usize = 3;

/// So many numbers that count up are no accident, wherever they stand.
const MANY: usize = 6;

/// What the flat numbers of a document are, once the other forms are resolved to `numbers`; `labelled`: how many
/// markers of Markdown have a note. A chain that is sure is added to `numbers`.
pub(super) fn resolve(
    candidates: &Candidates<'_>,
    labelled: usize,
    numbers: &mut Numbers,
) -> Option<LostFormatting> {
    raised_markers(candidates, numbers);
    let flat = candidates.flattened.iter().filter(|mark| !mark.is_raised);
    let marks: Vec<FlatNumber> = flat.copied().collect();
    if marks.len() < 2 {
        return None;
    }
    let tied = numbers.markers.iter().filter(|(_, note)| note.is_some());
    let others = tied.count() + labelled;
    let ascent = longest_ascent(&marks);
    let chain = best(&lists(candidates, numbers), &marks);
    if chain.is_sure(ascent) && chain.ties.len() > others {
        enter(&chain, numbers);
        return Some(LostFormatting {
            first: chain.ties.first()?.0.id,
            count: chain.ties.len(),
            is_sure: true,
        });
    }
    let has_notes = others > 0 || !numbers.notes.is_empty() || numbers.orphan.is_some();
    if has_notes {
        return None;
    }
    let (first, count) = unsure(&chain, &marks)?;
    Some(LostFormatting {
        first,
        count,
        is_sure: false,
    })
}

/// The first of the numbers that look like markers although their notes are not clear, and how many there are: those
/// that count up by themselves, or half of the heads that do.
fn unsure(chain: &Chain, marks: &[FlatNumber]) -> Option<(ItemId, usize)> {
    let ties = chain.ties.len();
    let counted = counted_up(marks).filter(|(_, count)| {
        let is_likely = ties >= FEWEST || marks::are_certain(marks, *count) || *count >= MANY;
        *count >= FEWEST && is_likely
    });
    let is_half = ties >= MANY && ties * 2 >= chain.heads.len();
    let strong = chain.ties.iter().any(|(mark, _)| mark.is_strong());
    let tied = chain.ties.first().filter(|_| is_half && strong);
    let tied = tied.map(|(mark, _)| (mark.id, ties));
    counted
        .into_iter()
        .chain(tied)
        .max_by_key(|(_, count)| *count)
}

/// Ties raised markers to heads that copying has lowered, where no other notes are theirs.
fn raised_markers(candidates: &Candidates<'_>, numbers: &mut Numbers) {
    let raised: FxHashSet<ItemId> = candidates.raised.markers.iter().map(|it| it.id).collect();
    let is_resolved = numbers.markers.iter().any(|(id, _)| raised.contains(id));
    if raised.len() < 2 || is_resolved {
        return;
    }
    let markers = candidates.raised.markers.iter();
    let marks = markers.filter_map(|marker| {
        Some(FlatNumber {
            id: marker.id,
            number: marker.label.number()?,
            confidence: match marker.confidence {
                Confidence::Certain => Confidence::Certain,
                _ => Confidence::Loose,
            },
            is_raised: true,
        })
    });
    let marks: Vec<FlatNumber> = marks.collect();
    let [flat, _, below_rule, ..] = lists(candidates, numbers);
    let chain = best(&[flat, below_rule], &marks);
    if chain.is_sure(longest_ascent(&marks)) {
        enter(&chain, numbers);
        numbers.orphan = numbers.orphan.filter(|it| !raised.contains(&it.0));
    }
}

/// The chain with one of `lists` that `marks` speak for most.
fn best(lists: &[Vec<Head>], marks: &[FlatNumber]) -> Chain {
    let chains = lists.iter().map(|heads| Chain::of(heads, marks));
    chains.max_by_key(Chain::weight).unwrap_or_default()
}

/// The lists that may be the notes of flat markers: each kind of head by itself.
fn lists(candidates: &Candidates<'_>, numbers: &Numbers) -> [Vec<Head>; 5] {
    let known: FxHashSet<ItemId> = numbers.notes.iter().map(|note| note.id).collect();
    let cited: FxHashSet<ItemId> = numbers
        .markers
        .iter()
        .filter_map(|(_, note)| *note)
        .collect();
    let head = |candidate: &Candidate<'_>, block| {
        let number = candidate
            .label
            .number()
            .filter(|_| !known.contains(&candidate.id))?;
        Some(Head {
            id: candidate.id,
            form: candidate.form,
            number,
            block,
        })
    };
    let uncited = numbers
        .notes
        .iter()
        .filter(|note| !cited.contains(&note.id));
    let flat = candidates.flat.iter();
    let listed = |list: &[Candidate<'_>]| list.iter().filter_map(|it| head(it, None)).collect();
    [
        flat.filter_map(|(it, block)| head(it, Some(*block)))
            .collect(),
        listed(&candidates.endnotes),
        listed(&candidates.below_rule),
        listed(&candidates.bracketed.notes),
        uncited
            .map(|note| Head {
                id: note.id,
                form: note.form,
                number: note.number,
                block: None,
            })
            .collect(),
    ]
}

/// Adds the pairs of `chain` to `numbers`.
fn enter(chain: &Chain, numbers: &mut Numbers) {
    let known: FxHashSet<ItemId> = numbers.notes.iter().map(|note| note.id).collect();
    let new = chain
        .heads
        .iter()
        .filter(|(head, _)| !known.contains(&head.id));
    numbers.notes.extend(new.map(|(head, run)| NumberedNote {
        id: head.id,
        form: head.form,
        number: head.number,
        run: *run,
        first: None,
    }));
    let cited: FxHashSet<ItemId> = chain.ties.iter().map(|(_, note)| *note).collect();
    let heads = chain.heads.iter().map(|(head, _)| head.id);
    numbers.unmarked = heads.filter(|id| !cited.contains(id)).collect();
    let ties = chain.ties.iter();
    numbers
        .markers
        .extend(ties.map(|(mark, head)| (mark.id, Some(*head))));
}
