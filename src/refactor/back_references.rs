//! Where the back-references of a note lead: `Ibid.` to the note before, `supra note 3` to the third.

use rustc_hash::FxHashMap;

use crate::citation::{Antecedent, NoteNumbers, back_references};
use crate::config::Form;
use crate::index::{Document, MarkId, Note};
use crate::text::Span;

use super::sequence::{Member, sequences};

/// Which note is meant by a number, and which one stands before another.
#[derive(Debug, Default)]
pub(super) struct Order {
    /// By form of numbering, run and number; a label goes before the number that readers see.
    numbers: FxHashMap<(bool, u32, u32), MarkId>,
    /// The notes, each with the one that is printed before it.
    pub printed: Vec<(MarkId, Option<MarkId>)>,
}

/// What the text of a note leads back to.
#[derive(Debug, Default)]
pub(super) struct Leads {
    /// The numbers of notes in it, each with where it is written, in bytes of the document.
    pub numbers: Vec<NoteNumbers>,
    /// Whether it leads to the source cited right before.
    pub preceding: bool,
    /// Whether it leads anywhere.
    pub any: bool,
}

impl Order {
    /// The order of the notes of `document`.
    pub fn of(document: &Document) -> Order {
        let mut order = Order::default();
        for note in document.notes() {
            if let Some(number) = note.number.or(note.label.number()) {
                order
                    .numbers
                    .entry((is_counted_anew(note.form), note.run, number))
                    .or_insert(note.id);
            }
        }
        for sequence in sequences(document, false) {
            let members = sequence.members.iter();
            let mut notes: Vec<Note> = members
                .filter_map(|member| match member {
                    Member::Note(id) => document.note(*id),
                    Member::Missing(_) => None,
                })
                .collect();
            notes.sort_by_key(|note| {
                if is_counted_anew(note.form) {
                    None
                } else {
                    note.number
                }
            });
            let cited = notes
                .iter()
                .filter(|note| !document.footnotes().citing(note.id).is_empty());
            for (number, note) in (1..).zip(cited.filter(|note| is_counted_anew(note.form))) {
                order
                    .numbers
                    .entry((true, note.run, number))
                    .or_insert(note.id);
            }
            let mut before = None;
            for note in notes {
                order.printed.push((note.id, before));
                before = Some(note.id);
            }
        }
        order
    }

    /// The note that stands before one with a printed number: where numbers are out of order, it may be what
    /// is meant rather than the one numbered before.
    pub fn above(document: &Document, note: &Note) -> Option<Note> {
        let notes = document.footnotes().notes();
        let at = notes.partition_point(|id| *id < note.id);
        let above = notes
            .get(..at)?
            .iter()
            .rev()
            .filter_map(|id| document.note(*id));
        let like = |other: &Note| is_counted_anew(other.form) == is_counted_anew(note.form);
        above.filter(|_| !is_counted_anew(note.form)).find(like)
    }

    /// The note that `number` means in the text of `note`.
    pub fn meant(&self, note: &Note, number: u32) -> Option<MarkId> {
        self.numbers
            .get(&(is_counted_anew(note.form), note.run, number))
            .copied()
    }
}

/// What `note` leads back to. What may be something else is left out.
pub(super) fn leads(document: &Document, note: &Note) -> Leads {
    let text = document.text().slice(note.body);
    let mut leads = Leads::default();
    for found in back_references(&text) {
        leads.any = true;
        match found.antecedent {
            Antecedent::Preceding => leads.preceding = true,
            Antecedent::Named => {}
            Antecedent::Notes(_) if !found.certain => {}
            Antecedent::Notes(numbers) => {
                let placed = |number: NoteNumbers| NoteNumbers {
                    span: number.span.shift(note.body.start),
                    ..number
                };
                leads.numbers.extend(numbers.into_iter().map(placed));
            }
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
