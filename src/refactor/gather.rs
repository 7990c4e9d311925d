use crate::config::Form;
use crate::index::{Document, MarkId};
use crate::syntax::Kind;
use crate::text::{Edits, Span};

use super::draft::Draft;
use super::expand::expanding;
use super::layout::{Destination, arrange, in_printed_order, is_fixed};
use super::note_lines::{NoteLines, groups};
use super::numbering::Numbering;
use super::reading::{Reading, is_over_notes};
use super::{Refactoring, Refusal, section};

/// Moves all notes to the end.
pub const GATHER: Refactoring = Refactoring {
    kind: "refactor.rewrite.gather",
    title: "Gather all notes at the end",
    applies: |document, _| document.notes().any(|note| note.form != Form::Inline),
    edits: |document, at| expanding(document, at, gather),
};

/// Moves all notes to the end; those with printed numbers come under a heading, and numbers that begin again
/// within the brief count on. Notes in quotes, lists and elements of HTML stay.
fn gather(document: &Document, _: Span) -> Result<Edits, Refusal> {
    let groups: Vec<_> = groups(document)
        .into_iter()
        .filter(|group| !is_fixed(group))
        .collect();
    let end = document.text().len();
    let at_end = |group: &Vec<NoteLines>| group.last().is_some_and(|last| last.all.end == end);
    let tail = groups.last().filter(|group| at_end(group));
    let mut draft = Draft::new(document);
    if groups.len() == usize::from(tail.is_some()) {
        return draft.finish(&Reading::of(document));
    }
    let begins_again = groups.iter().flatten().any(|lines| lines.note.run > 0);
    let numbering = begins_again.then(|| Numbering::joined(document));
    if let Some(numbering) = &numbering {
        numbering.write(document, &mut draft)?;
    }
    let mut notes: Vec<MarkId> = groups.iter().flatten().map(|lines| lines.note.id).collect();
    in_printed_order(document, &mut notes, numbering.as_ref());
    let heading = heading(document, &groups, tail.and_then(|tail| tail.first()));
    let destination = Destination {
        end,
        notes,
        heading,
    };
    arrange(document, &groups, &[destination], &mut draft);
    draft.finish(&Reading::of(document).in_one_run())
}

/// The heading that notes with printed numbers need at the end, where the first of those that are there has
/// none.
fn heading(
    document: &Document,
    groups: &[Vec<NoteLines>],
    first: Option<&NoteLines>,
) -> Option<String> {
    let printed = |lines: &NoteLines| lines.note.form != Form::Markdown;
    let before = match first {
        Some(first) => document.blocks().at_offset(first.all.start.checked_sub(1)?),
        None => document.blocks().at_offset(document.text().len()),
    };
    let stands = |at| {
        document
            .marks_in(at)
            .any(|(id, _)| is_over_notes(document, id))
    };
    if before.is_some_and(stands) || !groups.iter().flatten().any(printed) {
        return None;
    }
    let laid_out = document.kind() == Kind::Plain || document.footnotes().laid_out;
    let level = section::level(document).filter(|_| !laid_out);
    let sign = level.map(|level| "#".repeat(usize::from(level)) + " ");
    Some(sign.unwrap_or_default() + "Notes")
}
