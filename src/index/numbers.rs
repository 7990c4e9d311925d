//! Settles and pairs the numbered forms: markers and notes whose label is a printed number.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::syntax::Evidence;

use super::MarkId;
use super::candidates::{Candidate, Candidates};
use super::runs::Runs;

/// The settled notes and markers of the numbered forms.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    pub notes: Vec<Numbered>,
    pub markers: Vec<(MarkId, Option<MarkId>)>,
    /// Whether the notes are the items of a list.
    pub endnotes: bool,
}

/// A note with a number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Numbered {
    pub id: MarkId,
    pub number: u32,
    pub run: u32,
    pub first: Option<MarkId>,
}

impl Numbers {
    pub fn settle(candidates: &Candidates<'_>) -> Numbers {
        if candidates.numeric_markers.is_empty() && candidates.numeric_notes.is_empty() {
            return Numbers::default();
        }
        let mut numbers = Numbers {
            notes: notes(candidates),
            ..Numbers::default()
        };
        if numbers.notes.is_empty() {
            numbers.notes = endnotes(candidates);
            numbers.endnotes = true;
        }
        if !numbers.notes.is_empty() {
            numbers.pair(&candidates.numeric_markers);
        }
        numbers
    }

    fn pair(&mut self, markers: &[Candidate<'_>]) {
        let places = markers
            .iter()
            .filter_map(|marker| Some((marker.id, number(marker)?)));
        let places: Vec<_> = places.collect();
        let runs = Runs::of(&self.notes, &places);
        let mut by_number: FxHashMap<(u32, u32), MarkId> = FxHashMap::default();
        for (note, run) in self.notes.iter_mut().zip(runs.of_notes()) {
            note.run = *run;
            let first = *by_number.entry((note.run, note.number)).or_insert(note.id);
            note.first = (first != note.id).then_some(first);
        }
        let mut sequence = Sequence::new(markers, &runs);
        for (index, marker) in markers.iter().enumerate() {
            let Some(number) = number(marker) else {
                continue;
            };
            let run = runs.of_marker(index);
            let note = by_number.get(&(run, number)).copied();
            if marker.evidence == Evidence::Certain
                || (note.is_some() && sequence.fits(index, run, number))
            {
                sequence.take(run, number);
                self.markers.push((marker.id, note));
            }
        }
    }
}

/// The notes that begin with a superscript number. One that a letter follows at once is a note only
/// where a marker cites the number and it comes next.
fn notes(candidates: &Candidates<'_>) -> Vec<Numbered> {
    let cited: FxHashSet<u32> = candidates
        .numeric_markers
        .iter()
        .filter_map(number)
        .collect();
    let mut last = 0;
    let mut notes = Vec::with_capacity(candidates.numeric_notes.len());
    for candidate in &candidates.numeric_notes {
        let Some(number) = number(candidate) else {
            continue;
        };
        let next = number == last + 1 || number == 1;
        if candidate.evidence == Evidence::Certain || (cited.contains(&number) && next) {
            notes.push(numbered(candidate.id, number));
            last = number;
        }
    }
    notes
}

/// The items of a list of notes, if markers cite half of them or more. A Markdown list whose items all
/// bear one number is counted by its reader.
fn endnotes(candidates: &Candidates<'_>) -> Vec<Numbered> {
    let items = &candidates.endnotes;
    let printed: Vec<u32> = items.iter().filter_map(number).collect();
    let counted = printed.len() > 1 && printed.iter().all(|number| *number == printed[0]);
    let number_at = |index: usize| match counted {
        true => printed[0].saturating_add(index as u32),
        false => printed[index],
    };
    let notes: Vec<_> = (0..printed.len())
        .map(|index| numbered(items[index].id, number_at(index)))
        .collect();
    let cited: FxHashSet<u32> = candidates
        .numeric_markers
        .iter()
        .filter_map(number)
        .collect();
    let used = notes
        .iter()
        .filter(|note| cited.contains(&note.number))
        .count();
    if used * 2 < notes.len() {
        Vec::new()
    } else {
        notes
    }
}

fn numbered(id: MarkId, number: u32) -> Numbered {
    Numbered {
        id,
        number,
        run: 0,
        first: None,
    }
}

fn number(candidate: &Candidate<'_>) -> Option<u32> {
    candidate.label.number()
}

/// The numbers of the markers taken so far, to tell where a doubtful one fits.
struct Sequence {
    /// For each marker, the number of the next certain one of its run.
    next: Vec<u32>,
    certain: FxHashSet<(u32, u32)>,
    run: u32,
    last: u32,
    highest: u32,
}

impl Sequence {
    fn new(markers: &[Candidate<'_>], runs: &Runs) -> Sequence {
        let mut next = vec![u32::MAX; markers.len()];
        let mut certain = FxHashSet::default();
        let (mut run, mut number_after) = (u32::MAX, u32::MAX);
        for (index, marker) in markers.iter().enumerate().rev() {
            if runs.of_marker(index) != run {
                (run, number_after) = (runs.of_marker(index), u32::MAX);
            }
            next[index] = number_after;
            if let (Evidence::Certain, Some(number)) = (marker.evidence, number(marker)) {
                certain.insert((run, number));
                number_after = number;
            }
        }
        Sequence {
            next,
            certain,
            run: 0,
            last: 0,
            highest: 0,
        }
    }

    /// Whether a doubtful marker continues the sequence: nothing else bears its number, and it stands
    /// between its neighbours or right after the highest number so far.
    fn fits(&self, index: usize, run: u32, number: u32) -> bool {
        let (last, highest) = if run == self.run {
            (self.last, self.highest)
        } else {
            (0, 0)
        };
        !self.certain.contains(&(run, number))
            && ((last < number && number < self.next[index]) || number == highest + 1)
    }

    fn take(&mut self, run: u32, number: u32) {
        if run != self.run {
            (self.run, self.last, self.highest) = (run, 0, 0);
        }
        self.certain.insert((run, number));
        self.last = number;
        self.highest = self.highest.max(number);
    }
}

#[cfg(test)]
mod tests {
    use crate::syntax::Kind;
    use crate::testing::{document, marked, unmarked};

    /// Asserts that the markers of `fixture` are those marked, each with the line, from 1, of its note.
    #[track_caller]
    fn assert_markers(fixture: &str) {
        let document = document(Kind::Plain, &unmarked(fixture));
        let line = |marker: &crate::index::Marker| {
            let note = marker.note.and_then(|note| document.note(note));
            note.map(|note| (document.text().line_of(note.span.start) + 1).to_string())
        };
        let markers: Vec<_> = document
            .markers()
            .map(|marker| (marker.span, line(&marker)))
            .collect();
        let spans: Vec<_> = markers
            .iter()
            .map(|(span, line)| (*span, line.as_deref().unwrap_or("none")))
            .collect();
        assert_eq!(marked(&document, &spans), fixture);
    }

    #[test]
    fn a_doubtful_number_is_a_marker_where_it_fits_the_sequence() {
        assert_markers(
            "A word.¹ In 2012² the G20³ met.⁴
       ^ 3
                ^ 4
                         ^ 5
                               ^ 6

¹ A.
² B.
³ C.
⁴ D.
",
        );
    }

    #[test]
    fn a_doubtful_number_that_is_taken_or_out_of_sequence_is_none() {
        assert_markers(
            "The rule x² holds.¹ A word.² The rule y².
                  ^ 3
                           ^ 5

¹ A.

² B.
",
        );
    }

    #[test]
    fn units_powers_and_isotopes_are_none() {
        assert_markers(
            "On 5 km² of land¹ live 10⁶ people, and ²H is rare.² The flow is 3 m³.
                ^ 3
                                                  ^ 4

¹ A.
² B.
³ C.
",
        );
    }

    #[test]
    fn numbering_that_begins_again_leads_to_the_notes_of_its_own_page() {
        assert_markers(
            "First page.¹ And more.²
           ^ 3
                      ^ 4

¹ A.
² B.

Second page.¹ And more.²
            ^ 8
                       ^ 9

¹ C.
² D.
",
        );
    }
}
