//! Numbers that link within the document. A number that links to `#x` has its note in the block that holds the
//! element called `x`, whatever that name is; where a converter has lost the names, in the note with that number
//! whose way back is called alike: `#fn1` and `#fnref1`.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::config::Form;
use crate::syntax::Confidence;

use super::candidate::Candidate;
use super::item_id::ItemId;
use super::linked_candidates::{LinkedMarker, LinkedNumbers};
use super::numbered::{Misled, NumberedNote, RepeatedAnchor};

/// The pairs that links make.
#[derive(Debug, Default)]
pub(super) struct LinkedPairs {
    /// The notes to which they lead.
    pub notes: Vec<NumberedNote>,
    /// The markers, each with its note.
    pub markers: FxHashMap<ItemId, Option<ItemId>>,
    /// Markers that lead to a note with another number.
    pub misled: Vec<Misled>,
    /// Names for the ways back from notes that two places bear.
    pub repeated: Vec<RepeatedAnchor>,
    /// Candidates of other forms that are a part of these, or lead somewhere else.
    pub taken: FxHashSet<ItemId>,
}

/// A marker and the note to which it leads, by their places among the candidates.
#[derive(Clone, Copy)]
struct Tie {
    marker: usize,
    note: usize,
}

impl LinkedPairs {
    /// Finds the pairs among `candidates`.
    pub fn resolve(candidates: &LinkedNumbers<'_>) -> LinkedPairs {
        let mut linked = LinkedPairs::default();
        if candidates.markers.is_empty() {
            return linked;
        }
        let ties = ties(candidates);
        if ties.is_empty() {
            return linked;
        }
        let numbers = printed(candidates, &ties);
        linked.enter_notes(candidates, &ties, &numbers);
        linked.enter_markers(candidates, &ties);
        linked.find_repeated(candidates);
        linked
    }

    /// Finds the names that two places bear and that notes lead back to: a renderer leads to the first.
    fn find_repeated(&mut self, candidates: &LinkedNumbers<'_>) {
        if candidates.repeated.is_empty() {
            return;
        }
        let notes = candidates.notes.iter();
        let linked = notes.filter(|note| self.taken.contains(&note.candidate.id));
        let ways_back: FxHashSet<&str> = linked.flat_map(|note| note.ways_back.clone()).collect();
        let repeated = candidates.repeated.iter();
        self.repeated = repeated
            .filter(|(_, name)| ways_back.contains(name))
            .filter_map(|(anchor, name)| {
                let first = *candidates.names.get(name)?;
                Some(RepeatedAnchor {
                    anchor: *anchor,
                    first,
                })
            })
            .collect();
    }

    /// Takes the notes that are cited, and those that nothing cites and that are named like them.
    fn enter_notes(
        &mut self,
        candidates: &LinkedNumbers<'_>,
        ties: &[Tie],
        numbers: &PrintedNumbers,
    ) {
        let cited: FxHashSet<usize> = ties.iter().map(|tie| tie.note).collect();
        let stems: FxHashSet<String> = cited
            .iter()
            .flat_map(|note| candidates.notes[*note].names.iter().map(|name| stem(name)))
            .collect();
        for (index, note) in candidates.notes.iter().enumerate() {
            let is_named = || note.names.iter().any(|name| stems.contains(&stem(name)));
            let is_one = cited.contains(&index)
                || (note.candidate.form != Form::Endnotes
                    && note.candidate.confidence != Confidence::Doubtful
                    && is_named());
            let Some(number) = numbers.of(candidates, index).filter(|_| is_one) else {
                continue;
            };
            let id = note.candidate.id;
            self.taken.insert(id);
            self.notes.push(NumberedNote {
                id,
                form: note.candidate.form,
                number,
                run: 0,
                first: None,
            });
        }
    }

    /// Takes the markers: those with a note, and those that lead nowhere and are named like these.
    fn enter_markers(&mut self, candidates: &LinkedNumbers<'_>, ties: &[Tie]) {
        let notes: FxHashMap<usize, usize> =
            ties.iter().map(|tie| (tie.marker, tie.note)).collect();
        let stems: FxHashSet<String> = ties
            .iter()
            .map(|tie| stem(candidates.markers[tie.marker].target))
            .collect();
        let numbers: FxHashMap<ItemId, u32> = self
            .notes
            .iter()
            .map(|note| (note.id, note.number))
            .collect();
        for (index, marker) in candidates.markers.iter().enumerate() {
            let id = marker.candidate.id;
            let is_there = candidates.names.contains_key(marker.target);
            match notes.get(&index) {
                Some(note) => {
                    let note = candidates.notes[*note].candidate.id;
                    self.markers.insert(id, Some(note));
                    let number = marker.candidate.label.number();
                    let other = number.filter(|number| numbers.get(&note) != Some(number));
                    self.misled.extend(other.map(|number| Misled {
                        marker: id,
                        number,
                        note,
                    }));
                }
                None if !is_there && stems.contains(&stem(marker.target)) => {
                    self.markers.insert(id, None);
                }
                None if is_there => {}
                None => continue,
            }
            self.taken.insert(id);
            self.taken.extend(&marker.inner);
        }
    }
}

/// The ties that links make, if they are those of footnotes.
fn ties(candidates: &LinkedNumbers<'_>) -> Vec<Tie> {
    let mut by_name: FxHashMap<&str, usize> = FxHashMap::default();
    let mut by_way_back: FxHashMap<(u32, String), usize> = FxHashMap::default();
    for (index, note) in candidates.notes.iter().enumerate() {
        for name in &note.names {
            by_name.entry(name).or_insert(index);
        }
        for way in &note.ways_back {
            if let (Some(number), digits) = (note.candidate.label.number(), digits(way))
                && !digits.is_empty()
            {
                by_way_back.entry((number, digits)).or_insert(index);
            }
        }
    }
    let note_of = |marker: &LinkedMarker<'_>| {
        let named = by_name.get(marker.target).copied();
        named.or_else(|| {
            let number = marker.candidate.label.number()?;
            let index = *by_way_back.get(&(number, digits(marker.target)))?;
            let note = &candidates.notes[index];
            let leads_back = !note.ways_back.contains(&marker.target)
                && !candidates.names.contains_key(marker.target);
            leads_back.then_some(index)
        })
    };
    let markers = candidates.markers.iter().enumerate();
    let all: Vec<Tie> = markers
        .filter_map(|(marker, it)| {
            Some(Tie {
                marker,
                note: note_of(it)?,
            })
        })
        .collect();
    let counts_up = counts_up(candidates, &all);
    let is_sure = |tie: &Tie| {
        let (marker, note) = (&candidates.markers[tie.marker], &candidates.notes[tie.note]);
        let apart = marker.candidate.id < note.candidate.id || !note.ways_back.is_empty();
        let raised = marker.candidate.confidence == Confidence::Certain;
        apart && (raised || counts_up || !note.ways_back.is_empty() || is_note_name(marker.target))
    };
    all.into_iter().filter(is_sure).collect()
}

/// Whether the numbers of the markers count up from 1, each by its first use.
fn counts_up(candidates: &LinkedNumbers<'_>, ties: &[Tie]) -> bool {
    let mut highest = 0;
    let mut numbers = ties
        .iter()
        .filter_map(|tie| candidates.markers[tie.marker].candidate.label.number());
    numbers.all(|number| {
        let next = number == highest + 1;
        highest += u32::from(next);
        next || number <= highest
    }) && highest > 0
}

/// Whether a name is one that tools give to notes.
fn is_note_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["fn", "ftn", "foot", "note", "cite", "ref"]
        .iter()
        .any(|part| name.contains(part))
}

/// What number each note has.
enum PrintedNumbers {
    /// The one that is printed before it.
    Printed,
    /// That of the marker which leads to it: what stands before the notes are names, or the same number each time.
    OfMarkers(FxHashMap<usize, u32>),
}

impl PrintedNumbers {
    fn of(&self, candidates: &LinkedNumbers<'_>, note: usize) -> Option<u32> {
        match self {
            PrintedNumbers::Printed => candidates.notes[note].candidate.label.number(),
            PrintedNumbers::OfMarkers(numbers) => numbers.get(&note).copied(),
        }
    }
}

/// The numbers of the notes: those before them, if they are the ones that most markers have.
fn printed(candidates: &LinkedNumbers<'_>, ties: &[Tie]) -> PrintedNumbers {
    let number = |candidate: &Candidate<'_>| candidate.label.number();
    let of_marker = |tie: &Tie| number(&candidates.markers[tie.marker].candidate);
    let agree = |tie: &&Tie| of_marker(tie) == number(&candidates.notes[tie.note].candidate);
    if ties.iter().filter(agree).count() * 2 >= ties.len() {
        return PrintedNumbers::Printed;
    }
    let mut numbers = FxHashMap::default();
    for tie in ties {
        if let Some(number) = of_marker(tie) {
            numbers.entry(tie.note).or_insert(number);
        }
    }
    PrintedNumbers::OfMarkers(numbers)
}

/// The digits of a name.
fn digits(name: &str) -> String {
    name.chars().filter(char::is_ascii_digit).collect()
}

/// A name without its digits.
fn stem(name: &str) -> String {
    name.chars().filter(|c| !c.is_ascii_digit()).collect()
}
