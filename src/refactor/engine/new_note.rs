//! What a new note is called, and beside which one it stands.

use rustc_hash::FxHashSet;

use crate::config::Form;
use crate::index::{Document, ItemId, Label, Marker, Note};
use crate::syntax::{BlockAt, DocumentKind, Leaf};
use crate::text::{Edit, Span, is_raised};

use super::adjacent_notes::AdjacentNotes;
use super::back_references::numbers_read;
use super::edit_builder::EditBuilder;
use super::marker_place::{is_in_delimiter_row, marker_place};
use super::note_place::Beside;
use super::numbering::Numbering;
use super::rendered::label_key;
use super::section::{section_end, sections};
use super::spelling;
use crate::refactor::Refusal;

/// A note that is to be cited at a place.
#[derive(Debug)]
pub struct NewNote {
    /// Where its marker is to stand, in bytes of the document.
    pub offset: usize,
    /// The form of the marker.
    pub marker: Form,
    /// What it is called.
    pub label: String,
    form: Form,
    beside: Beside,
    /// The number from which the printed numbers of the sequence of a note count on.
    shift: Option<(ItemId, u32)>,
}

impl NewNote {
    /// Whether a note may be cited at `offset`: in running text.
    pub fn may_stand(document: &Document, offset: usize) -> bool {
        let block = document.blocks().at_offset(offset);
        let is_text = |block: BlockAt<'_>| {
            !block.block.is_opaque()
                && block.block.leaf != Leaf::Blank
                && block.body().touches(offset)
        };
        block.is_some_and(is_text)
            && document.note_at(offset).is_none()
            && !is_in_delimiter_row(document, offset)
    }

    /// The note to be cited at `offset`, after the word and the markers there. Printed numbers count on from it.
    ///
    /// # Errors
    /// [`Refusal`] where there is no running text, or in a form whose numbers mean something else.
    pub(in crate::refactor) fn at(document: &Document, offset: usize) -> Result<NewNote, Refusal> {
        if !NewNote::may_stand(document, offset) {
            return Err(Refusal::new(
                "A footnote can only be inserted in running text.",
            ));
        }
        let block = document.blocks().at_offset(offset);
        let offset = block.map_or(offset, |block| marker_place(document, block, offset));
        let touched = block
            .into_iter()
            .flat_map(|block| document.markers_in(block));
        let touched = touched.filter(|marker| marker.span.touches(offset)).last();
        NewNote::instead_of(
            document,
            Span::at(touched.map_or(offset, |marker| marker.span.end)),
        )
    }

    /// The note whose marker is to stand where now `span` does. Printed numbers count on from it.
    ///
    /// # Errors
    /// [`Refusal`] in a form whose numbers mean something else.
    pub(in crate::refactor) fn instead_of(
        document: &Document,
        span: Span,
    ) -> Result<NewNote, Refusal> {
        let usual = match document.kind() {
            DocumentKind::Plain => Form::Superscript,
            _ => Form::Markdown,
        };
        let form = form(document, usual)?;
        let around = AdjacentNotes::of(document, form, span);
        if form == Form::Markdown {
            return Ok(NewNote::in_markdown(document, span, &around));
        }
        let number = around.number(span.start);
        Ok(NewNote {
            shift: around.shift(span.start, number),
            ..NewNote::new(document, form, span, &around).labelled(number)
        })
    }

    /// The note whose marker is being written at `span`; `form` is that of the marker in a document without notes.
    /// Printed numbers count on from it, but those of notes that are still to be cited: one of them may be meant next.
    ///
    /// # Errors
    /// [`Refusal`] in a form whose numbers mean something else.
    pub fn next(document: &Document, span: Span, form: Form) -> Result<NewNote, Refusal> {
        let form = self::form(document, form)?;
        let around = AdjacentNotes::of(document, form, span);
        if form == Form::Markdown {
            return Ok(NewNote::in_markdown(document, span, &around));
        }
        let run = around.run(span.start);
        let first = around.number(span.start);
        let waiting = numbered(document, form, run).filter(|(_, note)| {
            let mut citing = document.footnotes().citing(note.id).iter();
            citing.all(|id| {
                let marker = document.marker(*id);
                marker.is_some_and(|marker| span.covers(marker.span))
            })
        });
        let waiting: FxHashSet<u32> = waiting.map(|(number, _)| number).collect();
        let number = (first..).find(|number| !waiting.contains(number));
        let number = number.unwrap_or(first);
        let new = NewNote::new(document, form, span, &around).labelled(number);
        Ok(NewNote {
            shift: around.shift(span.start, number),
            beside: match number == first {
                true => new.beside,
                false => in_order(document, form, run, number).unwrap_or(new.beside),
            },
            ..new
        })
    }

    /// The same of the next number that none has, so that all others stay.
    ///
    /// # Errors
    /// [`Refusal`] in a form whose numbers mean something else.
    pub fn last(document: &Document, span: Span, form: Form) -> Result<NewNote, Refusal> {
        let form = self::form(document, form)?;
        let around = AdjacentNotes::of(document, form, span);
        let new = NewNote::new(document, form, span, &around);
        if form == Form::Markdown {
            return Ok(new.labelled(unused_label(document, span)));
        }
        let run = around.run(span.start);
        let numbers = numbered(document, form, run).map(|(number, _)| number);
        let missing = document
            .markers()
            .filter(|marker| marker.note.is_none() && !span.covers(marker.span));
        let missing = missing.filter_map(|marker| marker.label.number());
        let number = numbers.chain(missing).max().unwrap_or(0).saturating_add(1);
        Ok(NewNote {
            beside: in_order(document, form, run, number).unwrap_or(new.beside),
            label: number.to_string(),
            ..new
        })
    }

    /// A Markdown note: of a label that none has. Where notes refer back by the numbers that readers see to one behind
    /// it, it takes its number among these, and the others count on; not where it stands for an inline note that has
    /// it already.
    fn in_markdown(document: &Document, span: Span, around: &AdjacentNotes) -> NewNote {
        let new = NewNote::new(document, Form::Markdown, span, around);
        let number = number_at(document, span);
        let is_new = document.notes().all(|note| note.span != span);
        let other = around.before.as_ref().or(around.after.as_ref());
        match other.filter(|_| is_new && numbers_read(document).iter().any(|it| *it >= number)) {
            Some(other) => NewNote {
                shift: Some((other.id, number)),
                ..new.labelled(number)
            },
            None => new.labelled(unused_label(document, span)),
        }
    }

    /// The note that `marker` cites and that is missing: of its label, in `form`, beside another.
    pub(super) fn missing(marker: &Marker, form: Form, beside: Beside) -> NewNote {
        NewNote {
            offset: marker.span.start,
            marker: marker.form,
            label: marker.label.to_string(),
            form,
            beside,
            shift: None,
        }
    }

    /// The same note under a name; none where another note has it, or where notes have numbers.
    pub fn named(self, document: &Document, name: &str) -> Option<NewNote> {
        let name = Label::Name(name.into());
        let taken = document
            .notes()
            .any(|note| label_key(&note.label) == label_key(&name));
        (self.form == Form::Markdown && !taken).then(|| self.labelled(name))
    }

    fn new(document: &Document, form: Form, span: Span, around: &AdjacentNotes) -> NewNote {
        let other = around.before.as_ref().or(around.after.as_ref());
        NewNote {
            offset: span.start,
            marker: match (form, other) {
                (Form::Endnotes, Some(other)) => marker_form(document, other.id),
                (form, _) => form,
            },
            label: String::new(),
            form,
            beside: around.beside(form, span.start, |offset| {
                section_end(&sections(document), offset)
            }),
            shift: None,
        }
    }

    /// The form in which it stands.
    pub(in crate::refactor) fn form(&self) -> Form {
        self.form
    }

    fn labelled(self, label: impl ToString) -> NewNote {
        NewNote {
            label: label.to_string(),
            ..self
        }
    }

    /// Its marker, with a comma where its digits would touch others.
    pub(in crate::refactor) fn marker(&self, document: &Document) -> String {
        let marker = spelling::marker(self.marker, &self.label);
        let text = document.text();
        let before = text.slice(Span::new(self.offset.saturating_sub(3), self.offset));
        let after = text.slice(Span::new(self.offset, self.offset + 3));
        let comma = |touches: bool| match touches && self.marker == Form::Superscript {
            true => ",",
            false => "",
        };
        format!(
            "{}{marker}{}",
            comma(before.ends_with(is_raised)),
            comma(after.starts_with(is_raised))
        )
    }

    /// Writes the numbers of the notes after it into `builder`.
    ///
    /// # Errors
    /// [`Refusal`] where they cannot be changed.
    pub(in crate::refactor) fn count_on(
        &self,
        document: &Document,
        builder: &mut EditBuilder<'_>,
    ) -> Result<(), Refusal> {
        let Some((other, number)) = self.shift else {
            return Ok(());
        };
        let shift = Numbering::shifted(document, |sequence| {
            let counts = sequence.notes().any(|id| id == other);
            move |old: u32| old.saturating_add(u32::from(counts && old >= number))
        });
        shift.write(document, builder)
    }

    /// The edits that put it, with that text, in its place, and let the numbers after it count on. None of them
    /// writes its marker, and nobody looks whether the brief then says the same.
    ///
    /// # Errors
    /// [`Refusal`] where the notes beside it do not stand on lines of their own, or numbers cannot be changed.
    pub fn edits(&self, document: &Document, text: &str) -> Result<Vec<Edit>, Refusal> {
        let mut builder = EditBuilder::new(document);
        self.count_on(document, &mut builder)?;
        builder.add(self.edit(document, text)?);
        Ok(builder.into_edits())
    }

    /// The edit that puts it, with that text, in its place.
    ///
    /// # Errors
    /// [`Refusal`] where the notes beside it do not stand on lines of their own.
    pub(in crate::refactor) fn edit(
        &self,
        document: &Document,
        text: &str,
    ) -> Result<Edit, Refusal> {
        self.beside.edit(document, self.form, &self.label, text)
    }
}

/// The form of a new note: that of most notes, or `usual` in a document without any.
fn form(document: &Document, usual: Form) -> Result<Form, Refusal> {
    let dominant = document.footnotes().form;
    if let Some(refusal) = dominant.and_then(unwritten) {
        return Err(refusal);
    }
    match dominant {
        Some(Form::Inline) => Ok(Form::Markdown),
        form => Ok(form.unwrap_or(usual)),
    }
}

/// Why no note of that form is written, if none is.
pub(super) fn unwritten(form: Form) -> Option<Refusal> {
    let why = match form {
        Form::Slashed => "Cannot insert: footnote numbers restart on each page.",
        Form::Signed => "Cannot insert: convert these footnotes to another form first.",
        _ => return None,
    };
    Some(Refusal::new(why))
}

/// The number with which Markdown renderers would show a note first cited at `span`, apart from markers in it.
fn number_at(document: &Document, span: Span) -> u32 {
    let markers = document.markers();
    let before = markers.take_while(|marker| marker.span.start < span.start);
    let counted = before.filter(|marker| marker.form.is_counted_anew());
    let notes: FxHashSet<ItemId> = counted.filter_map(|marker| marker.note).collect();
    u32::try_from(notes.len()).map_or(u32::MAX, |count| count.saturating_add(1))
}

/// The number after the highest that a Markdown note or marker has, those in `span` apart.
fn unused_label(document: &Document, span: Span) -> u32 {
    let markers = document
        .markers()
        .filter(|marker| !span.covers(marker.span));
    let labels = markers.map(|marker| marker.label);
    let labels = labels.chain(document.notes().map(|note| note.label));
    let labels = labels.filter(|label| matches!(label, Label::Name(_)));
    let highest = labels.filter_map(|label| label.number()).max();
    highest.map_or(1, |highest| highest.saturating_add(1))
}

/// The notes of `form` in `run` that have numbers, by place.
fn numbered(document: &Document, form: Form, run: u32) -> impl Iterator<Item = (u32, Note)> {
    let notes = document
        .notes()
        .filter(move |note| note.form == form && note.run == run && note.first.is_none());
    notes.filter_map(|note| Some((note.number.or(note.label.number())?, note)))
}

/// What the note of `number` stands beside among those of its form and run.
fn in_order(document: &Document, form: Form, run: u32, number: u32) -> Option<Beside> {
    let lower = numbered(document, form, run).filter(|(other, _)| *other < number);
    let lower = lower.max_by_key(|(other, _)| *other);
    let higher = numbered(document, form, run).filter(|(other, _)| *other > number);
    let higher = || higher.min_by_key(|(other, _)| *other);
    match lower {
        Some((_, note)) => Some(Beside::After(note)),
        None => higher().map(|(_, note)| Beside::Before(note)),
    }
}

/// The form of the markers that cite a note of a list.
fn marker_form(document: &Document, note: ItemId) -> Form {
    let first = document.footnotes().citing(note).first();
    first
        .and_then(|id| document.marker(*id))
        .map_or(Form::Superscript, |marker| marker.form)
}
