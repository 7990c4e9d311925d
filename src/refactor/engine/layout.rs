//! Takes notes from where they stand and lays them elsewhere.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::config::Form;
use crate::index::{Document, ItemId, Note};
use crate::syntax::{BlockAt, Leaf, is_notes_heading};
use crate::text::Span;

use super::duplicates::Duplicates;
use super::edit_builder::EditBuilder;
use super::note_lines::{NoteLines, announces};
use super::numbering::Numbering;
use super::rendered::is_over_notes;
use super::section::LayoutSection;
use super::sequence::{NumberedTogether, sequences};
use crate::refactor::Refusal;

/// Where notes are to stand.
pub(in crate::refactor) struct NoteDestination {
    /// They come after what stands before this place, in bytes of the document.
    pub end: usize,
    /// The notes, in order.
    pub notes: Vec<ItemId>,
    /// A heading to set over them.
    pub heading: Option<String>,
}

/// Moves the notes of `groups` to `destinations`, with the edits in them. Those that stand there already
/// stay as they are.
pub(in crate::refactor) fn arrange(
    document: &Document,
    groups: &[Vec<NoteLines>],
    destinations: &[NoteDestination],
    builder: &mut EditBuilder<'_>,
) {
    arrange_with(
        document,
        groups,
        destinations,
        FxHashMap::default(),
        builder,
    );
}

/// The same, where notes that are in none of `groups` have their text in `texts`.
pub(in crate::refactor) fn arrange_with(
    document: &Document,
    groups: &[Vec<NoteLines>],
    destinations: &[NoteDestination],
    mut texts: FxHashMap<ItemId, String>,
    builder: &mut EditBuilder<'_>,
) {
    let ends_at =
        |group: &[NoteLines], end: usize| group.last().is_some_and(|last| last.all.end == end);
    let stands = |group: &[NoteLines], destination: &NoteDestination| {
        let ids = group.iter().map(|lines| lines.note.id);
        ends_at(group, destination.end) && ids.eq(destination.notes.iter().copied())
    };
    let by_end: FxHashMap<usize, &NoteDestination> = destinations
        .iter()
        .map(|destination| (destination.end, destination))
        .collect();
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
        let gap = cut(document, run, &mut texts, builder);
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
        lay(
            document,
            at,
            destination.heading.iter().chain(notes),
            builder,
        );
    }
}

/// Sorts notes that stand together, with the edits in them; what stands between them stays.
pub(in crate::refactor) fn sort_by_key<Key: Ord>(
    notes: &[NoteLines],
    key: impl Fn(&NoteLines) -> Key,
    builder: &mut EditBuilder<'_>,
) {
    let mut sorted: Vec<&NoteLines> = notes.iter().collect();
    if sorted.is_sorted_by_key(|lines| key(lines)) {
        return;
    }
    sorted.sort_by_key(|lines| key(lines));
    let texts: Vec<String> = sorted
        .iter()
        .map(|lines| builder.take(lines.span))
        .collect();
    for (place, text) in notes.iter().zip(texts) {
        builder.replace(place.span, text);
    }
}

/// Takes groups of notes that adjoin one another out of the text, with the edits in them, and closes the gap, whose start
/// it returns. The halves of a paragraph that only they part are joined.
fn cut(
    document: &Document,
    run: &[&[NoteLines]],
    texts: &mut FxHashMap<ItemId, String>,
    builder: &mut EditBuilder<'_>,
) -> Option<usize> {
    let (first, last) = (run.first()?.first()?, run.last()?.last()?);
    for lines in run.iter().copied().flatten() {
        texts.insert(lines.note.id, builder.take(lines.span));
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
    builder.replace(
        gap,
        match next {
            Some(_) if gap.start == 0 => String::new(),
            Some(_) if in_list => newline.to_owned(),
            Some(next) if first_half.is_some_and(|half| half.body().end == gap.start) => {
                joint(document, first_half, next)
            }
            Some(_) => newline.repeat(2),
            None => newline.to_owned(),
        },
    );
    Some(gap.start)
}

/// What comes between the halves of a paragraph: a line break where the lines of either are broken, else a space.
fn joint(document: &Document, first: Option<BlockAt<'_>>, second: BlockAt<'_>) -> String {
    let halves = first.into_iter().chain([second]);
    let mut texts = halves.map(|half| document.text().slice(half.body()));
    match texts.any(|text| text.trim_end().contains(['\n', '\r'])) {
        true => document.text().line_break().to_owned(),
        false => " ".to_owned(),
    }
}

/// Whether no blank line stands between what ends at `end` and a note.
pub(in crate::refactor) fn is_tight(document: &Document, end: usize, note: &NoteLines) -> bool {
    let line = |offset| document.text().line_of(offset);
    line(note.span.start) <= line(end) + 1
}

/// Whether a block begins a note.
pub(in crate::refactor) fn begins_note(document: &Document, block: BlockAt<'_>) -> bool {
    let mut items = document.items_in(block);
    items
        .next()
        .is_some_and(|(id, _)| document.footnotes().note(id).is_some())
}

/// Lays paragraphs at `offset`, where a text ends, each with a blank line before it.
fn lay<'a>(
    document: &Document,
    offset: usize,
    paragraphs: impl Iterator<Item = &'a String>,
    builder: &mut EditBuilder<'_>,
) {
    let blank = document.text().line_break().repeat(2);
    builder.insert(
        offset,
        paragraphs
            .flat_map(|text| [&blank, text.as_str()])
            .collect::<String>(),
    );
}

/// Where the text before `offset` ends, without the blank lines there.
pub(in crate::refactor) fn content_end(document: &Document, offset: usize) -> usize {
    let block = document.blocks().at_offset(offset.saturating_sub(1));
    let start = block.map_or(0, |block| block.start);
    let text = document.text().slice(Span::new(start, offset));
    start + text.trim_end_matches([' ', '\t', '\n', '\r']).len()
}

/// The order in which notes are printed: those with a printed number by number, under one heading, then those that
/// their renderer counts, by first use. If they get new numbers, those count.
pub(in crate::refactor) struct PrintedOrder<'a> {
    document: &'a Document,
    duplicates: Duplicates,
    by: OrderedBy<'a>,
}

/// The numbers by which notes are ordered.
enum OrderedBy<'a> {
    /// Those that they get.
    New(&'a Numbering),
    /// Those that their renderer counts.
    Counted(Numbering),
}

impl<'a> PrintedOrder<'a> {
    /// The order in `document`, whose notes get the numbers of `new`.
    pub fn of(document: &'a Document, new: Option<&'a Numbering>) -> PrintedOrder<'a> {
        let counted = || Numbering::by_first_use(&sequences(document, NumberedTogether::Nothing));
        PrintedOrder {
            document,
            duplicates: Duplicates::of(document),
            by: new.map_or_else(|| OrderedBy::Counted(counted()), OrderedBy::New),
        }
    }

    /// Sorts some of its notes.
    pub fn sort(&self, notes: &mut [ItemId]) {
        notes.sort_by_key(|id| self.key(*id));
    }

    fn key(&self, id: ItemId) -> (bool, u32, Option<u32>) {
        let printed = self.document.footnotes().note(id);
        let printed = printed.and_then(|note| Some((note.run, note.number?)));
        match (&self.by, printed) {
            (OrderedBy::New(numbering), _) => {
                let read = self.duplicates.read_by_name(self.document, id);
                (printed.is_none(), 0, numbering.of(read))
            }
            (OrderedBy::Counted(_), Some((run, number))) => (false, run, Some(number)),
            (OrderedBy::Counted(counted), None) => (true, 0, counted.of(self.duplicates.read(id))),
        }
    }
}

/// Whether the notes of `group` mean something only where they stand: the items of a list under its heading,
/// and those that bear the number of their page.
pub(in crate::refactor) fn is_fixed(group: &[NoteLines]) -> bool {
    let fixed = |lines: &NoteLines| {
        matches!(
            lines.note.form,
            Form::Endnotes | Form::Slashed | Form::Signed
        )
    };
    group.iter().any(fixed)
}

/// Refuses where notes with printed numbers are not to be moved apart from what they stand in: the others would part from
/// those that stay.
///
/// # Errors
/// [`Refusal`] that names the line.
pub(in crate::refactor) fn check_movable(
    document: &Document,
    groups: &[Vec<NoteLines>],
) -> Result<(), Refusal> {
    let moved: FxHashSet<ItemId> = groups.iter().flatten().map(|lines| lines.note.id).collect();
    let line = |offset| document.text().line_of(offset) + 1;
    let printed = |note: &Note| {
        !matches!(
            note.form,
            Form::Markdown | Form::Inline | Form::Endnotes | Form::Slashed
        )
    };
    let mut notes = document.notes().filter(printed);
    if let Some(note) = notes.find(|note| !moved.contains(&note.id) && !moved.is_empty()) {
        return Err(Refusal::new(format!(
            "Nothing was changed: note {} on line {} is in a list, a quote or an HTML element, and would stay while the \
             others are moved.",
            note.label,
            line(note.opener.start)
        )));
    }
    for group in groups {
        let first = group.first().filter(|first| printed(&first.note));
        if let Some(before) = first.and_then(|first| introducing(document, first)) {
            return Err(Refusal::new(format!(
                "Nothing was changed: line {} introduces the notes below it, and would stay while they are moved: move or delete that line first.",
                line(before)
            )));
        }
    }
    Ok(())
}

/// Where a line stands that introduces the notes from `first` on, as "Sources for chapter 4:" does.
fn introducing(document: &Document, first: &NoteLines) -> Option<usize> {
    let end = content_end(document, first.all.start);
    let block = document.blocks().at_offset(end.checked_sub(1)?)?;
    let text = document.text().slice(block.body());
    let is_line = block.block.leaf == Leaf::Paragraph && !text.trim_end().contains('\n');
    let marked = document.items_in(block).any(|(id, _)| {
        document.marker(id).is_some() || document.note(id).is_some() || is_over_notes(document, id)
    });
    (is_line && !marked && announces(&text)).then_some(block.start)
}

/// Lets the heading of a section that holds nothing but notes go with them.
pub(in crate::refactor) fn take_heading(
    document: &Document,
    section: &LayoutSection,
    groups: &mut [Vec<NoteLines>],
) {
    let Some(heading) = section.over_notes else {
        return;
    };
    let at = groups.partition_point(|group| {
        group
            .first()
            .is_some_and(|first| first.all.start < heading.end)
    });
    let Some(group) = groups.get_mut(at) else {
        return;
    };
    let fills = group
        .last()
        .is_some_and(|last| last.all.end == section.span.end);
    if let Some(first) = group.first_mut().filter(|_| fills)
        && content_end(document, first.all.start) <= heading.end
    {
        first.all.start = heading.start;
    }
}

/// Whether a heading such as Notes stands right before `offset`.
pub(in crate::refactor) fn stands_under_heading(document: &Document, offset: usize) -> bool {
    let before = offset.checked_sub(1);
    let block = before.and_then(|before| document.blocks().at_offset(before));
    block.is_some_and(|at| {
        let text = document.text().slice(at.body());
        // `##Notes` is no heading to any renderer, and its author means one.
        let meant = text.starts_with('#') && is_notes_heading(text.trim_start_matches('#').trim());
        meant
            || document
                .items_in(at)
                .any(|(id, _)| is_over_notes(document, id))
    })
}
