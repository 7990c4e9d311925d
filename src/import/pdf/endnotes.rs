//! Notes in a list at the end of the document or of a chapter.

use super::columns::Region;
use super::note::PageNote;
use super::number::{NoteLabel, Opener, opener};

/// Where a line stands: region, line.
type LinePlace = (usize, usize);

/// A list of notes, found.
#[derive(Debug)]
struct NoteChain {
    /// Where each note begins.
    openers: Vec<(LinePlace, Opener)>,
    /// The first place after the list.
    end: LinePlace,
}

/// A list has at least so many notes …
const SHORTEST: usize = 3;
/// … and holds this part of the markers without a note.
const COVERED: f32 = 0.6;
/// Numbers of a list stand at the same distance from the left edge of their column, within this many points; where they
/// are set to the right, they may differ by the width of a figure for each.
const ALIGNED: f32 = 14.0;
/// A list ends where a line is larger than its first one by this part.
const LARGER: f32 = 1.12;

/// Takes the lists of notes out of the regions, of which `wanted` are the markers without a note, in order.
pub fn take(regions: &mut [Region], wanted: &[(NoteLabel, LinePlace)], notes: &mut Vec<PageNote>) {
    let mut wanted: Vec<(NoteLabel, LinePlace)> = wanted.to_vec();
    let mut chains: Vec<NoteChain> = Vec::new();
    let mut from: LinePlace = (0, 0);
    while let Some(chain) = next_chain(regions, from, &wanted) {
        // Markers before this list are those of its chapter.
        let start = chain.openers.first().map_or(chain.end, |(place, _)| *place);
        wanted.retain(|(label, place)| {
            *place > start
                || !chain
                    .openers
                    .iter()
                    .any(|(_, opener)| opener.label == *label)
        });
        from = chain.end;
        chains.push(chain);
    }
    // From the last one, so that the places of the others stay what they are.
    let mut lists: Vec<Vec<PageNote>> = chains
        .iter()
        .rev()
        .map(|chain| cut_out(regions, chain))
        .collect();
    lists.reverse();
    notes.extend(lists.into_iter().flatten());
}

/// The first list from `from` on that holds enough of the markers before it.
fn next_chain(
    regions: &[Region],
    from: LinePlace,
    wanted: &[(NoteLabel, LinePlace)],
) -> Option<NoteChain> {
    let openers: Vec<(LinePlace, Opener)> = places(regions)
        .filter(|place| *place >= from)
        .filter_map(|place| Some((place, opener(line_at(regions, place)?)?)))
        .collect();
    let mut best: Option<(usize, NoteChain)> = None;
    for (start, (place, first)) in openers.iter().enumerate() {
        let mut labels: Vec<NoteLabel> = wanted
            .iter()
            .filter(|(_, marker)| marker < place)
            .map(|&(label, _)| label)
            .collect();
        labels.sort_unstable();
        labels.dedup();
        // A list begins with the number of the first marker that is without a note.
        if labels.first() != Some(&first.label) || labels.is_empty() {
            continue;
        }
        let chain = chain(regions, openers.get(start..).unwrap_or_default());
        let covered = chain
            .openers
            .iter()
            .filter(|(_, opener)| labels.contains(&opener.label))
            .count();
        let is_enough = covered as f32 >= COVERED * labels.len() as f32
            && chain.openers.len() >= SHORTEST.min(labels.len().max(2));
        if is_enough && best.as_ref().is_none_or(|(known, _)| covered > *known) {
            best = Some((covered, chain));
        }
    }
    best.map(|(_, chain)| chain)
}

/// Follows a list from its first number.
fn chain(regions: &[Region], openers: &[(LinePlace, Opener)]) -> NoteChain {
    let mut found: Vec<(LinePlace, Opener)> = Vec::new();
    let indent = |place: LinePlace| {
        let line = line_at(regions, place)?;
        let left = regions
            .get(place.0)?
            .lines
            .iter()
            .map(|line| line.x0)
            .fold(f32::INFINITY, f32::min);
        Some(line.x0 - left)
    };
    for &(place, opener) in openers {
        let fits = match found.last() {
            None => true,
            Some((last_place, last)) => {
                let is_aligned = opener.raised
                    || indent(place)
                        .zip(indent(*last_place))
                        .is_some_and(|(a, b)| (a - b).abs() <= ALIGNED);
                opener.raised == last.raised && is_aligned && opener.label.follows(last.label)
            }
        };
        if fits {
            found.push((place, opener));
        }
    }
    let end = found
        .last()
        .map_or((0, 0), |(last, _)| list_end(regions, *last));
    NoteChain {
        openers: found,
        end,
    }
}

/// Where the list whose last note begins at `last` ends: at a larger line, or where the paragraph is over.
fn list_end(regions: &[Region], last: LinePlace) -> LinePlace {
    let Some(first) = line_at(regions, last) else {
        return last;
    };
    let mut above = first;
    for place in places(regions).filter(|place| *place > last) {
        let Some(line) = line_at(regions, place) else {
            return place;
        };
        let is_larger = line.size > LARGER * first.size;
        let is_apart =
            line.page == above.page && line.y > above.y && line.y - above.y > 1.7 * first.size;
        let is_outdented = place.0 == last.0 && line.x0 < first.x0 - first.size;
        if is_larger || is_apart || is_outdented || place.0 > last.0 + 1 {
            return place;
        }
        above = line;
    }
    (regions.len(), 0)
}

fn cut_out(regions: &mut [Region], chain: &NoteChain) -> Vec<PageNote> {
    let mut notes: Vec<PageNote> = Vec::new();
    let Some(&(start, _)) = chain.openers.first() else {
        return notes;
    };
    for (number, region) in regions.iter_mut().enumerate() {
        let mut kept = Vec::new();
        for (place, line) in std::mem::take(&mut region.lines).into_iter().enumerate() {
            let place = (number, place);
            if place < start || place >= chain.end {
                kept.push(line);
                continue;
            }
            match chain.openers.iter().find(|(other, _)| *other == place) {
                Some(&(_, opener)) => notes.push(PageNote::new(opener, line, Some(region.order))),
                None => {
                    if let Some(note) = notes.last_mut() {
                        note.lines.push(line);
                    }
                }
            }
        }
        region.lines = kept;
    }
    notes
}

fn places(regions: &[Region]) -> impl Iterator<Item = LinePlace> + '_ {
    regions
        .iter()
        .enumerate()
        .flat_map(|(number, region)| (0..region.lines.len()).map(move |line| (number, line)))
}

fn line_at(regions: &[Region], (region, line): LinePlace) -> Option<&super::line::TextLine> {
    regions.get(region)?.lines.get(line)
}
