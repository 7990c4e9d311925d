//! The numbers by which a note refers back to others: `supra note 3`.

use rustc_hash::FxHashMap;

use crate::citation::{Antecedent, NoteNumbers, back_references};
use crate::config::Form;
use crate::index::{Document, MarkId, Note};
use crate::text::Span;

/// Which note is called by a number, in each way of numbering and each run. What readers of Markdown count
/// stays the same whatever the labels are.
#[derive(Debug, Default)]
pub(super) struct Called {
    numbers: FxHashMap<(bool, u32, u32), MarkId>,
}

/// What the text of a note leads back to.
#[derive(Debug, Default)]
pub(super) struct Leads {
    /// The numbers of notes in it, each with where it is written, in bytes of the document.
    pub numbers: Vec<NoteNumbers>,
    /// Whether it leads anywhere.
    pub any: bool,
}

impl Called {
    /// What the notes of `document` are called.
    pub fn of(document: &Document) -> Called {
        let mut numbers = FxHashMap::default();
        for note in document.notes() {
            if let Some(number) = note.number.or(note.label.number()) {
                numbers
                    .entry((is_counted_anew(note.form), note.run, number))
                    .or_insert(note.id);
            }
        }
        Called { numbers }
    }

    /// The note that is called `number` where `note` says so.
    pub fn by(&self, number: u32, note: &Note) -> Option<MarkId> {
        let called = (is_counted_anew(note.form), note.run, number);
        self.numbers.get(&called).copied()
    }
}

/// What `note` leads back to. What may be something else is left out.
pub(super) fn leads(document: &Document, note: &Note) -> Leads {
    let text = document.text().slice(note.body);
    let mut leads = Leads::default();
    for found in back_references(&text) {
        leads.any |= found.antecedent != Antecedent::ShortForm;
        if let (Antecedent::Notes(numbers), true) = (found.antecedent, found.certain) {
            let placed = |number: NoteNumbers| NoteNumbers {
                span: number.span.shift(note.body.start),
                ..number
            };
            leads.numbers.extend(numbers.into_iter().map(placed));
        }
    }
    leads
}

/// Where the last of the numbers `numbers` is written, if it is a range.
pub(super) fn last_span(document: &Document, numbers: &NoteNumbers) -> Option<Span> {
    let text = document.text().slice(numbers.span);
    let digits = text.rfind(|c: char| !c.is_numeric())?;
    let start = digits + text[digits..].chars().next().map_or(0, char::len_utf8);
    (numbers.first != numbers.last).then(|| Span::new(numbers.span.start + start, numbers.span.end))
}

fn is_counted_anew(form: Form) -> bool {
    matches!(form, Form::Markdown | Form::Inline)
}
