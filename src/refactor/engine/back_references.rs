//! The numbers by which a note refers back to others, and running text to notes: `supra note 3`.

use rustc_hash::FxHashMap;

use crate::citation::{Antecedent, BackReference, NoteNumbers};
use crate::config::Form;
use crate::index::{CrossReference, Document, ItemId, Note, Referent};
use crate::text::Span;

/// Which note is called by a number, in each way of numbering and each run. What Markdown renderers count
/// stays the same whatever the labels are.
#[derive(Debug, Default)]
pub(in crate::refactor) struct NotesByNumber {
    numbers: FxHashMap<(bool, u32, u32), ItemId>,
}

/// What the text of a note leads back to.
#[derive(Debug, Default)]
pub(in crate::refactor) struct Leads {
    /// The numbers of notes in it, each with where it is written, in bytes of the document.
    pub numbers: Vec<NoteNumbers>,
    /// Whether it leads anywhere.
    pub any: bool,
}

impl NotesByNumber {
    /// What the notes of `document` are called.
    pub fn of(document: &Document) -> NotesByNumber {
        let mut numbers = FxHashMap::default();
        for note in document.notes() {
            if let Some(number) = note.number.or(note.label.number()) {
                numbers
                    .entry((note.form.is_counted_anew(), note.run, number))
                    .or_insert(note.id);
            }
        }
        let named = document
            .notes()
            .filter(|note| note.label.number().is_none());
        for note in named.filter(|note| note.form.is_counted_anew()) {
            if let Some(number) = document.sources().number(note.id) {
                numbers.entry((true, note.run, number)).or_insert(note.id);
            }
        }
        NotesByNumber { numbers }
    }

    /// The note that is called `number` where `note` says so.
    pub fn by(&self, number: u32, note: &Note) -> Option<ItemId> {
        let by_number = (note.form.is_counted_anew(), note.run, number);
        self.numbers.get(&by_number).copied()
    }
}

/// What `note` leads back to. What may be something else is left out.
pub(in crate::refactor) fn leads(document: &Document, note: &Note) -> Leads {
    let mut leads = Leads::default();
    for (found, referent) in document.sources().back_references_of(note.id) {
        leads.any |= found.antecedent != Antecedent::ShortForm;
        let placed = |number: &NoteNumbers| {
            let span = document.in_note(note.id, number.span)?;
            Some(NoteNumbers { span, ..*number })
        };
        let numbers = numbers_of(found, referent).iter();
        leads.numbers.extend(numbers.filter_map(placed));
    }
    leads
}

/// The numbers of notes in running text, where each is written in bytes of the document, with a note in which they mean
/// the same.
pub(in crate::refactor) fn numbers_in_text(
    document: &Document,
) -> impl Iterator<Item = (NoteNumbers, Note)> {
    let named = document
        .cross_references()
        .filter(CrossReference::is_resolved);
    named.flat_map(|named| {
        let near = named.near.and_then(|near| document.note(near));
        let numbers = named.numbers.into_iter();
        numbers.filter_map(move |numbers| Some((numbers, near.clone()?)))
    })
}

/// The numbers of notes by which a back-reference leads to another: `Roy, note 3` only where that note cites Roy.
fn numbers_of<'a>(found: &'a BackReference, referent: &Referent) -> &'a [NoteNumbers] {
    let named = found.name.is_some() && referent.citation.is_some() && referent.missing.is_none();
    match &found.antecedent {
        Antecedent::Notes(numbers) if found.certain || named => numbers,
        _ => &[],
    }
}

/// The numbers by which notes refer back and running text names notes, where the labels of Markdown notes are those with
/// which readers see them; else none. Who changes what renderers count behind one of them writes the labels anew, too.
pub(in crate::refactor) fn numbers_read(document: &Document) -> Vec<u32> {
    let sources = document.sources();
    let by_number = |found: &BackReference| matches!(found.antecedent, Antecedent::Notes(_));
    let mut notes = sources.in_order();
    let mut numbers: Vec<NoteNumbers> = Vec::new();
    if notes.any(|(_, note)| note.back_references().iter().any(by_number)) {
        let references = sources.back_references();
        let of_notes = references.flat_map(|(_, found, referent)| numbers_of(found, referent));
        numbers.extend(of_notes);
    }
    numbers.extend(numbers_in_text(document).map(|(numbers, _)| numbers));
    let numbers: Vec<u32> = numbers.iter().flat_map(|it| [it.first, it.last]).collect();
    let is_read = |note: Note| {
        let (label, seen) = (note.label.number(), sources.number(note.id));
        note.first.is_none() && (seen.is_none() || label.is_none() || label == seen)
    };
    let mut notes = document.notes().filter(|note| note.form == Form::Markdown);
    match numbers.is_empty() || notes.all(is_read) {
        true => numbers,
        false => Vec::new(),
    }
}

/// The number of a note: that which is printed, or that of its label, or that with which readers see it.
pub(in crate::refactor) fn number_of(document: &Document, id: ItemId) -> Option<u32> {
    let note = document.note(id)?;
    let counted = || {
        note.label
            .number()
            .or_else(|| document.sources().number(id))
    };
    match note.form.is_counted_anew() {
        true => counted(),
        false => note.number,
    }
}

/// Where the last of the numbers `numbers` is written, if it is a range.
pub(in crate::refactor) fn last_span(document: &Document, numbers: &NoteNumbers) -> Option<Span> {
    let text = document.text().slice(numbers.span);
    let digits = text.rfind(|c: char| !c.is_numeric())?;
    let start = digits + text[digits..].chars().next().map_or(0, char::len_utf8);
    (numbers.first != numbers.last).then(|| Span::new(numbers.span.start + start, numbers.span.end))
}
