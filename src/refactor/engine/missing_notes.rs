//! The notes that markers cite and that are missing, each in its place among the others.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::config::Form;
use crate::index::{Document, Marker, Note};
use crate::text::Span;

use super::adjacent_notes::CitedNotes;
use super::new_note::{NewNote, unwritten};
use super::note_place::Beside;
use super::section::{LayoutSection, section_end, sections};
use crate::refactor::Refusal;

/// What is to be known of a document for notes that are missing in it.
pub(in crate::refactor) struct MissingNotes<'a> {
    document: &'a Document,
    sections: Vec<LayoutSection>,
    /// The form of the notes that markers of a form cite.
    forms: FxHashMap<Form, Form>,
    cited: FxHashMap<Form, CitedNotes>,
    /// The notes that have numbers, of each form and run.
    numbered: FxHashMap<(Form, u32), BTreeMap<u32, Note>>,
}

impl<'a> MissingNotes<'a> {
    /// Of `document`.
    pub fn of(document: &'a Document) -> MissingNotes<'a> {
        let mut forms = FxHashMap::default();
        for marker in document.markers() {
            if let Some(note) = marker.note.and_then(|note| document.note(note)) {
                forms.entry(marker.form).or_insert(note.form);
            }
        }
        let mut numbered: FxHashMap<(Form, u32), BTreeMap<u32, Note>> = FxHashMap::default();
        for note in document.notes().filter(|note| note.first.is_none()) {
            if let Some(number) = note.number.or(note.label.number()) {
                let notes = numbered.entry((note.form, note.run)).or_default();
                notes.insert(number, note);
            }
        }
        MissingNotes {
            document,
            sections: sections(document),
            forms,
            cited: FxHashMap::default(),
            numbered,
        }
    }

    /// The note that `marker` cites and that is missing: of its label, by its number among the others if they have
    /// numbers.
    ///
    /// # Errors
    /// [`Refusal`] in a form whose numbers mean something else.
    pub fn note(&mut self, marker: &Marker) -> Result<NewNote, Refusal> {
        let form = *self.forms.get(&marker.form).unwrap_or(&marker.form);
        if let Some(refusal) = unwritten(form) {
            return Err(refusal);
        }
        let offset = marker.span.start;
        let cited = self.cited.entry(form);
        // A marker without a note is none by which another is cited.
        let cited = cited.or_insert_with(|| CitedNotes::of(self.document, form, Span::at(0)));
        let around = cited.around(offset);
        let run = around.run(offset);
        let number = marker.label.number();
        let beside = number.and_then(|number| self.in_order(form, run, number));
        let beside = beside.unwrap_or_else(|| {
            around.beside(form, offset, |offset| section_end(&self.sections, offset))
        });
        Ok(NewNote::missing(marker, form, beside))
    }

    /// What the note of `number` stands beside among those of its form and run.
    fn in_order(&self, form: Form, run: u32, number: u32) -> Option<Beside> {
        let notes = self.numbered.get(&(form, run))?;
        let before = notes.range(..number).next_back();
        let before = before.map(|(_, note)| Beside::After(note.clone()));
        let after = || notes.range(number.saturating_add(1)..).next();
        before.or_else(|| after().map(|(_, note)| Beside::Before(note.clone())))
    }
}
