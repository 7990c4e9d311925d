//! Takes notes from where they stand and lays them elsewhere.

use rustc_hash::FxHashMap;

use crate::config::Form;
use crate::index::{Document, MarkId};
use crate::syntax::BlockAt;
use crate::text::Span;

use super::draft::Draft;
use super::note_lines::NoteLines;
use super::numbering::Numbering;
use super::sequence::sequences;
use super::twins::Twins;

/// Where notes are to stand.
pub(super) struct Destination {
    /// They come after what stands before this place, in bytes of the document.
    pub end: usize,
    /// The notes, in order.
    pub notes: Vec<MarkId>,
    /// A heading to set over them.
    pub heading: Option<String>,
}

/// Moves the notes of `groups` to `destinations`, with the edits in them. Those that stand there already
/// stay as they are.
pub(super) fn arrange(
    document: &Document,
    groups: &[Vec<NoteLines>],
    destinations: &[Destination],
    draft: &mut Draft<'_>,
) {
    let ends_at =
        |group: &[NoteLines], end: usize| group.last().is_some_and(|last| last.all.end == end);
    let stands = |group: &[NoteLines], destination: &Destination| {
        let ids = group.iter().map(|lines| lines.note.id);
        ends_at(group, destination.end) && ids.eq(destination.notes.iter().copied())
    };
    let by_end: FxHashMap<usize, &Destination> = destinations
        .iter()
        .map(|destination| (destination.end, destination))
        .collect();
    let mut texts: FxHashMap<MarkId, String> = FxHashMap::default();
    let mut gaps: FxHashMap<usize, Option<usize>> = FxHashMap::default();
    let mut moved: Vec<&[NoteLines]> = Vec::new();
    for group in groups {
        let end = group.last().map_or(0, |last| last.all.end);
        if by_end
            .get(&end)
            .is_some_and(|destination| stands(group, destination))
        {
            gaps.insert(end, None);
        } else {
            moved.push(group);
        }
    }
    let adjoin = |a: &&[NoteLines], b: &&[NoteLines]| {
        b.first().is_some_and(|first| ends_at(a, first.all.start))
    };
    for run in moved.chunk_by(adjoin) {
        let gap = cut(document, run, &mut texts, draft);
        gaps.extend(
            run.iter()
                .filter_map(|group| Some((group.last()?.all.end, gap))),
        );
    }
    for destination in destinations
        .iter()
        .filter(|destination| !destination.notes.is_empty())
    {
        let at = match gaps.get(&destination.end) {
            Some(Some(gap)) => *gap,
            Some(None) => continue,
            None => content_end(document, destination.end),
        };
        let notes = destination.notes.iter().filter_map(|id| texts.get(id));
        lay(document, at, destination.heading.iter().chain(notes), draft);
    }
}

/// Takes groups of notes that adjoin one another out of the text, with the edits in them, and closes the gap, whose start
/// it returns. The halves of a paragraph that only they part are joined.
fn cut(
    document: &Document,
    run: &[&[NoteLines]],
    texts: &mut FxHashMap<MarkId, String>,
    draft: &mut Draft<'_>,
) -> Option<usize> {
    let (first, last) = (run.first()?.first()?, run.last()?.last()?);
    for lines in run.iter().copied().flatten() {
        texts.insert(lines.note.id, draft.take(lines.span));
    }
    let gap = Span::new(content_end(document, first.all.start), last.all.end);
    let next = document
        .blocks()
        .at_offset(gap.end)
        .filter(|_| gap.end < document.text().len());
    let in_list = next.is_some_and(|next| begins_note(document, next))
        && is_tight(document, gap.start, first);
    let first_half = next.and_then(|next| document.first_half(next));
    let newline = document.text().line_break();
    draft.replace(
        gap,
        match next {
            Some(_) if gap.start == 0 => String::new(),
            Some(_) if in_list => newline.to_owned(),
            Some(_) if first_half.is_some_and(|half| half.body().end == gap.start) => {
                newline.to_owned()
            }
            Some(_) => newline.repeat(2),
            None => newline.to_owned(),
        },
    );
    Some(gap.start)
}

/// Whether no blank line stands between what ends at `end` and a note.
pub(super) fn is_tight(document: &Document, end: usize, note: &NoteLines) -> bool {
    let line = |offset| document.text().line_of(offset);
    line(note.span.start) <= line(end) + 1
}

/// Whether a block begins a note.
pub(super) fn begins_note(document: &Document, block: BlockAt<'_>) -> bool {
    let mut marks = document.marks_in(block);
    marks
        .next()
        .is_some_and(|(id, _)| document.footnotes().note(id).is_some())
}

/// Lays paragraphs at `offset`, where a text ends, each with a blank line before it.
fn lay<'a>(
    document: &Document,
    offset: usize,
    paragraphs: impl Iterator<Item = &'a String>,
    draft: &mut Draft<'_>,
) {
    let blank = document.text().line_break().repeat(2);
    draft.insert(
        offset,
        paragraphs
            .flat_map(|text| [&blank, text.as_str()])
            .collect::<String>(),
    );
}

/// Where the text before `offset` ends, without the blank lines there.
pub(super) fn content_end(document: &Document, offset: usize) -> usize {
    let block = document.blocks().at_offset(offset.saturating_sub(1));
    let start = block.map_or(0, |block| block.start);
    let text = document.text().slice(Span::new(start, offset));
    start + text.trim_end_matches([' ', '\t', '\n', '\r']).len()
}

/// Sorts notes as they are printed: those with a printed number by number, under one heading, then those that
/// their reader counts, by first use. If they get new numbers, those count.
pub(super) fn in_printed_order(document: &Document, notes: &mut [MarkId], new: Option<&Numbering>) {
    let counted = Numbering::by_first_use(&sequences(document, false));
    let twins = Twins::of(document);
    notes.sort_by_key(|id| {
        let printed = document
            .footnotes()
            .note(*id)
            .and_then(|note| Some((note.run, note.number?)));
        match new {
            Some(numbering) => {
                let read = twins.read_by_name(document, *id);
                (printed.is_none(), 0, numbering.of(read))
            }
            None => match printed {
                Some((run, number)) => (false, run, Some(number)),
                None => (true, 0, counted.of(twins.read(*id))),
            },
        }
    });
}

/// Whether the notes of `group` mean something only where they stand: the items of a list under its heading,
/// and those that bear the number of their page.
pub(super) fn is_fixed(group: &[NoteLines]) -> bool {
    let fixed = |lines: &NoteLines| matches!(lines.note.form, Form::Endnotes | Form::Slashed);
    group.iter().any(fixed)
}
