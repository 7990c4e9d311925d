use crate::index::Document;
use crate::text::{Edits, Span};

use crate::refactor::engine::edit_builder::EditBuilder;
use crate::refactor::engine::layout::{NoteDestination, arrange, is_fixed};
use crate::refactor::engine::note_lines::groups;
use crate::refactor::engine::rendered::RenderedBrief;
use crate::refactor::{Refactoring, Refusal};

/// Joins a paragraph that notes cut in two.
pub const JOIN: Refactoring = Refactoring {
    kind: "refactor.rewrite.join",
    title: "Join paragraph split by footnotes",
    whole: None,
    applies: |document, at| split_at(document, at).is_some(),
    edits: |document, at| join(document, &[at]),
    together: Some(join),
};

/// Moves the notes that cut the paragraphs at `places` after them, all those of a paragraph cut several times.
fn join(document: &Document, places: &[Span]) -> Result<Edits, Refusal> {
    let all = splits(document);
    let mut splits: Vec<Span> = places.iter().filter_map(|at| touched(&all, *at)).collect();
    if splits.is_empty() {
        return Err(Refusal::new("No paragraph split by footnotes here."));
    }
    splits.sort_unstable();
    splits.dedup();
    let mut destinations: Vec<NoteDestination> = splits.iter().map(after).collect();
    let mut moved = Vec::new();
    for group in groups(document) {
        let Some(first) = group.first().filter(|_| !is_fixed(&group)) else {
            continue;
        };
        let split = splits.partition_point(|split| split.end < first.span.end);
        if splits.get(split).is_some_and(|it| it.covers(first.span)) {
            let notes = group.iter().map(|lines| lines.note.id);
            destinations[split].notes.extend(notes);
            moved.push(group);
        }
    }
    let mut builder = EditBuilder::new(document);
    arrange(document, &moved, &destinations, &mut builder);
    builder.finish(&RenderedBrief::of(document))
}

/// After a paragraph.
fn after(paragraph: &Span) -> NoteDestination {
    NoteDestination {
        end: paragraph.end,
        notes: Vec::new(),
        heading: None,
    }
}

/// The paragraph cut in two that `at` touches.
fn split_at(document: &Document, at: Span) -> Option<Span> {
    touched(&splits(document), at)
}

/// The first of `splits`, by place, that `at` touches.
fn touched(splits: &[Span], at: Span) -> Option<Span> {
    let split = splits.get(splits.partition_point(|split| split.end <= at.start))?;
    (split.start <= at.end).then_some(*split)
}

/// The paragraphs that notes cut in two, each from its first half to the blank lines after its last.
pub(in crate::refactor) fn splits(document: &Document) -> Vec<Span> {
    let mut splits: Vec<Span> = Vec::new();
    let continuations = document.footnotes().continuations().iter();
    for (second, _) in continuations.filter_map(|(id, _)| document.item(*id)) {
        let Some(first) = document.first_half(second) else {
            continue;
        };
        match splits.last_mut() {
            Some(whole) if whole.end == first.span().end => *whole = whole.join(second.span()),
            _ => splits.push(first.span().join(second.span())),
        }
    }
    splits
}
