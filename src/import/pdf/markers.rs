//! Ties raised and linked numbers of running text to their notes.
//!
//! A raised number is a marker only where a note has its number: at the foot of its page, of the next one, or in a list
//! further on. Of several raised numbers that could be the marker of one note, those that have the look of a unit, a power
//! or the number of a paragraph step back.

use rustc_hash::FxHashMap;

use super::columns::Region;
use super::line::{Char, TextLine};
use super::note::PageNote;
use super::number::{MarkerChars, NoteLabel, labels, opener, raised};
use super::page::{LinkTarget, Page};

/// A marker that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct PageMarker {
    /// The first of its characters in the line.
    pub start: usize,
    /// The one after the last.
    pub end: usize,
    /// The notes that it leads to, as places in the list of notes.
    pub notes: Vec<usize>,
}

/// The markers of each line, by region and line.
pub type Markers = FxHashMap<(usize, usize), Vec<PageMarker>>;

/// How surely a number is a marker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum MarkerCertainty {
    /// A power, a unit, the number of a paragraph or sentence.
    Other,
    /// After a figure or a single letter: it may be either.
    Doubtful,
    /// After a space, as the number of a sentence stands.
    Apart,
    /// After a word, a stop or a bracket.
    Marker,
    /// Linked to the note.
    Linked,
}

#[derive(Debug)]
struct MarkerCandidate {
    place: (usize, usize),
    numbers: MarkerChars,
    look: MarkerCertainty,
}

/// Units that are raised to a power.
const UNITS: &[&str] = &[
    "m", "km", "cm", "mm", "dm", "µm", "μm", "nm", "ft", "in", "yd", "mi", "sq", "s", "R", "χ",
    "CO", "PM",
];
/// A note that found no room stands at the foot of one of so many pages after its marker's.
pub const LATE: usize = 3;
/// A link leads to a note where the note's first line is this near, in points.
const NEAR: f32 = 30.0;

/// A number of the text that may be a marker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberInText {
    /// The number.
    pub label: NoteLabel,
    /// Its page, from 0.
    pub page: usize,
    /// Whether it has the look of a marker, and not of a power or a unit.
    pub sure: bool,
}

/// The raised numbers of `regions` that may be markers. At the beginning of a line a note's own number may stand, unless
/// the line goes on with a sentence.
pub fn seen(regions: &[Region]) -> Vec<NumberInText> {
    let mut all = Vec::new();
    for candidate in raised_candidates(regions) {
        let least = if candidate.numbers.start > 0 {
            MarkerCertainty::Doubtful
        } else {
            MarkerCertainty::Apart
        };
        if candidate.look >= least {
            let sure = candidate.look >= MarkerCertainty::Apart;
            let page = regions
                .get(candidate.place.0)
                .map_or(0, |region| region.page);
            let labels = candidate.numbers.labels.iter();
            all.extend(labels.map(|&label| NumberInText { label, page, sure }));
        }
    }
    all
}

/// The numbers of `regions` that could be markers and have no note among `notes`, in order: a label with its place.
pub fn wanted(
    regions: &[Region],
    pages: &[Page],
    notes: &[PageNote],
) -> Vec<(NoteLabel, (usize, usize))> {
    let opens = |target: &LinkTarget, label: NoteLabel| leads_to_opener(target, label, regions);
    let mut candidates = raised_candidates(regions);
    candidates.extend(linked_candidates(regions, pages, &opens, &candidates));
    candidates.sort_by_key(|candidate| (candidate.place, candidate.numbers.start));
    let mut found = Vec::new();
    for candidate in candidates
        .into_iter()
        .filter(|candidate| candidate.look >= MarkerCertainty::Apart)
    {
        let page = regions
            .get(candidate.place.0)
            .map_or(0, |region| region.page);
        for &label in &candidate.numbers.labels {
            let is_note = |note: &PageNote| note.label == label && is_near(note, page);
            if !notes.iter().any(is_note) {
                found.push((label, candidate.place));
            }
        }
    }
    found
}

/// Whether a link to `target` leads to a line that begins with `label`.
fn leads_to_opener(target: &LinkTarget, label: NoteLabel, regions: &[Region]) -> bool {
    let LinkTarget::Place {
        page, y: Some(y), ..
    } = target
    else {
        return false;
    };
    let on_page = regions.iter().filter(|region| region.page == *page);
    on_page.flat_map(|region| &region.lines).any(|line| {
        (line.y - y).abs() <= NEAR && opener(line).is_some_and(|opener| opener.label == label)
    })
}

/// Whether a marker on `page` may lead to a note that stands at a page's foot.
fn is_near(note: &PageNote, page: usize) -> bool {
    note.listed.is_none() && note.page + 1 >= page && note.page <= page + LATE
}

/// Ties the numbers of `regions` to `notes`.
pub fn tie(regions: &[Region], pages: &[Page], notes: &[PageNote]) -> Markers {
    let mut candidates = raised_candidates(regions);
    let leads = |target: &LinkTarget, label: NoteLabel| leads_to(target, label, notes);
    candidates.extend(linked_candidates(regions, pages, &leads, &candidates));
    candidates.sort_by_key(|candidate| (candidate.place, candidate.numbers.start));
    let mut tied: Vec<Option<Vec<usize>>> = candidates
        .iter()
        .map(|candidate| {
            let region = regions.get(candidate.place.0)?;
            let line = region.lines.get(candidate.place.1)?;
            let labels = candidate.numbers.labels.iter();
            labels
                .map(|&label| note_of(label, region, line, notes))
                .collect()
        })
        .collect();
    let stands_on_page = |candidate: &MarkerCandidate, note: usize| {
        let page = regions.get(candidate.place.0).map(|region| region.page);
        notes
            .get(note)
            .is_some_and(|note| note.listed.is_some() || Some(note.page) == page)
    };
    step_back(&candidates, &mut tied, &stands_on_page);
    let mut markers = Markers::default();
    for (candidate, notes) in candidates.into_iter().zip(tied) {
        if let Some(notes) = notes {
            let MarkerChars { start, end, .. } = candidate.numbers;
            markers
                .entry(candidate.place)
                .or_default()
                .push(PageMarker { start, end, notes });
        }
    }
    markers
}

/// The pages with raised numbers that have the look of a marker and lead nowhere.
pub fn untied(regions: &[Region], markers: &Markers) -> Vec<usize> {
    let mut pages: Vec<usize> = raised_candidates(regions)
        .into_iter()
        .filter(|candidate| {
            let tied = markers.get(&candidate.place).map_or(&[][..], Vec::as_slice);
            candidate.look == MarkerCertainty::Marker
                && !tied
                    .iter()
                    .any(|marker| marker.start == candidate.numbers.start)
        })
        .filter_map(|candidate| regions.get(candidate.place.0).map(|region| region.page))
        .collect();
    pages.dedup();
    pages
}

/// The note that `label` in `line` of `region` leads to: at the foot of its page, of the next one, of one nearby, in the
/// next list, in any.
fn note_of(
    label: NoteLabel,
    region: &Region,
    line: &TextLine,
    notes: &[PageNote],
) -> Option<usize> {
    let page = region.page;
    let find = |fits: &dyn Fn(&PageNote) -> bool| {
        notes
            .iter()
            .position(|note| note.label == label && fits(note))
    };
    let at_foot = |note: &PageNote, of: usize| note.listed.is_none() && note.page == of;
    let is_behind = |note: &PageNote, list: usize| (list, note.y) > (region.order, line.y);
    let at_feet = |pages: std::ops::RangeInclusive<usize>| {
        pages
            .into_iter()
            .find_map(|of| find(&|note| at_foot(note, of)))
    };
    at_feet(page..=page + 1)
        .or_else(|| at_feet(page.saturating_sub(1)..=page + LATE))
        .or_else(|| find(&|note| note.listed.is_some_and(|list| is_behind(note, list))))
        .or_else(|| find(&|note| note.listed.is_some()))
}

/// Where several numbers claim one note, the less likely ones step back: by their look, and by their page, for numbers
/// may begin anew on each.
fn step_back(
    candidates: &[MarkerCandidate],
    tied: &mut [Option<Vec<usize>>],
    stands_on_page: &dyn Fn(&MarkerCandidate, usize) -> bool,
) {
    let mut best: FxHashMap<usize, MarkerCertainty> = FxHashMap::default();
    let mut on_own_page: Vec<usize> = Vec::new();
    for (candidate, notes) in candidates.iter().zip(tied.iter()) {
        for &note in notes.iter().flatten() {
            if candidate.look >= MarkerCertainty::Doubtful && stands_on_page(candidate, note) {
                on_own_page.push(note);
            }
            let look = best.entry(note).or_insert(candidate.look);
            *look = candidate.look.max(*look);
        }
    }
    let mut taken: Vec<usize> = Vec::new();
    for (candidate, notes) in candidates.iter().zip(tied.iter_mut()) {
        let Some(list) = notes else { continue };
        // What is not sure gives way to what is surer, and to what came before.
        let is_surpassed = candidate.look < MarkerCertainty::Marker
            && list.iter().any(|note| {
                best.get(note).is_some_and(|best| *best > candidate.look)
                    || candidate.look < MarkerCertainty::Apart && taken.contains(note)
            });
        let is_of_next_page = list.iter().any(|note| on_own_page.contains(note))
            && !list.iter().any(|&note| stands_on_page(candidate, note));
        if candidate.look == MarkerCertainty::Other || is_surpassed || is_of_next_page {
            *notes = None;
        } else {
            taken.extend(list.iter());
        }
    }
}

fn raised_candidates(regions: &[Region]) -> Vec<MarkerCandidate> {
    let mut found = Vec::new();
    for (number, region) in regions.iter().enumerate() {
        for (place, line) in region.lines.iter().enumerate() {
            for numbers in raised(&line.chars) {
                let above = place
                    .checked_sub(1)
                    .and_then(|above| region.lines.get(above));
                let look = look(line, &numbers, above);
                found.push(MarkerCandidate {
                    place: (number, place),
                    numbers,
                    look,
                });
            }
        }
    }
    found
}

/// What stands around a raised number tells what it may be.
fn look(line: &TextLine, numbers: &MarkerChars, above: Option<&TextLine>) -> MarkerCertainty {
    let chars = &line.chars;
    let after = chars.get(numbers.end).map(|c| c.character);
    let runs_on = after.is_some_and(char::is_alphanumeric);
    let before = chars.get(..numbers.start).unwrap_or_default();
    let text: String = before.iter().map(|c| c.character).collect();
    let Some(last) = text.trim_end().chars().next_back() else {
        // At the beginning of a line: the marker of the line above, if that is not over.
        let is_alone = numbers.end == chars.len();
        let above = above.filter(|above| is_alone || above.x1 > line.x1 * 0.9);
        return match above {
            Some(above) if !runs_on && !above.ends_sentence() => MarkerCertainty::Apart,
            Some(_) if !runs_on => MarkerCertainty::Doubtful,
            _ => MarkerCertainty::Other,
        };
    };
    // The number of a sentence or paragraph stands apart from what goes before, and at what follows.
    if runs_on && text.ends_with(char::is_whitespace) {
        return MarkerCertainty::Other;
    }
    let word: String = {
        let tail: Vec<char> = text
            .trim_end()
            .chars()
            .rev()
            .take_while(|c| c.is_alphanumeric())
            .collect();
        tail.into_iter().rev().collect()
    };
    let is_small = numbers
        .labels
        .iter()
        .all(|label| matches!(label, NoteLabel::Number(1..=3)));
    if is_small && UNITS.contains(&word.as_str()) {
        return MarkerCertainty::Other;
    }
    if last.is_ascii_digit() || word.chars().count() == 1 {
        return MarkerCertainty::Doubtful;
    }
    match text.ends_with(char::is_whitespace) {
        true => MarkerCertainty::Apart,
        false => MarkerCertainty::Marker,
    }
}

/// Numbers that are not raised, and linked to a note with the same number.
fn linked_candidates(
    regions: &[Region],
    pages: &[Page],
    leads: &dyn Fn(&LinkTarget, NoteLabel) -> bool,
    known: &[MarkerCandidate],
) -> Vec<MarkerCandidate> {
    let mut found = Vec::new();
    for (number, region) in regions.iter().enumerate() {
        let links = pages.get(region.page).map_or(&[][..], |page| &page.links);
        for (place, line) in region.lines.iter().enumerate() {
            for (start, end, link) in linked_runs(&line.chars) {
                let Some(link) = links.get(usize::from(link)) else {
                    continue;
                };
                let candidate = MarkerCandidate {
                    place: (number, place),
                    numbers: MarkerChars {
                        start,
                        end,
                        labels: linked_labels(line, start, end),
                    },
                    look: MarkerCertainty::Linked,
                };
                let labels = &candidate.numbers.labels;
                let is_known = known.iter().any(|other| overlap(other, &candidate));
                if !is_known
                    && !labels.is_empty()
                    && labels.iter().all(|&label| leads(&link.target, label))
                {
                    found.push(candidate);
                }
            }
        }
    }
    found
}

fn linked_labels(line: &TextLine, start: usize, end: usize) -> Vec<NoteLabel> {
    let linked = line.chars.get(start..end).unwrap_or_default();
    let text: String = linked.iter().map(|c| c.character).collect();
    labels(&text).unwrap_or_default()
}

fn overlap(one: &MarkerCandidate, other: &MarkerCandidate) -> bool {
    one.place == other.place
        && one.numbers.start < other.numbers.end
        && other.numbers.start < one.numbers.end
}

fn leads_to(target: &LinkTarget, label: NoteLabel, notes: &[PageNote]) -> bool {
    let LinkTarget::Place {
        page, y: Some(y), ..
    } = target
    else {
        return false;
    };
    notes
        .iter()
        .any(|note| note.label == label && note.page == *page && (note.y - y).abs() <= NEAR)
}

/// The stretches of a line that stand in one link each, with the brackets around them.
fn linked_runs(chars: &[Char]) -> Vec<(usize, usize, u16)> {
    let mut runs: Vec<(usize, usize, u16)> = Vec::new();
    for (place, c) in chars.iter().enumerate() {
        match (c.link, runs.last_mut()) {
            (Some(link), Some((_, end, known))) if *known == link && *end == place => *end += 1,
            (Some(link), _) => runs.push((place, place + 1, link)),
            (None, _) => {}
        }
    }
    let at = |place: usize| chars.get(place).map(|c| c.character);
    for (start, end, _) in &mut runs {
        let before = start.checked_sub(1).and_then(at);
        if matches!(
            (before, at(*end)),
            (Some('['), Some(']')) | (Some('('), Some(')'))
        ) {
            (*start, *end) = (*start - 1, *end + 1);
        }
    }
    runs
}
