//! New numbers for notes, and all that bears the old ones.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::citation::NoteNumbers;
use crate::config::Form;
use crate::index::{Document, ItemId, Label, Marker, Note};
use crate::syntax::{BlockAt, ItemKind};
use crate::text::{Span, raised};

use super::back_references::{
    NotesByNumber, last_span, leads, number_of, numbers_in_text, numbers_read,
};
use super::cluster::{Cluster, clusters, is_dash};
use super::edit_builder::EditBuilder;
use super::note_links::note_links;
use super::sequence::{FormFamily, Member, NoteSequence, NumberedTogether, sequences};
use super::spelling;
use crate::refactor::Refusal;

/// Which numbers notes have afterwards, and markers without a note.
#[derive(Debug, Default)]
pub(in crate::refactor) struct Numbering {
    numbers: FxHashMap<ItemId, u32>,
}

impl Numbering {
    /// The numbers from 1 by first use in each of `sequences`. Names stay, and count as their renderer counts
    /// them.
    pub fn by_first_use(sequences: &[NoteSequence]) -> Numbering {
        let mut numbers = FxHashMap::default();
        let counted = sequences.iter().filter(|sequence| {
            !matches!(sequence.family, FormFamily::Slashed | FormFamily::Signed)
        });
        for sequence in counted {
            for (number, member) in (1..).zip(&sequence.members) {
                match member {
                    Member::Note(note) => {
                        numbers.insert(*note, number);
                    }
                    Member::Missing(markers) => {
                        numbers.extend(markers.iter().map(|marker| (*marker, number)));
                    }
                }
            }
        }
        Numbering { numbers }
    }

    /// The same numbers, after `count` others.
    pub fn plus(mut self, count: u32) -> Numbering {
        for number in self.numbers.values_mut() {
            *number = number.saturating_add(count);
        }
        self
    }

    /// Another number for one note, whatever the others have.
    pub fn of_one(note: ItemId, number: u32) -> Numbering {
        Numbering {
            numbers: FxHashMap::from_iter([(note, number)]),
        }
    }

    /// One sequence of numbers for the whole of `document`, where they begin again in it.
    pub fn run_together(document: &Document) -> Numbering {
        Numbering::by_first_use(&sequences(document, NumberedTogether::Runs))
    }

    /// Printed numbers changed by what `shift` gives for their sequence. What Markdown renderers count anew keeps
    /// its labels, unless notes refer back by numbers that change.
    pub fn shifted<Shift: Fn(u32) -> u32>(
        document: &Document,
        shift: impl Fn(&NoteSequence) -> Shift,
    ) -> Numbering {
        let mut numbers = FxHashMap::default();
        let read = numbers_read(document);
        for sequence in &sequences(document, NumberedTogether::Nothing) {
            let shift = shift(sequence);
            let changes = match sequence.family {
                FormFamily::Raised | FormFamily::Bracketed => true,
                FormFamily::Markdown => read.iter().any(|number| shift(*number) != *number),
                FormFamily::Slashed | FormFamily::Signed => false,
            };
            if !changes {
                continue;
            }
            for member in &sequence.members {
                let (ids, old) = match member {
                    Member::Note(id) => (std::slice::from_ref(id), number_of(document, *id)),
                    Member::Missing(markers) => {
                        let first = markers.first().and_then(|id| document.marker(*id));
                        (&markers[..], first.and_then(|marker| marker.label.number()))
                    }
                };
                let new = old.map(&shift);
                numbers.extend(ids.iter().filter_map(|id| Some((*id, new?))));
            }
        }
        Numbering { numbers }
    }

    /// Printed numbers without a gap where `removed` notes were.
    pub fn without(document: &Document, removed: &[ItemId]) -> Numbering {
        let removed: FxHashSet<ItemId> = removed.iter().copied().collect();
        Numbering::shifted(document, |sequence| {
            let gone = sequence.notes().filter(|id| removed.contains(id));
            let number = |id| {
                let note = document.footnotes().note(id)?;
                number_of(document, id).filter(|_| note.first.is_none())
            };
            let mut gone: Vec<u32> = gone.filter_map(number).collect();
            gone.sort_unstable();
            move |old| old.saturating_sub(gone.partition_point(|number| *number < old) as u32)
        })
    }

    /// Lets the markers of `note` lead to the number that `other` has.
    pub fn follow(&mut self, note: ItemId, other: ItemId) {
        if let Some(number) = self.of(other) {
            self.numbers.insert(note, number);
        }
    }

    /// The number that a note has afterwards.
    pub fn of(&self, note: ItemId) -> Option<u32> {
        self.numbers.get(&note).copied()
    }

    /// Writes the new numbers into `builder`.
    ///
    /// # Errors
    /// [`Refusal`] where something that no renderer takes for a marker leads to a number that changes.
    pub fn write(&self, document: &Document, builder: &mut EditBuilder<'_>) -> Result<(), Refusal> {
        check_strays(document, |note| {
            let new = self.of(note.id);
            new.is_some_and(|new| note.label.number().is_some_and(|old| old != new))
        })?;
        for block in document.blocks().iter() {
            let inner = document.markers_in(block);
            let inline = inner.filter(|marker| marker.form == Form::Inline);
            let inline: Vec<Span> = inline.map(|marker| marker.span).collect();
            for cluster in clusters(document, block) {
                self.write_cluster(document, &cluster, builder);
            }
            if !inline.is_empty() {
                self.write_inside(document, block, &inline, builder);
            }
        }
        for note in document.notes().filter(|note| note.form != Form::Inline) {
            let old = note.label.number();
            // A list whose items all bear one number is counted by its renderer.
            let counted = note.number.is_some() && note.number != old;
            if let (Some(old), Some(new), false) = (old, self.of(note.id), counted) {
                replace(document, builder, note.opener, note.form, old, new);
            }
        }
        self.write_back_references(document, builder);
        self.write_links(document, builder);
        Ok(())
    }

    /// Writes the numbers in `supra note 3` and the like, in notes and in running text.
    pub fn write_back_references(&self, document: &Document, builder: &mut EditBuilder<'_>) {
        let by_number = NotesByNumber::of(document);
        for note in document.notes() {
            for numbers in leads(document, &note).numbers {
                self.write_numbers(document, &numbers, |old| by_number.by(old, &note), builder);
            }
        }
        for (numbers, near) in numbers_in_text(document) {
            self.write_numbers(document, &numbers, |old| by_number.by(old, &near), builder);
        }
    }

    /// Writes `numbers`, by each of which a note is `by_number`: as a list where they are no range any more.
    fn write_numbers(
        &self,
        document: &Document,
        numbers: &NoteNumbers,
        by_number: impl Fn(u32) -> Option<ItemId>,
        builder: &mut EditBuilder<'_>,
    ) {
        let new = |old| Some(self.of(by_number(old)?).unwrap_or(old));
        let Some(last) = last_span(document, numbers) else {
            let new = new(numbers.first).unwrap_or(numbers.first);
            return replace(
                document,
                builder,
                numbers.span,
                Form::Endnotes,
                numbers.first,
                new,
            );
        };
        let length = (numbers.last - numbers.first) as usize + 1;
        let all = (numbers.first..=numbers.last).take(LONGEST).map(new);
        let all: Option<Vec<u32>> = all.collect::<Option<_>>().filter(|_| length <= LONGEST);
        let mut all = all.unwrap_or_default();
        all.sort_unstable();
        all.dedup();
        let follow = |pair: &[u32]| pair[0].checked_add(1) == Some(pair[1]);
        let ends = match all[..] {
            [least, .., most] if all.windows(2).all(follow) => [Some(least), Some(most)],
            [] => [new(numbers.first), new(numbers.last)],
            _ => {
                let list: Vec<String> = all.iter().map(u32::to_string).collect();
                return builder.replace(numbers.span, list.join(", "));
            }
        };
        let first = Span::new(numbers.span.start, last.start);
        let old = [(first, numbers.first), (last, numbers.last)];
        for ((span, old), new) in old.into_iter().zip(ends) {
            replace(
                document,
                builder,
                span,
                Form::Endnotes,
                old,
                new.unwrap_or(old),
            );
        }
    }

    /// Writes the names in links to markers and notes, as the names themselves follow their numbers.
    pub fn write_links(&self, document: &Document, builder: &mut EditBuilder<'_>) {
        for link in note_links(document) {
            let old = document
                .note(link.note)
                .and_then(|note| note.label.number());
            let (Some(old), Some(new)) = (old, self.of(link.note)) else {
                continue;
            };
            let name = spelling::renamed(&document.text().slice(link.span), old, new);
            if let Some(name) = name.filter(|_| old != new) {
                builder.replace(link.span, name);
            }
        }
    }

    /// Writes the markers within inline notes.
    fn write_inside(
        &self,
        document: &Document,
        block: BlockAt<'_>,
        inline: &[Span],
        builder: &mut EditBuilder<'_>,
    ) {
        for marker in document.markers_in(block) {
            let inside = |span: &Span| span.covers(marker.span) && *span != marker.span;
            if inline.iter().any(inside)
                && let (Some(old), Some(new)) = (marker.label.number(), self.of_marker(&marker))
            {
                replace(document, builder, marker.span, marker.form, old, new);
            }
        }
    }

    fn of_marker(&self, marker: &Marker) -> Option<u32> {
        self.of(marker.note.unwrap_or(marker.id))
    }

    /// Writes the numbers at one place. A range whose notes do not follow one another any more is written
    /// out.
    pub fn write_cluster(
        &self,
        document: &Document,
        cluster: &Cluster,
        builder: &mut EditBuilder<'_>,
    ) {
        let markers = &cluster.markers;
        let mut from = 0;
        for index in 0..markers.len() {
            let marker = &markers[index];
            let is_inner =
                |other: Option<&Marker>| other.is_some_and(|other| other.span == marker.span);
            let before = index.checked_sub(1).and_then(|before| markers.get(before));
            if is_dash(&document.text().slice(marker.span)) || is_inner(before) {
                continue;
            }
            if let (Some(old), Some(new)) = (marker.label.number(), self.of_marker(marker)) {
                replace(document, builder, marker.span, marker.form, old, new);
            }
            let between = Span::new(markers[from].span.end, marker.span.start);
            if index > from && is_dash(&document.text().slice(between)) {
                self.write_range(&markers[from..=index], between, builder);
            }
            from = index;
        }
    }

    /// Writes out the range of `markers`, whose dash is at `dash`, if it has to be.
    fn write_range(&self, markers: &[Marker], dash: Span, builder: &mut EditBuilder<'_>) {
        let numbers = markers
            .iter()
            .map(|marker| self.of_marker(marker).or(marker.label.number()));
        let numbers: Vec<u32> = numbers.flatten().collect();
        if numbers
            .windows(2)
            .all(|pair| pair[0].checked_add(1) == Some(pair[1]))
        {
            return;
        }
        let Some((first, inner)) = numbers.split_first() else {
            return;
        };
        let inner = &inner[..inner.len().saturating_sub(1)];
        let (comma, number): (_, fn(u32) -> String) = match markers[0].form {
            Form::Superscript => (",", raised),
            _ => (", ", |number| number.to_string()),
        };
        let inner = inner.iter().filter(|number| *number != first);
        let list: String = inner
            .map(|inner| format!("{}{comma}", number(*inner)))
            .collect();
        builder.replace(dash, format!("{comma}{list}"));
    }
}

/// A longer range of notes is not written as a list.
const LONGEST: usize = 64;

/// Refuses where a number that copying lowered, or a label that is not read, would lead to another note than it
/// does, or to none: where the number or the form of its note `changes`.
///
/// # Errors
/// [`Refusal`] that names the line.
pub(in crate::refactor) fn check_strays(
    document: &Document,
    changes: impl Fn(&Note) -> bool,
) -> Result<(), Refusal> {
    let malformed_references = document.footnotes().malformed_references();
    let run_together = document.footnotes().run_together().iter();
    let run_together =
        run_together.flat_map(|(id, notes)| notes.iter().map(move |note| (*id, *note)));
    let lost = malformed_references
        .flattened
        .iter()
        .chain(&malformed_references.unread)
        .copied()
        .chain(run_together);
    let mut named: FxHashMap<Label, ItemId> = FxHashMap::default();
    if !malformed_references.malformed.is_empty() {
        for note in document.notes() {
            named.entry(note.label).or_insert(note.id);
        }
    }
    let malformed = malformed_references.malformed.iter().filter_map(|id| {
        let (_, item) = document.item(*id)?;
        let ItemKind::Malformed { label, .. } = &item.kind else {
            return None;
        };
        Some((*id, *named.get(&Label::Name(label.clone()))?))
    });
    for (id, note) in lost.chain(malformed) {
        let Some(note) = document.note(note) else {
            continue;
        };
        if let (true, Some((at, item))) = (changes(&note), document.item(id)) {
            let start = item.span.start + at.start;
            let line = document.text().line_of(start) + 1;
            let refusal = Refusal::new(format!(
                "Nothing was changed: the text on line {line} looks like a marker of note {} but is not parsed as one. \
                 Fix it first.",
                note.label
            ));
            return Err(refusal.at(Some(start)));
        }
    }
    Ok(())
}

/// Writes the number `new` for `old` at `span`, where it is another.
pub(in crate::refactor) fn replace(
    document: &Document,
    builder: &mut EditBuilder<'_>,
    span: Span,
    form: Form,
    old: u32,
    new: u32,
) {
    let text = document.text().slice(span);
    if old != new
        && let Some(text) = spelling::renumbered(form, &text, old, new)
    {
        builder.replace(span, text);
    }
}
