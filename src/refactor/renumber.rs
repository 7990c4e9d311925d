use crate::config::Form;
use crate::index::{Document, MarkId, Note};
use crate::text::{Edits, Span};

use super::draft::Draft;
use super::expand::expanding;
use super::layout::sort_by_key;
use super::note_lines::{NoteLines, groups};
use super::numbering::Numbering;
use super::reading::Reading;
use super::sequence::{Joined, Sequence, sequences};
use super::twins::Twins;
use super::{Refactoring, Refusal};

/// Numbers all notes anew by first use.
pub const RENUMBER: Refactoring = Refactoring {
    kind: "refactor.rewrite.renumber",
    title: "Renumber all notes by first use",
    whole: Some(|document, _| renumbers(document)),
    applies: |document, _| !document.footnotes().notes().is_empty(),
    edits: |document, at| expanding(document, at, renumber),
};

/// Numbers the notes of each run from 1 in the order in which they are first cited, and sorts those that stand
/// together. Named labels stay; notes that no marker cites come last.
fn renumber(document: &Document, _: Span) -> Result<Edits, Refusal> {
    let mut draft = Draft::new(document);
    let numbering = Numbering::by_first_use(&sequences(document, Joined::Nothing));
    numbering.write(document, &mut draft)?;
    let twins = Twins::of(document);
    for group in groups(document) {
        let key = |lines: &NoteLines| numbering.of(twins.read_by_name(document, lines.note.id));
        sort(document, &group, key, &mut draft);
    }
    draft.finish(&Reading::of(document))
}

/// Whether notes have other numbers than those by first use, or stand in another order.
fn renumbers(document: &Document) -> bool {
    let sequences = sequences(document, Joined::Nothing);
    let numbering = Numbering::by_first_use(&sequences);
    let is_below = |note: &Note| note.form != Form::Inline;
    let is_other = |note: Note| {
        let old = note.number.or(note.label.number());
        old.is_some_and(|old| numbering.of(note.id).is_some_and(|new| new != old))
    };
    let below = |id: &MarkId| document.note(*id).is_some_and(|note| is_below(&note));
    let is_sorted = |sequence: &Sequence| sequence.notes().filter(below).is_sorted();
    document.notes().filter(is_below).any(is_other) || !sequences.iter().all(is_sorted)
}

/// Sorts notes that stand together. Those that cite others keep their place: it says which of the others is
/// first cited.
pub(super) fn sort<Key: Ord>(
    document: &Document,
    group: &[NoteLines],
    key: impl Fn(&NoteLines) -> Key,
    draft: &mut Draft<'_>,
) {
    let table = document.footnotes();
    let cites = |lines: &NoteLines| {
        let after = table
            .markers()
            .partition_point(|marker| *marker <= lines.note.id);
        let next = table
            .markers()
            .get(after)
            .and_then(|id| document.marker(*id));
        next.is_some_and(|marker| lines.note.span.covers(marker.span))
    };
    let same =
        |a: &NoteLines, b: &NoteLines| (a.note.form, a.note.run) == (b.note.form, b.note.run);
    for part in group.chunk_by(same) {
        if !part.iter().any(cites) {
            sort_by_key(part, &key, draft);
        }
    }
}
