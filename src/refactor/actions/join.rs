use crate::index::Document;
use crate::text::{Edits, Span};

use crate::refactor::engine::edit_builder::EditBuilder;
use crate::refactor::engine::layout::{NoteDestination, arrange, is_fixed};
use crate::refactor::engine::note_lines::{NoteLines, groups};
use crate::refactor::engine::rendered::RenderedBrief;
use crate::refactor::{Refactoring, Refusal};

/// Joins a paragraph that notes cut in two.
pub const JOIN: Refactoring = Refactoring {
    kind: "refactor.rewrite.join",
    title: "Join the paragraph split by footnotes",
    whole: None,
    applies: |document, at| split_at(document, at).is_some(),
    edits: join,
};

/// Moves the notes that cut the paragraph at `at` after it, all those of a paragraph cut several times.
fn join(document: &Document, at: Span) -> Result<Edits, Refusal> {
    let Some(split) = split_at(document, at) else {
        return Err(Refusal::new("No paragraph split by footnotes here."));
    };
    let within = |group: &Vec<NoteLines>| {
        group.first().is_some_and(|first| split.covers(first.span)) && !is_fixed(group)
    };
    let groups: Vec<_> = groups(document).into_iter().filter(within).collect();
    let notes = groups.iter().flatten().map(|lines| lines.note.id).collect();
    let destination = NoteDestination {
        end: split.end,
        notes,
        heading: None,
    };
    let mut builder = EditBuilder::new(document);
    arrange(document, &groups, &[destination], &mut builder);
    builder.finish(&RenderedBrief::of(document))
}

/// The paragraph cut in two that `at` touches.
fn split_at(document: &Document, at: Span) -> Option<Span> {
    let touches = |whole: &Span| whole.start <= at.end && at.start < whole.end;
    splits(document).into_iter().find(touches)
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
