//! Numbering that restarts: by page, section or chapter. A run is a stretch of notes numbered from 1.

use super::item_id::ItemId;
use super::numbered::NumberedNote;

/// The run of every note and of every marker.
#[derive(Debug)]
pub(in crate::index) struct Runs {
    notes: Vec<u32>,
    markers: Vec<u32>,
}

impl Runs {
    /// The runs of `notes` and of `markers`, each given with its number; `headings` part chapters.
    pub fn of(notes: &[NumberedNote], markers: &[(ItemId, u32)], headings: &[ItemId]) -> Runs {
        let single = Runs {
            notes: vec![0; notes.len()],
            markers: vec![0; markers.len()],
        };
        let restarts: Vec<usize> = (1..notes.len())
            .filter(|&index| notes[index].number == 1)
            .collect();
        if restarts.is_empty() {
            return single;
        }
        if restarts
            .iter()
            .all(|&restart| is_cited_between(notes, markers, restart))
        {
            return laid_out(notes, markers, &restarts);
        }
        let of_markers = restarting(markers, headings);
        if of_markers.last() == Some(&(restarts.len() as u32)) {
            return Runs {
                notes: numbered_by(notes.len(), &restarts),
                markers: of_markers,
            };
        }
        single
    }

    pub fn of_notes(&self) -> &[u32] {
        &self.notes
    }

    pub fn of_marker(&self, index: usize) -> u32 {
        self.markers.get(index).copied().unwrap_or(0)
    }
}

/// Whether a marker 1 stands between the note 1 at `restart` and the note 1 before it: without one, the
/// second note 1 is a duplicate.
fn is_cited_between(notes: &[NumberedNote], markers: &[(ItemId, u32)], restart: usize) -> bool {
    let before = notes[..restart].iter().rev().find(|note| note.number == 1);
    let from = before.unwrap_or(&notes[0]).id;
    let first = markers.partition_point(|(id, _)| *id < from);
    markers[first..]
        .iter()
        .take_while(|(id, _)| *id < notes[restart].id)
        .any(|(_, number)| *number == 1)
}

/// Notes at the foot of their page or the end of their section: a marker belongs to the first run that
/// does not end before it.
fn laid_out(notes: &[NumberedNote], markers: &[(ItemId, u32)], restarts: &[usize]) -> Runs {
    let last_of = |run: usize| restarts.get(run).copied().unwrap_or(notes.len()) - 1;
    let mut run = 0;
    let of_marker = |(id, _): &(ItemId, u32)| {
        while run < restarts.len() && notes[last_of(run)].id < *id {
            run += 1;
        }
        run as u32
    };
    let markers = markers.iter().map(of_marker).collect();
    Runs {
        notes: numbered_by(notes.len(), restarts),
        markers,
    }
}

/// The run of every marker where all notes are collected at the end. A new run begins with a marker 1 that
/// a 2 follows; where several stand before the 2, with the first one below a heading of its own, or else
/// with the last: the ones before cite the first note of the old run again.
fn restarting(markers: &[(ItemId, u32)], headings: &[ItemId]) -> Vec<u32> {
    let below_heading = |index: usize| {
        let heading = headings.partition_point(|heading| *heading < markers[index - 1].0);
        headings
            .get(heading)
            .is_some_and(|heading| *heading < markers[index].0)
    };
    let mut run = 0;
    let mut highest = 0;
    let mut runs = Vec::with_capacity(markers.len());
    for group in markers.chunk_by(|(_, a), (_, b)| *a == 1 && *b == 1) {
        let start = runs.len();
        let next = markers.get(start + group.len()).map(|(_, number)| *number);
        let restarts = group[0].1 == 1 && highest > 1 && next.is_none_or(|number| number == 2);
        let first = (start..start + group.len()).find(|index| *index > 0 && below_heading(*index));
        let first = first.unwrap_or(start + group.len() - 1);
        for index in start..start + group.len() {
            if restarts && index == first {
                run += 1;
                highest = 0;
            }
            highest = highest.max(group[index - start].1);
            runs.push(run);
        }
    }
    runs
}

fn numbered_by(count: usize, restarts: &[usize]) -> Vec<u32> {
    (0..count)
        .map(|index| restarts.partition_point(|restart| *restart <= index) as u32)
        .collect()
}
