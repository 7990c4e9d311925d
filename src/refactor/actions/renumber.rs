use crate::config::Form;
use crate::index::{Document, Note};
use crate::text::{Edits, Span};

use crate::refactor::engine::duplicates::Duplicates;
use crate::refactor::engine::edit_builder::EditBuilder;
use crate::refactor::engine::expand::expanding;
use crate::refactor::engine::layout::sort_by_key;
use crate::refactor::engine::note_lines::{NoteLines, groups};
use crate::refactor::engine::numbering::Numbering;
use crate::refactor::engine::rendered::RenderedBrief;
use crate::refactor::engine::sequence::{NumberedTogether, sequences};
use crate::refactor::{Refactoring, Refusal, Whole};

/// Numbers all notes anew by first use.
pub const RENUMBER: Refactoring = Refactoring {
    kind: "refactor.rewrite.renumber",
    title: "Renumber footnotes in order of first citation",
    whole: Some(Whole {
        has_work: renumbers,
        done: "The footnotes are already numbered in order of first citation.",
        unasked: |_, _| true,
    }),
    applies: |document, _| !document.footnotes().notes().is_empty(),
    edits: |document, at| expanding(document, at, renumber),
    together: None,
};

/// Numbers the notes of each run from 1 in the order in which they are first cited, and sorts those that stand
/// together. Named labels stay; notes that no marker cites come last.
fn renumber(document: &Document, _: Span) -> Result<Edits, Refusal> {
    let mut builder = EditBuilder::new(document);
    let numbering = Numbering::by_first_use(&sequences(document, NumberedTogether::Nothing));
    numbering.write(document, &mut builder)?;
    let duplicates = Duplicates::of(document);
    let key = |lines: &NoteLines| numbering.of(duplicates.read_by_name(document, lines.note.id));
    for group in groups(document) {
        sort(document, &group, key, &mut builder);
    }
    builder.finish(&RenderedBrief::of(document))
}

/// Whether notes have other numbers than those by first use, or stand in another order and can be sorted.
fn renumbers(document: &Document) -> bool {
    let sequences = sequences(document, NumberedTogether::Nothing);
    let numbering = Numbering::by_first_use(&sequences);
    let is_other = |note: Note| {
        let old = note.number.or(note.label.number());
        old.is_some_and(|old| numbering.of(note.id).is_some_and(|new| new != old))
    };
    let mut below = document.notes().filter(|note| note.form != Form::Inline);
    if below.any(is_other) {
        return true;
    }
    let duplicates = Duplicates::of(document);
    let key = |lines: &NoteLines| numbering.of(duplicates.read_by_name(document, lines.note.id));
    groups(document)
        .iter()
        .flat_map(|group| sortable(document, group))
        .any(|part| !part.is_sorted_by_key(key))
}

/// Sorts notes that stand together, as far as they can be.
pub(in crate::refactor) fn sort<Key: Ord>(
    document: &Document,
    group: &[NoteLines],
    key: impl Fn(&NoteLines) -> Key,
    builder: &mut EditBuilder<'_>,
) {
    for part in sortable(document, group) {
        sort_by_key(part, &key, builder);
    }
}

/// The parts of a group that can be sorted, each of one form and run. Notes that cite others keep their place: it says
/// which of the others is first cited.
fn sortable<'g>(
    document: &'g Document,
    group: &'g [NoteLines],
) -> impl Iterator<Item = &'g [NoteLines]> {
    let table = document.footnotes();
    let cites = move |lines: &NoteLines| {
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
    let parts = group.chunk_by(same);
    parts.filter(move |part| !part.iter().any(cites))
}
