//! Markers and notes whose label is a printed number.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::config::Form;
use crate::syntax::Confidence;

use super::candidate::{Candidate, FamilyCandidates};
use super::candidates::Candidates;
use super::flat;
use super::item_id::ItemId;
use super::legends;
use super::linked::LinkedPairs;
use super::linked_candidates::LinkedMarker;
use super::lists::{
    bracketed_markers, bracketed_notes, endnotes, number, raised_notes, surely_cited,
};
use super::numbered::{NumberedNote, Numbers};
use super::paged;
use super::runs::Runs;
use super::signs;

impl Numbers {
    /// Resolves both families; `labelled`: how many markers of Markdown have a note. A list of endnotes belongs to the one that has no notes of its own and
    /// cites it.
    pub fn resolve(candidates: &Candidates<'_>, labelled: usize) -> Numbers {
        let mut numbers = Numbers::default();
        let mut endnotes_taken = false;
        let headings: Vec<ItemId> = candidates
            .headings
            .iter()
            .map(|heading| heading.0)
            .collect();
        let mut linked = LinkedPairs::resolve(&candidates.linked);
        let legends = legends::resolve(&candidates.legends, &candidates.raised);
        linked
            .taken
            .extend(legends.notes.iter().map(|note| note.id));
        linked
            .taken
            .extend(legends.markers.iter().map(|(id, _)| *id));
        let taken = &linked.taken;
        let raised = candidates.raised.without(taken);
        let bracketed = candidates.bracketed.without(taken);
        let listed = without(&candidates.endnotes, taken);
        let brackets = without(&bracketed_markers(candidates), taken);
        let is_linked =
            |marker: &&LinkedMarker<'_>| linked.markers.contains_key(&marker.candidate.id);
        let by_link = candidates.linked.markers.iter().filter(is_linked);
        let mut raised_markers: Vec<Candidate<'_>> =
            by_link.map(|marker| marker.candidate).collect();
        raised_markers.extend(&raised.markers);
        raised_markers.sort_by_key(|marker| marker.id);
        let mut raised_notes = raised_notes(&raised);
        raised_notes.extend(&linked.notes);
        raised_notes.sort_by_key(|note| note.id);
        let families = [
            (raised_notes, &raised_markers),
            (bracketed_notes(&bracketed, &brackets), &brackets),
        ];
        for (mut notes, markers) in families {
            let is_doubtful = |marker: &Candidate<'_>| marker.confidence != Confidence::Certain;
            // In a brief with Markdown's notes what may be powers makes no notes of a list.
            let may_cite = candidates.markdown.notes.is_empty() || !markers.iter().all(is_doubtful);
            if notes.is_empty() && !endnotes_taken && may_cite {
                notes = endnotes(&listed, markers);
                endnotes_taken = !notes.is_empty();
            }
            if notes.is_empty() && std::ptr::eq(markers, &raised_markers) {
                let flat: Vec<Candidate<'_>> =
                    candidates.flat.iter().map(|(head, _)| *head).collect();
                let lists = [&candidates.below_rule, &flat];
                let sure = lists
                    .iter()
                    .map(|list| surely_cited(&without(list, taken), markers));
                notes = sure.max_by_key(Vec::len).unwrap_or_default();
            }
            if notes.is_empty() {
                numbers.orphan = numbers.orphan.or_else(|| orphan(markers));
            } else {
                numbers.pair(notes, markers, &linked, &headings);
            }
        }
        numbers.notes.extend(legends.notes);
        numbers.markers.extend(legends.markers);
        numbers.misled = linked.misled;
        numbers.repeated = linked.repeated;
        let signed = signs::resolve(&candidates.signed.without(taken));
        numbers.notes.extend(signed.notes);
        numbers.markers.extend(signed.markers);
        let paged = paged::resolve(candidates);
        numbers.notes.extend(paged.notes);
        numbers.markers.extend(paged.markers);
        numbers.lost = flat::resolve(candidates, labelled, &mut numbers);
        numbers.run_together.sort();
        numbers.notes.sort_by_key(|note| note.id);
        numbers.markers.sort_by_key(|(id, _)| *id);
        numbers
    }

    fn pair(
        &mut self,
        mut notes: Vec<NumberedNote>,
        markers: &[Candidate<'_>],
        linked: &LinkedPairs,
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
            if let Some(note) = linked.markers.get(&marker.id) {
                sequence.take(run, number);
                self.markers.push((marker.id, *note));
                continue;
            }
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

impl<'a> FamilyCandidates<'a> {
    /// The same, without what is resolved already.
    fn without(&self, taken: &FxHashSet<ItemId>) -> FamilyCandidates<'a> {
        FamilyCandidates {
            markers: without(&self.markers, taken),
            notes: without(&self.notes, taken),
        }
    }
}

/// The candidates that are not among `taken`.
fn without<'a>(candidates: &[Candidate<'a>], taken: &FxHashSet<ItemId>) -> Vec<Candidate<'a>> {
    let left = candidates
        .iter()
        .filter(|candidate| !taken.contains(&candidate.id));
    left.copied().collect()
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

/// The two numbers that `number` is when they are written side by side, if one follows the other: of 12,
/// 1 and 2.
fn run_together(number: u32) -> Option<[u32; 2]> {
    let split = if number < 100 { 10 } else { 100 };
    let parts = [number / split, number % split];
    (parts[0] > 0 && parts[0] + 1 == parts[1]).then_some(parts)
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
