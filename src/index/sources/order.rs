use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use crate::citation::NoteNumbers;
use crate::index::footnotes::item_id::ItemId;
use crate::index::footnotes::table::Footnotes;
use crate::index::note::Note;

/// In what order the notes of a document are read, and with what numbers. Notes are counted by place, from 0.
#[derive(Debug, Default)]
pub(super) struct Order {
    /// The notes as they are read.
    notes: Vec<usize>,
    /// For each note, its place among `notes`.
    places: Vec<usize>,
    /// For each note, the number that readers see; 0 for one that they do not see.
    numbers: Vec<u32>,
    /// For each note, the number that its label is; 0 for a word.
    labels: Vec<u32>,
    /// The notes that bear a number, in the label or as readers see it.
    by_number: FxHashMap<u32, SmallVec<[usize; 2]>>,
    /// The run of each note, and the lowest number of its run.
    runs: Vec<(u32, u32)>,
    /// Whether a note is numbered by its renderer.
    anew: Vec<bool>,
    /// Of notes with several, the same label in one run: not those that count.
    hidden: Vec<bool>,
    /// For each note, what is read right before it.
    before: Vec<Before>,
    /// Where a note is printed again: its further numbers.
    again: Vec<(u32, usize)>,
    /// Where notes are printed again: the note that is printed right before each one.
    printed_before: FxHashMap<usize, usize>,
}

/// What is read right before a note.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Before {
    /// Nothing: it is the first that is numbered in its way.
    Nothing,
    /// The note of that place in the document.
    Note(usize),
    /// A note that is cited and is not there.
    Lost,
}

impl Order {
    /// That of `notes`, which are all of the table, by place. `label` gives the number that the label of a marker is.
    /// `printed` are the markers for each of which a note is printed, where it is printed again for each.
    pub fn of(
        table: &Footnotes,
        notes: &[Note],
        label: impl Fn(ItemId) -> Option<u32>,
        printed: impl Iterator<Item = ItemId>,
    ) -> Order {
        let mut order = Order {
            notes: (0..notes.len()).collect(),
            places: vec![0; notes.len()],
            numbers: vec![0; notes.len()],
            anew: notes
                .iter()
                .map(|note| note.form.is_counted_anew())
                .collect(),
            ..Order::default()
        };
        order.read(table, notes);
        order.print_again(table, printed);
        order.call(notes);
        order.before = order.befores(table, notes, label);
        order
    }

    /// Puts `notes` in the order in which they are read, and numbers them as readers see them.
    fn read(&mut self, table: &Footnotes, notes: &[Note]) {
        let key = |note: &Note| match note.form.is_counted_anew() {
            true => {
                let first = table.citing(note.id).first();
                (false, first.is_none(), first.copied().unwrap_or(note.id))
            }
            false => (true, false, note.id),
        };
        self.notes.sort_by_key(|index| notes.get(*index).map(key));
        let mut next = 1;
        for (place, index) in self.notes.iter().enumerate() {
            let Some(note) = notes.get(*index) else {
                continue;
            };
            self.places[*index] = place;
            if !note.form.is_counted_anew() {
                self.numbers[*index] = note.number.or(note.label.number()).unwrap_or(0);
            } else if !table.citing(note.id).is_empty() {
                self.numbers[*index] = next;
                next += 1;
            }
        }
    }

    /// Numbers the notes as Pandoc does, which prints a note for each of its markers, and none for a marker in a
    /// note.
    fn print_again(&mut self, table: &Footnotes, printed: impl Iterator<Item = ItemId>) {
        let (mut count, mut last) = (0, None);
        let mut seen = vec![false; self.numbers.len()];
        for marker in printed {
            let cited = table.cited_by(marker).flatten();
            let cited = cited.and_then(|id| table.notes().binary_search(&id).ok());
            let Some(note) = cited.filter(|note| self.anew.get(*note) == Some(&true)) else {
                continue;
            };
            count += 1;
            match std::mem::replace(&mut seen[note], true) {
                true => self.again.push((count, note)),
                false => {
                    self.numbers[note] = count;
                    self.printed_before.extend(last.map(|last| (note, last)));
                }
            }
            last = Some(note);
        }
    }

    /// Finds by which numbers `notes` are called, now that their numbers are known.
    fn call(&mut self, notes: &[Note]) {
        let mut lowest: FxHashMap<u32, u32> = FxHashMap::default();
        for (index, note) in notes.iter().enumerate() {
            let seen = self.numbers[index];
            let is_unseen = note.form.is_counted_anew() && seen == 0;
            self.hidden.push(note.first.is_some() || is_unseen);
            let label = note.label.number().unwrap_or(0);
            self.labels.push(label);
            let bears = [label, seen, note.number.unwrap_or(0)];
            for number in bears.into_iter().filter(|number| *number > 0) {
                let bearing = self.by_number.entry(number).or_default();
                if bearing.last() == Some(&index) {
                    continue;
                }
                bearing.push(index);
                let low = lowest.entry(note.run).or_insert(number);
                *low = number.min(*low);
            }
        }
        for (number, index) in &self.again {
            let bearing = self.by_number.entry(*number).or_default();
            if let Err(place) = bearing.binary_search(index) {
                bearing.insert(place, *index);
            }
        }
        let run = |note: &Note| (note.run, lowest.get(&note.run).copied().unwrap_or(1));
        self.runs = notes.iter().map(run).collect();
    }

    /// What is read before each of `notes`.
    fn befores(
        &self,
        table: &Footnotes,
        notes: &[Note],
        marker_label: impl Fn(ItemId) -> Option<u32>,
    ) -> Vec<Before> {
        let markers = table.markers().iter().copied();
        let lost: Vec<ItemId> = markers
            .filter(|id| table.cited_by(*id) == Some(None))
            .collect();
        let numbers = lost.iter().filter_map(|id| marker_label(*id));
        let lost_numbers: FxHashSet<u32> = numbers.collect();
        let first = |index: usize| table.citing(notes.get(index)?.id).first().copied();
        let label = |index: usize| self.labels.get(index).copied().filter(|label| *label > 0);
        let before = |index: usize| {
            let by_place = index.checked_sub(1);
            // A note that nothing cites is not read, but its author counted it.
            let counted = |before: &usize| {
                let follows = label(*before)
                    .zip(label(index))
                    .is_some_and(|(one, next)| next.checked_sub(1) == Some(one));
                follows && self.is_hidden(*before) && !self.is_hidden(index)
            };
            if let Some(before) = by_place.filter(counted) {
                return Before::Note(before);
            }
            let before = self.read_before(index);
            let is_lost = match self.anew.get(index) {
                Some(true) => first(index).is_some_and(|here| {
                    let from = before.and_then(first);
                    let next = lost.partition_point(|id| from.is_some_and(|from| *id < from));
                    lost.get(next).is_some_and(|id| *id < here)
                }),
                _ => label(index).is_some_and(|label| {
                    let follows = before.and_then(|it| self.number(it)) == Some(label - 1);
                    !follows && lost_numbers.contains(&(label - 1))
                }),
            };
            match before {
                _ if is_lost => Before::Lost,
                Some(before) => Before::Note(before),
                None => Before::Nothing,
            }
        };
        (0..notes.len()).map(before).collect()
    }

    /// The notes as they are read.
    pub fn notes(&self) -> &[usize] {
        &self.notes
    }

    /// The place of a note among those.
    pub fn place(&self, note: usize) -> usize {
        self.places.get(note).copied().unwrap_or(usize::MAX)
    }

    /// The number that readers see.
    pub fn number(&self, note: usize) -> Option<u32> {
        self.numbers.get(note).copied().filter(|number| *number > 0)
    }

    /// Whether readers do not see a note: nothing cites it, or its label is another's.
    pub fn is_hidden(&self, note: usize) -> bool {
        self.hidden.get(note).copied().unwrap_or(true)
    }

    /// What is read right before a note.
    pub fn before(&self, note: usize) -> Before {
        self.before.get(note).copied().unwrap_or(Before::Nothing)
    }

    /// The note that is read right before another one and numbered in the same way.
    fn read_before(&self, note: usize) -> Option<usize> {
        if let Some(before) = self.printed_before.get(&note) {
            return Some(*before);
        }
        let place = self.place(note).checked_sub(1)?;
        let before = *self.notes.get(place)?;
        let like = self.anew.get(before) == self.anew.get(note);
        like.then_some(before)
    }

    /// The notes that a number written in `note` may mean, the likeliest first: one of the same run, one with
    /// the label before one that readers see under that number, the nearest.
    pub fn numbered(&self, number: u32, note: usize) -> Vec<usize> {
        let all = self
            .by_number
            .get(&number)
            .map_or(&[][..], SmallVec::as_slice);
        let here = all.partition_point(|other| *other < note);
        let near = here.saturating_sub(MOST)..all.len().min(here + MOST);
        let mut notes = all.get(near).unwrap_or_default().to_vec();
        let run = |index: usize| self.runs.get(index).map(|run| run.0);
        notes.sort_by_key(|index| {
            let other_kind = self.anew.get(*index) != self.anew.get(note);
            let other_run = run(*index) != run(note);
            let other_label = self.labels.get(*index) != Some(&number);
            (other_kind, other_run, other_label, index.abs_diff(note))
        });
        notes
    }

    /// Adds to `notes` the likeliest for each number of `range` written in `note`; the number of its ends that none has.
    pub fn named(&self, range: &NoteNumbers, note: usize, notes: &mut Vec<usize>) -> Option<u32> {
        let named = |number| self.numbered(number, note).first().copied();
        let last = (range.last != range.first).then_some(range.last);
        let inner = range.first.saturating_add(1)..range.last;
        notes.extend(named(range.first));
        notes.extend(inner.take(LONGEST).filter_map(named));
        notes.extend(last.and_then(named));
        let mut ends = [range.first, range.last].into_iter();
        ends.find(|end| named(*end).is_none())
    }

    /// Whether the notes around `note` begin above `number`: it is of another part of what they are cut from.
    pub fn begins_above(&self, number: u32, note: usize) -> bool {
        self.runs
            .get(note)
            .is_some_and(|(_, lowest)| number < *lowest)
    }
}

/// Of so many notes within a range it is asked which they are.
const LONGEST: usize = 64;

/// So many notes of one number are asked on each side of where it is written.
const MOST: usize = 8;
