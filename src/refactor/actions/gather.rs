use crate::config::Form;
use crate::index::{Document, ItemId};
use crate::text::{Edits, Span};

use super::delete_note::note_at;
use crate::refactor::engine::edit_builder::EditBuilder;
use crate::refactor::engine::expand::expanding;
use crate::refactor::engine::layout::{
    NoteDestination, PrintedOrder, arrange, check_movable, is_fixed, stands_under_heading,
};
use crate::refactor::engine::note_lines::{NoteLines, groups};
use crate::refactor::engine::numbering::Numbering;
use crate::refactor::engine::rendered::RenderedBrief;
use crate::refactor::engine::section;
use crate::refactor::{Refactoring, Refusal, Whole};

/// Moves all notes to the end.
pub const GATHER: Refactoring = Refactoring {
    kind: "refactor.rewrite.gather",
    title: "Move all footnotes to the end",
    whole: Some(Whole {
        has_work: are_scattered,
        done: "All footnotes that can be moved are already at the end.",
        unasked: |document, at| note_at(document, at).is_some(),
    }),
    applies: |document, _| document.notes().any(|note| note.form != Form::Inline),
    edits: |document, at| expanding(document, at, gather),
    together: None,
};

/// Moves all notes to the end; those with printed numbers come under a heading, and numbers that begin again
/// within the brief count on. Notes in quotes, lists and elements of HTML stay.
fn gather(document: &Document, _: Span) -> Result<Edits, Refusal> {
    let groups = movable(document);
    let end = document.text().len();
    let tail = tail(document, &groups);
    let mut builder = EditBuilder::new(document);
    if groups.len() == usize::from(tail.is_some()) {
        return builder.finish(&RenderedBrief::of(document));
    }
    check_movable(document, &groups)?;
    let begins_again = groups.iter().flatten().any(|lines| lines.note.run > 0);
    let numbering = begins_again.then(|| Numbering::run_together(document));
    if let Some(numbering) = &numbering {
        numbering.write(document, &mut builder)?;
    }
    let mut notes: Vec<ItemId> = groups.iter().flatten().map(|lines| lines.note.id).collect();
    PrintedOrder::of(document, numbering.as_ref()).sort(&mut notes);
    let heading = heading(document, &groups, tail.and_then(|tail| tail.first()));
    let destination = NoteDestination {
        end,
        notes,
        heading,
    };
    arrange(document, &groups, &[destination], &mut builder);
    builder.finish(&RenderedBrief::of(document).in_one_run())
}

/// Whether notes stand elsewhere than at the end.
fn are_scattered(document: &Document) -> bool {
    let groups = movable(document);
    groups.len() != usize::from(tail(document, &groups).is_some())
}

/// The notes that stand together, but those that are items of a list.
fn movable(document: &Document) -> Vec<Vec<NoteLines>> {
    let groups = groups(document).into_iter();
    groups.filter(|group| !is_fixed(group)).collect()
}

/// Those of `groups` that end the document.
fn tail<'g>(document: &Document, groups: &'g [Vec<NoteLines>]) -> Option<&'g Vec<NoteLines>> {
    let end = document.text().len();
    let at_end = |group: &&Vec<NoteLines>| group.last().is_some_and(|last| last.all.end == end);
    groups.last().filter(at_end)
}

/// The heading that notes with printed numbers need at the end, where the first of those that are there has
/// none.
fn heading(
    document: &Document,
    groups: &[Vec<NoteLines>],
    first: Option<&NoteLines>,
) -> Option<String> {
    let printed = |lines: &NoteLines| lines.note.form != Form::Markdown;
    let at = first.map_or(document.text().len(), |first| first.all.start);
    let needed = groups.iter().flatten().any(printed) && !stands_under_heading(document, at);
    needed.then(|| section::notes_heading(document))
}
