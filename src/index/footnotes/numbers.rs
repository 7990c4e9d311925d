//! Markers and notes whose label is a printed number.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::config::Form;
use crate::syntax::Confidence;

use super::candidates::{Candidate, Candidates, FamilyCandidates};
use super::item_id::ItemId;
use super::numbered::{NumberedNote, Numbers};
use super::paged;
use super::runs::Runs;

impl Numbers {
    /// Resolves both families. A list of endnotes belongs to the one that has no notes of its own and
    /// cites it.
    pub fn resolve(candidates: &Candidates<'_>) -> Numbers {
        let (raised, bracketed) = (&candidates.raised, &candidates.bracketed);
        let mut numbers = Numbers::default();
        let mut endnotes_taken = false;
        let headings: Vec<ItemId> = candidates
            .headings
            .iter()
            .map(|heading| heading.0)
            .collect();
        let brackets = bracketed_markers(candidates);
        let families = [
            (raised_notes(raised), &raised.markers),
            (bracketed_notes(bracketed, &brackets), &brackets),
        ];
        for (mut notes, markers) in families {
            let is_doubtful = |marker: &Candidate<'_>| marker.confidence != Confidence::Certain;
            // In a brief with Markdown's notes what may be powers makes no notes of a list.
            let may_cite = candidates.markdown.notes.is_empty() || !markers.iter().all(is_doubtful);
            if notes.is_empty() && !endnotes_taken && may_cite {
                notes = endnotes(&candidates.endnotes, markers);
                endnotes_taken = !notes.is_empty();
            }
            if notes.is_empty() {
                numbers.orphan = numbers.orphan.or_else(|| orphan(markers));
            } else {
                numbers.pair(notes, markers, &headings);
            }
        }
        let paged = paged::resolve(candidates);
        numbers.notes.extend(paged.notes);
        numbers.markers.extend(paged.markers);
        numbers.run_together.sort();
        numbers.notes.sort_by_key(|note| note.id);
        numbers.markers.sort_by_key(|(id, _)| *id);
        numbers
    }

    fn pair(
        &mut self,
        mut notes: Vec<NumberedNote>,
        markers: &[Candidate<'_>],
        headings: &[ItemId],
    ) {
        let places = markers
            .iter()
            .filter_map(|marker| Some((marker.id, number(marker)?)));
        let places: Vec<_> = places.collect();
        let runs = Runs::of(&notes, &places, headings);
        let mut by_number: FxHashMap<(u32, u32), ItemId> = FxHashMap::default();
        for (note, run) in notes.iter_mut().zip(runs.of_notes()) {
            note.run = *run;
            let first = *by_number.entry((note.run, note.number)).or_insert(note.id);
            note.first = (first != note.id).then_some(first);
        }
        let highest = notes.iter().map(|note| note.number).max().unwrap_or(0);
        let mut sequence = MarkerSequence::new(markers, &runs, &by_number);
        for (index, marker) in markers.iter().enumerate() {
            let Some(number) = number(marker) else {
                continue;
            };
            let run = runs.of_marker(index);
            let note = by_number.get(&(run, number)).copied();
            let resolved = match marker.form {
                _ if marker.confidence == Confidence::Grouped => note.is_some(),
                Form::Bracketed => note.is_some() || number <= highest.saturating_add(1),
                _ if marker.confidence == Confidence::Certain => true,
                _ => note.is_some() && sequence.fits(index, run, number),
            };
            if resolved
                && note.is_none()
                && matches!(marker.form, Form::Superscript | Form::Html)
                && let Some(parts) = run_together(number)
                && let [Some(first), Some(second)] =
                    parts.map(|part| by_number.get(&(run, part)).copied())
            {
                self.run_together.push((marker.id, [first, second]));
            } else if resolved {
                if note.is_some() {
                    sequence.take(run, number);
                }
                self.markers.push((marker.id, note));
            }
        }
        self.notes.extend(notes);
    }
}

/// The notes that begin with a raised number. One that a letter follows at once is a note only where a
/// marker cites the number and it comes next.
fn raised_notes(family: &FamilyCandidates<'_>) -> Vec<NumberedNote> {
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
fn bracketed_notes(family: &FamilyCandidates<'_>, markers: &[Candidate<'_>]) -> Vec<NumberedNote> {
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
fn bracketed_markers<'a>(candidates: &Candidates<'a>) -> Vec<Candidate<'a>> {
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

/// The items of a list of notes, if markers cite half of them or more. A Markdown list whose items all
/// bear one number is counted by its reader.
fn endnotes(items: &[Candidate<'_>], markers: &[Candidate<'_>]) -> Vec<NumberedNote> {
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

/// The first of the markers that are certain and run 1, 2, …, and how many they are.
fn orphan(markers: &[Candidate<'_>]) -> Option<(ItemId, usize)> {
    let certain = markers
        .iter()
        .filter(|marker| marker.confidence == Confidence::Certain);
    let certain: Vec<_> = certain.collect();
    let counts_up = (1..)
        .zip(&certain)
        .take(2)
        .all(|(count, marker)| number(marker) == Some(count));
    (certain.len() > 1 && counts_up).then(|| (certain[0].id, certain.len()))
}

fn numbered(candidate: &Candidate<'_>, number: u32) -> NumberedNote {
    NumberedNote {
        id: candidate.id,
        form: candidate.form,
        number,
        run: 0,
        first: None,
    }
}

/// The two numbers that `number` is when they are written side by side, if one follows the other: of 12,
/// 1 and 2.
fn run_together(number: u32) -> Option<[u32; 2]> {
    let split = if number < 100 { 10 } else { 100 };
    let parts = [number / split, number % split];
    (parts[0] > 0 && parts[0] + 1 == parts[1]).then_some(parts)
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

fn number(candidate: &Candidate<'_>) -> Option<u32> {
    candidate.label.number()
}

/// The numbers of the markers taken so far, to tell where a doubtful one fits.
struct MarkerSequence {
    /// For each marker, the number of the next certain one of its run.
    next: Vec<u32>,
    certain: FxHashSet<(u32, u32)>,
    run: u32,
    last: u32,
    highest: u32,
}

impl MarkerSequence {
    /// The sequence of the markers that are certain and have a note in `notes`, by run and number.
    fn new(
        markers: &[Candidate<'_>],
        runs: &Runs,
        notes: &FxHashMap<(u32, u32), ItemId>,
    ) -> MarkerSequence {
        let mut next = vec![u32::MAX; markers.len()];
        let mut certain = FxHashSet::default();
        let (mut run, mut number_after) = (u32::MAX, u32::MAX);
        for (index, marker) in markers.iter().enumerate().rev() {
            if runs.of_marker(index) != run {
                (run, number_after) = (runs.of_marker(index), u32::MAX);
            }
            next[index] = number_after;
            if let (Confidence::Certain, Some(number)) = (marker.confidence, number(marker))
                && notes.contains_key(&(run, number))
            {
                certain.insert((run, number));
                number_after = number;
            }
        }
        MarkerSequence {
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
            && ((last < number && number < self.next[index])
                || highest.checked_add(1) == Some(number))
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
    use crate::syntax::DocumentKind;
    use crate::testing::{document, marked, unmarked};

    /// Asserts that the markers of `fixture` are those marked, each with the line, from 1, of its note.
    #[track_caller]
    fn assert_markers(fixture: &str) {
        let document = document(DocumentKind::Plain, &unmarked(fixture));
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
