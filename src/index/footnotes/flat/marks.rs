//! Flat numbers in the text, and how they count up.

use rustc_hash::FxHashMap;

use crate::syntax::Confidence;

use super::super::candidate::FlatNumber;
use super::super::item_id::ItemId;

/// Of `marks`, by place, those whose numbers ascend and whose weights sum up to the most.
pub(super) fn heaviest_ascent(marks: &[FlatNumber]) -> Vec<FlatNumber> {
    let mut ranks: Vec<u32> = marks.iter().map(|mark| mark.number).collect();
    ranks.sort_unstable();
    ranks.dedup();
    // For the numbers up to a rank: the heaviest ascent that ends with one of them, and its last mark (Fenwick's tree).
    let mut best: Vec<(u32, Option<usize>)> = vec![(0, None); ranks.len() + 1];
    let mut before = vec![None; marks.len()];
    for (index, mark) in marks.iter().enumerate() {
        let rank = ranks.partition_point(|number| number < &mark.number);
        let (mut weight, mut last) = (0, None);
        let mut at = rank;
        while at > 0 {
            if best[at].0 > weight {
                (weight, last) = best[at];
            }
            at &= at - 1;
        }
        before[index] = last;
        let mut at = rank + 1;
        while at < best.len() {
            if weight + mark.weight() > best[at].0 {
                best[at] = (weight + mark.weight(), Some(index));
            }
            at += at & at.wrapping_neg();
        }
    }
    let heaviest = best.iter().max_by_key(|(weight, _)| *weight);
    let mut next = heaviest.and_then(|(_, last)| *last);
    let mut ascent = Vec::new();
    while let Some(index) = next {
        ascent.push(marks[index]);
        next = before[index];
    }
    ascent.reverse();
    ascent
}

/// How many of the strong `marks` ascend.
pub(super) fn longest_ascent(marks: &[FlatNumber]) -> usize {
    let strong: Vec<FlatNumber> = marks
        .iter()
        .copied()
        .filter(|mark| mark.is_strong())
        .collect();
    heaviest_ascent(&strong).len()
}

/// The strong `marks` that count up from 1, one number left out at the most between two: the first, and how many.
pub(super) fn counted_up(marks: &[FlatNumber]) -> Option<(ItemId, usize)> {
    let mut chains: FxHashMap<u32, (usize, ItemId)> = FxHashMap::default();
    let mut longest: Option<(usize, ItemId)> = None;
    for mark in marks.iter().filter(|mark| mark.is_strong()) {
        let before = [1, 2].into_iter().filter_map(|step| {
            let before = mark.number.checked_sub(step)?;
            match before {
                0 => Some((0, mark.id)),
                _ => chains.get(&before).copied(),
            }
        });
        let Some((count, first)) = before.max_by_key(|(count, _)| *count) else {
            continue;
        };
        let chain = chains.entry(mark.number).or_insert((0, first));
        if count + 1 > chain.0 {
            *chain = (count + 1, first);
        }
        if longest.is_none_or(|(longest, _)| chain.0 > longest) {
            longest = Some(*chain);
        }
    }
    longest.map(|(count, first)| (first, count))
}

/// Whether `count` of the marks or more are certain.
pub(super) fn are_certain(marks: &[FlatNumber], count: usize) -> bool {
    let certain = marks
        .iter()
        .filter(|mark| mark.confidence == Confidence::Certain);
    certain.count() >= count
}
