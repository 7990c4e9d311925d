//! What no fix may do: lose a note, or let a marker lead to another one.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use crate::index::{Document, ItemId, Note};
use crate::text::{Edits, Span};

/// Whether `edits`, which move no text, keep each note of `before` that has text, and the note of each marker that
/// has one. `after` is the document with them.
pub(super) fn keeps_notes(before: &Document, edits: &Edits, after: &Document) -> bool {
    let moved = Moved::by(edits);
    let notes: Vec<Note> = after.notes().collect();
    let at_head: FxHashMap<usize, &Note> =
        notes.iter().map(|note| (note.opener.start, note)).collect();
    let same = |note: &Note| at_head.get(&moved.start(note.opener.start)).copied();
    let mut same_notes: FxHashMap<ItemId, ItemId> = FxHashMap::default();
    for note in before.notes() {
        let text = moved.span(note.body);
        match same(&note) {
            Some(kept) if says(before, &note) => {
                if !is_in_notes(after, &notes, kept, text) {
                    return false;
                }
                same_notes.insert(note.id, kept.id);
            }
            Some(kept) => _ = same_notes.insert(note.id, kept.id),
            None if says(before, &note) => return false,
            None => {}
        }
    }
    keeps_ties(before, &moved, after, &same_notes)
}

/// Whether each marker of `before` that has a note leads to the same one in `after`.
fn keeps_ties(
    before: &Document,
    moved: &Moved,
    after: &Document,
    same_notes: &FxHashMap<ItemId, ItemId>,
) -> bool {
    let markers: Vec<_> = after.markers().collect();
    before.markers().all(|marker| {
        let Some(note) = marker.note else {
            return true;
        };
        let span = moved.span(marker.span);
        let from = markers.partition_point(|other| other.span.end < span.start);
        let there = markers[from..]
            .iter()
            .take_while(|other| other.span.start <= span.end);
        let mut there = there.filter_map(|other| other.note);
        let same = same_notes.get(&note);
        there.any(|note| Some(&note) == same)
    })
}

/// Whether the note `kept` says what is at `text` in `after`, or the beginning of it, and other notes the rest.
fn is_in_notes(after: &Document, notes: &[Note], kept: &Note, text: Span) -> bool {
    let words = |span: Span| squeezed(&after.text().slice(span));
    let said = words(kept.body);
    if said.is_empty() || !words(text).starts_with(&said) {
        return false;
    }
    let mut from = kept.span.end;
    loop {
        let rest = after.text().slice(Span::new(from, text.end));
        let rest_start = from + rest.len() - rest.trim_start().len();
        if rest_start >= text.end {
            return true;
        }
        let next = notes.partition_point(|note| note.span.start <= rest_start);
        match next.checked_sub(1).and_then(|at| notes.get(at)) {
            Some(note) if note.span.end > rest_start => from = note.span.end,
            _ => return false,
        }
    }
}

/// Whether in `after` each note that no marker cites, and each marker without a note, has the number that it had in
/// `before`: what belongs to it may stand there in a way that nobody recognizes, and would lead to another.
pub(super) fn keeps_loose_numbers(before: &Document, after: &Document) -> bool {
    let notes = counted(before, |note, is_cited| note.first.is_none() && !is_cited);
    let notes_after = counted(after, |_, _| true);
    let markers = |document: &Document| {
        let loose = document.markers().filter(|marker| marker.note.is_none());
        let mut numbers: Vec<_> = loose.filter_map(|marker| marker.label.number()).collect();
        numbers.sort_unstable();
        numbers
    };
    let mut notes = notes.iter();
    notes.all(|(name, count)| notes_after.get(name).is_some_and(|there| there >= count))
        && markers(before) == markers(after)
}

/// How many notes of `document` there are of each number and text, of those that are `meant`.
fn counted(
    document: &Document,
    meant: impl Fn(&Note, bool) -> bool,
) -> FxHashMap<(u32, u64), usize> {
    let mut counts: FxHashMap<(u32, u64), usize> = FxHashMap::default();
    for note in document.notes() {
        let is_cited = !document.footnotes().citing(note.id).is_empty();
        let Some(number) = note.label.number().filter(|_| meant(&note, is_cited)) else {
            continue;
        };
        // Numbers of other notes in it may change.
        let text = squeezed(&document.text().slice(note.body));
        let mut hasher = FxHasher::default();
        text.replace(|c: char| c.is_numeric(), "").hash(&mut hasher);
        *counts.entry((number, hasher.finish())).or_default() += 1;
    }
    counts
}

fn says(document: &Document, note: &Note) -> bool {
    !document.text().slice(note.body).trim().is_empty()
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Where what stood at a place stands after edits that move no text.
pub(super) struct Moved {
    /// The spans of the edits, in bytes of the text before, and the end of each in the text after.
    edits: Vec<(Span, usize)>,
}

impl Moved {
    /// Of `edits`.
    pub fn by(edits: &Edits) -> Moved {
        let mut grown = 0isize;
        let place = |edit: &crate::text::Edit| {
            grown += edit.insert.len() as isize - edit.span.len() as isize;
            (edit.span, edit.span.end.saturating_add_signed(grown))
        };
        Moved {
            edits: edits.iter().map(place).collect(),
        }
    }

    /// Where a place is that the edits leave whole.
    pub fn place(&self, span: Span) -> Span {
        let start = self.start(span.start);
        Span::new(start, start + span.len())
    }

    /// Where what begins at `offset` begins: behind what is inserted there.
    fn start(&self, offset: usize) -> usize {
        let after = self.edits.partition_point(|(span, _)| span.end <= offset);
        after_edits(self.edits[..after].last(), offset)
    }

    /// Where `span` is, with what is inserted at its end and without what is inserted at its start.
    fn span(&self, span: Span) -> Span {
        let inside = self
            .edits
            .partition_point(|(edit, _)| edit.start <= span.end && edit.end <= span.end);
        let end = after_edits(self.edits[..inside].last(), span.end);
        Span::new(self.start(span.start), end)
    }
}

fn after_edits(last: Option<&(Span, usize)>, offset: usize) -> usize {
    last.map_or(offset, |(span, end)| end + offset - span.end)
}
