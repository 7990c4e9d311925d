//! Where a new note stands and what it is called.

use crate::config::Form;
use crate::index::{Document, Label, MarkId, Marker, Note};
use crate::syntax::Kind;

use super::draft::Draft;
use super::layout::{begins_note, content_end, is_tight};
use super::note_lines::{NoteLines, note_lines};
use super::numbering::Numbering;
use super::section::{section_at, sections};
use super::{Refusal, spelling};

/// A note that is to be cited at a place.
pub(super) struct NewNote {
    /// Where its marker is to stand, in bytes of the document.
    pub offset: usize,
    /// The form of the marker.
    pub marker: Form,
    /// What it is called.
    pub label: String,
    form: Form,
    before: Option<Note>,
    after: Option<Note>,
    /// The number that it bears, if numbers are printed.
    number: Option<u32>,
}

impl NewNote {
    /// Whether a note may be cited at `offset`: in running text.
    pub fn may_stand(document: &Document, offset: usize) -> bool {
        let block = document.blocks().at_offset(offset);
        block.is_some_and(|block| !block.block.is_opaque() && block.body().touches(offset))
            && document.note_at(offset).is_none()
    }

    /// The note to be cited at `offset`.
    ///
    /// # Errors
    /// [`Refusal`] where there is no running text, or in a form whose numbers mean something else.
    pub fn at(document: &Document, offset: usize) -> Result<NewNote, Refusal> {
        if !NewNote::may_stand(document, offset) {
            return Err(Refusal::new(
                "A note is cited in running text, and here is none.",
            ));
        }
        let block = document.blocks().at_offset(offset);
        let touched = block
            .into_iter()
            .flat_map(|block| document.markers_in(block));
        let touched = touched.filter(|marker| marker.span.touches(offset)).last();
        let offset = touched.map_or(offset, |marker| marker.span.end);
        let form = match (document.footnotes().form, document.kind()) {
            (Some(Form::Inline), _) | (None, Kind::Markdown | Kind::Pandoc) => Form::Markdown,
            (None, Kind::Plain) => Form::Superscript,
            (Some(Form::Slashed), _) => {
                return Err(Refusal::new(
                    "The numbers of this brief begin again with each page.",
                ));
            }
            (Some(form), _) => form,
        };
        let cites = |marker: &Marker| {
            let note = document.note(marker.note?)?;
            let first = document.footnotes().citing(note.id).first() == Some(&marker.id);
            (note.form == form && first).then_some(note)
        };
        let markers: Vec<Marker> = document.markers().collect();
        let place = markers.partition_point(|marker| marker.span.start < offset);
        let before = markers[..place].iter().rev().find_map(cites);
        let after = markers[place..].iter().find_map(cites);
        let marker = match (form, before.as_ref().or(after.as_ref())) {
            (Form::Endnotes, Some(other)) => marker_form(document, other.id),
            (form, _) => form,
        };
        let mut note = NewNote {
            offset,
            marker,
            label: String::new(),
            form,
            before,
            after,
            number: None,
        };
        note.call(document);
        Ok(note)
    }

    /// Gives it a label: the number after that of the note cited before, or one that no Markdown note has.
    fn call(&mut self, document: &Document) {
        if self.form == Form::Markdown {
            let numbers = document.markers().map(|marker| marker.label);
            let numbers = numbers.chain(document.notes().map(|note| note.label));
            let numbers = numbers.filter(|label| matches!(label, Label::Name(_)));
            let highest = numbers.filter_map(|label| label.number()).max();
            self.label = highest
                .map_or(1, |highest| highest.saturating_add(1))
                .to_string();
            return;
        }
        let number = match (self.neighbour(), &self.after) {
            (Some(before), _) => before.number.map_or(1, |number| number.saturating_add(1)),
            (None, Some(after)) => after.number.unwrap_or(1),
            (None, None) => 1,
        };
        self.number = Some(number);
        self.label = number.to_string();
    }

    /// The note cited before it, unless the one cited after is of the same page and that one is not.
    fn neighbour(&self) -> Option<&Note> {
        let before = self.before.as_ref()?;
        let turned = self
            .after
            .as_ref()
            .is_some_and(|after| after.run != before.run && before.span.start < self.offset);
        (!turned).then_some(before)
    }

    /// Writes the note with that text into `draft`, and the numbers of the others.
    ///
    /// # Errors
    /// [`Refusal`] where the numbers of the others cannot be changed, or its neighbours are not on lines of their
    /// own.
    pub fn write(
        &self,
        document: &Document,
        text: &str,
        draft: &mut Draft<'_>,
    ) -> Result<(), Refusal> {
        let other = self.neighbour().or(self.after.as_ref());
        if let (Some(number), Some(other)) = (self.number, other) {
            let shift = Numbering::shifted(document, |sequence, old| {
                let counts = sequence.holds(other.id) && old >= number;
                old.saturating_add(u32::from(counts))
            });
            shift.write(document, draft)?;
        }
        let head = spelling::head(self.form, &self.label);
        let note = format!("{head}{text}");
        let newline = document.text().line_break();
        match self.anchor(document)? {
            Anchor::After(lines) => {
                let gap = gap(document, &lines, self.form, newline);
                draft.insert(lines.span.end, format!("{gap}{note}"));
            }
            Anchor::Before(lines) => {
                let gap = gap(document, &lines, self.form, newline);
                draft.insert(lines.all.start, format!("{note}{gap}"));
            }
            Anchor::End(end) => draft.insert(end, format!("{newline}{newline}{note}")),
        }
        Ok(())
    }

    /// What it stands beside: the note cited before it, or the one cited after it where only that one stands
    /// below; else it ends the section.
    fn anchor(&self, document: &Document) -> Result<Anchor, Refusal> {
        let lines = |note: &Note| {
            note_lines(document, note.clone()).ok_or_else(|| {
                Refusal::new(format!(
                    "Note {} does not stand on lines of its own.",
                    note.label
                ))
            })
        };
        let below = |note: &&Note| note.span.start > self.offset;
        if let Some(before) = self.neighbour().filter(below) {
            return Ok(Anchor::After(lines(before)?));
        }
        if let Some(after) = self.after.as_ref().filter(below) {
            return Ok(Anchor::Before(lines(after)?));
        }
        if let (Form::Endnotes, Some(before)) = (self.form, self.neighbour()) {
            return Ok(Anchor::After(lines(before)?));
        }
        let sections = sections(document);
        let end = match self.before {
            Some(_) => sections
                .get(section_at(&sections, self.offset))
                .map(|section| section.span.end),
            None => None,
        };
        Ok(Anchor::End(content_end(
            document,
            end.unwrap_or(document.text().len()),
        )))
    }
}

/// What a new note stands beside.
enum Anchor {
    After(NoteLines),
    Before(NoteLines),
    End(usize),
}

/// What stands between two notes beside one another: a line break where they touch here.
fn gap(document: &Document, lines: &NoteLines, form: Form, newline: &str) -> String {
    let is_note = |offset| {
        let block = document.blocks().at_offset(offset);
        block.is_some_and(|block| begins_note(document, block))
    };
    let start = lines.all.start;
    let before =
        is_note(start.saturating_sub(1)) && is_tight(document, content_end(document, start), lines);
    let line = |offset| document.text().line_of(offset);
    let after = is_note(lines.all.end) && line(lines.all.end) == line(lines.span.end) + 1;
    newline.repeat(if before || after || form == Form::Endnotes {
        1
    } else {
        2
    })
}

/// The form of the markers that cite a note of a list.
fn marker_form(document: &Document, note: MarkId) -> Form {
    let first = document.footnotes().citing(note).first();
    first
        .and_then(|id| document.marker(*id))
        .map_or(Form::Superscript, |marker| marker.form)
}
