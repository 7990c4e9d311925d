use crate::index::Document;
use crate::text::{Edits, Span};

use super::draft::Draft;
use super::layout::{Destination, arrange, is_fixed};
use super::note_lines::{NoteLines, groups};
use super::reading::Reading;
use super::{Refactoring, Refusal};

/// Joins a paragraph that notes cut in two.
pub const JOIN: Refactoring = Refactoring {
    kind: "refactor.rewrite.join",
    title: "Join the paragraph that notes cut in two",
    whole: None,
    applies: |document, at| split_at(document, at).is_some(),
    edits: join,
};

/// Moves the notes that cut the paragraph at `at` after it, all those of a paragraph cut several times.
fn join(document: &Document, at: Span) -> Result<Edits, Refusal> {
    let Some(split) = split_at(document, at) else {
        return Err(Refusal::new("No notes cut the paragraph here in two."));
    };
    let within = |group: &Vec<NoteLines>| {
        group.first().is_some_and(|first| split.covers(first.span)) && !is_fixed(group)
    };
    let groups: Vec<_> = groups(document).into_iter().filter(within).collect();
    let notes = groups.iter().flatten().map(|lines| lines.note.id).collect();
    let destination = Destination {
        end: split.end,
        notes,
        heading: None,
    };
    let mut draft = Draft::new(document);
    arrange(document, &groups, &[destination], &mut draft);
    draft.finish(&Reading::of(document))
}

/// The paragraph cut in two that `at` touches.
fn split_at(document: &Document, at: Span) -> Option<Span> {
    let touches = |whole: &Span| whole.start <= at.end && at.start < whole.end;
    splits(document).into_iter().find(touches)
}

/// The paragraphs that notes cut in two, each from its first half to the blank lines after its last.
pub(super) fn splits(document: &Document) -> Vec<Span> {
    let mut splits: Vec<Span> = Vec::new();
    let resumptions = document.footnotes().resumptions().iter();
    for (second, _) in resumptions.filter_map(|(id, _)| document.mark(*id)) {
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
