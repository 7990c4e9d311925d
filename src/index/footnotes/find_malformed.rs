//! Finds what an author meant for a marker or a note and no reader takes for one.

use rustc_hash::FxHashMap;

use crate::syntax::Malformation;

use super::candidates::Candidates;
use super::dialect::Dialect;
use super::item_id::ItemId;
use super::malformed_references::MalformedReferences;
use super::table::Footnotes;

/// What was meant for a footnote among `candidates`, by the pairs in `table`.
pub(super) fn find_malformed(
    candidates: &Candidates<'_>,
    table: &Footnotes,
) -> MalformedReferences {
    let mut malformed_references = MalformedReferences::default();
    malformed_references
        .suppressed
        .extend(table.run_together().iter().flat_map(|(_, notes)| *notes));
    if candidates.has_malformed_references() {
        let labels = Labels::of(candidates, table);
        malformed_references.resolve_malformed(candidates, table, &labels);
        malformed_references.resolve_uncited(candidates, table, &labels);
    }
    malformed_references
}

impl MalformedReferences {
    fn resolve_malformed(
        &mut self,
        candidates: &Candidates<'_>,
        table: &Footnotes,
        labels: &Labels<'_>,
    ) {
        let has_inline = table.dialect == Dialect::Pandoc && !candidates.inline.is_empty();
        for (id, label, what) in &candidates.malformed {
            let note = labels.notes.get(label);
            let meant = match what {
                Malformation::UnclosedInline | Malformation::NestedInline => has_inline,
                Malformation::OpenerApart => labels.undefined.contains_key(label) && note.is_none(),
                Malformation::OpenerBare => labels
                    .undefined
                    .get(label)
                    .is_some_and(|markers| markers.len() > 1),
                _ if label.bytes().all(|byte| byte.is_ascii_digit()) => !labels.notes.is_empty(),
                _ => note.is_some(),
            };
            if !meant {
                continue;
            }
            self.malformed.push(*id);
            self.suppressed
                .extend(note.filter(|note| table.citing(**note).is_empty()));
            if matches!(what, Malformation::OpenerApart | Malformation::OpenerBare) {
                self.suppressed
                    .extend(labels.undefined.get(label).into_iter().flatten());
            }
        }
    }

    /// Finds what stands for the marker of a note that has none.
    fn resolve_uncited(
        &mut self,
        candidates: &Candidates<'_>,
        table: &Footnotes,
        labels: &Labels<'_>,
    ) {
        let uncited = |note: &&ItemId| table.citing(**note).is_empty();
        for (id, label) in &candidates.unread {
            if let Some(note) = labels.notes.get(label).filter(uncited) {
                self.unread.push((*id, *note));
                self.suppressed.insert(*note);
            }
        }
        for (id, number) in &candidates.flattened {
            if let Some(note) = labels.numbers.get(number).filter(uncited)
                && self.suppressed.insert(*note)
            {
                self.flattened.push((*id, *note));
            }
        }
    }
}

/// The notes of a document by what they are called, and the markers without a note.
struct Labels<'a> {
    /// Markdown notes by label.
    notes: FxHashMap<&'a str, ItemId>,
    /// Notes of every form by number.
    numbers: FxHashMap<u32, ItemId>,
    /// Markdown markers without a note, by label.
    undefined: FxHashMap<&'a str, Vec<ItemId>>,
}

impl<'a> Labels<'a> {
    fn of(candidates: &Candidates<'a>, table: &Footnotes) -> Labels<'a> {
        let mut notes = FxHashMap::default();
        let mut numbers = FxHashMap::default();
        for note in &candidates.markdown.notes {
            if table.note(note.id).is_some() {
                notes.entry(note.label.name()).or_insert(note.id);
                numbers.extend(note.label.number().map(|number| (number, note.id)));
            }
        }
        for id in table.notes() {
            let number = table.note(*id).and_then(|note| note.number);
            numbers.extend(number.map(|number| (number, *id)));
        }
        let mut undefined: FxHashMap<_, Vec<ItemId>> = FxHashMap::default();
        for marker in &candidates.markdown.markers {
            if table.cited_by(marker.id) == Some(None) {
                undefined
                    .entry(marker.label.name())
                    .or_default()
                    .push(marker.id);
            }
        }
        Labels {
            notes,
            numbers,
            undefined,
        }
    }
}
