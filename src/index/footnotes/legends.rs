//! Legends: notes right below a table that explain the numbers in its cells. Each table counts anew.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::config::Form;
use crate::syntax::{Blocks, ItemKind, Previous};

use super::candidate::FamilyCandidates;
use super::item_id::ItemId;
use super::numbered::{NumberedNote, Numbers};

/// The run of the first legend; no other numbers begin again so often.
const FIRST_RUN: u32 = 100_000;

/// A table and the notes below it.
#[derive(Debug)]
pub(in crate::index) struct Legend {
    /// The first item of the table, and the first after it.
    table: (ItemId, ItemId),
    notes: Vec<NumberedNote>,
}

/// The pairs of the legends whose numbers other notes have too, so that they are no notes of the text.
pub(super) fn resolve(legends: &[Legend], raised: &FamilyCandidates<'_>) -> Numbers {
    let mut resolved = Numbers::default();
    if legends.is_empty() {
        return resolved;
    }
    let mut uses: FxHashMap<u32, usize> = FxHashMap::default();
    for number in raised.notes.iter().filter_map(|note| note.label.number()) {
        *uses.entry(number).or_default() += 1;
    }
    for (run, legend) in (FIRST_RUN..).zip(legends) {
        let notes: FxHashMap<u32, ItemId> = legend
            .notes
            .iter()
            .map(|note| (note.number, note.id))
            .collect();
        let markers = &raised.markers;
        let start = markers.partition_point(|marker| marker.id < legend.table.0);
        let in_table = markers[start..]
            .iter()
            .take_while(|marker| marker.id < legend.table.1);
        let pairs =
            in_table.filter_map(|marker| Some((marker.id, *notes.get(&marker.label.number()?)?)));
        let pairs: Vec<(ItemId, ItemId)> = pairs.collect();
        let cited: FxHashSet<ItemId> = pairs.iter().map(|(_, note)| *note).collect();
        let is_whole = cited.len() == legend.notes.len();
        let repeats = legend
            .notes
            .iter()
            .any(|note| uses.get(&note.number) > Some(&1));
        if is_whole && repeats {
            resolved.notes.extend(
                legend
                    .notes
                    .iter()
                    .map(|note| NumberedNote { run, ..*note }),
            );
            resolved
                .markers
                .extend(pairs.into_iter().map(|(marker, note)| (marker, Some(note))));
        }
    }
    resolved
}

/// The legends of `blocks`.
pub(super) fn of(blocks: &Blocks) -> Vec<Legend> {
    let mut legends: Vec<Legend> = Vec::new();
    let mut table = None;
    let mut goes_on = false;
    for at in blocks.iter() {
        let opener = at.block.opener().and_then(|item| match &item.kind {
            ItemKind::Note {
                form: form @ (Form::Superscript | Form::Html),
                label,
                follows,
                ..
            } => Some((*form, label.number()?, *follows)),
            _ => None,
        });
        let note = opener.map(|(form, number, follows)| {
            let note = NumberedNote {
                id: ItemId::new(at.items),
                form,
                number,
                run: 0,
                first: None,
            };
            (note, follows)
        });
        goes_on = match (note, table) {
            (Some((note, Previous::Table)), Some(table)) => {
                legends.push(Legend {
                    table,
                    notes: vec![note],
                });
                true
            }
            (Some((note, Previous::Note)), _) if goes_on => {
                let last = legends.last_mut();
                last.into_iter().for_each(|legend| legend.notes.push(note));
                true
            }
            _ => false,
        };
        table = Some((
            ItemId::new(at.items),
            ItemId::new(at.items + at.block.items.len()),
        ));
    }
    legends
}
