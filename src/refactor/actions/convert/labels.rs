//! What notes are called after a conversion.

use crate::config::Form;
use crate::index::Document;
use crate::refactor::engine::back_references::leads;
use crate::refactor::engine::numbering::Numbering;
use crate::refactor::engine::sequence::{
    FormFamily, Member, NoteSequence, NumberedTogether, sequences,
};

use super::ConversionTarget;

/// The numbers that notes, and markers without a note, have afterwards; none where all stay as they are.
pub(super) fn numbering(document: &Document, target: ConversionTarget) -> Numbering {
    match &sequences(document, NumberedTogether::Nothing)[..] {
        [alone] if stays(document, target, alone) => Numbering::default(),
        _ => {
            let mut all = sequences(document, NumberedTogether::All);
            if target.form() == Form::Markdown {
                // Markdown renderers count what has a note.
                let is_missing = |member: &Member| matches!(member, Member::Missing(_));
                all.iter_mut()
                    .for_each(|sequence| sequence.members.sort_by_key(is_missing));
            }
            Numbering::by_first_use(&all)
        }
    }
}

/// Whether the numbers of a brief whose notes are all of one sequence stay.
fn stays(document: &Document, target: ConversionTarget, sequence: &NoteSequence) -> bool {
    match (sequence.family, target) {
        (FormFamily::Slashed, _) => false,
        // What Markdown renderers count anew has no printed number yet.
        (FormFamily::Markdown, target) => target == ConversionTarget::Inline,
        (_, ConversionTarget::Superscript | ConversionTarget::Html) => true,
        (_, ConversionTarget::Markdown | ConversionTarget::Inline) => {
            counts_up_by_use(document, sequence) || !refers_by_number(document)
        }
        (_, ConversionTarget::Endnotes) => counts_up(document, sequence),
    }
}

/// Whether the notes of `sequence` have the numbers that Markdown renderers show.
fn counts_up_by_use(document: &Document, sequence: &NoteSequence) -> bool {
    let number = |id| document.footnotes().note(id).and_then(|note| note.number);
    (1..)
        .zip(sequence.notes())
        .all(|(count, id)| number(id) == Some(count))
}

/// Whether a note refers to another by its number, which Markdown renderers count anew.
fn refers_by_number(document: &Document) -> bool {
    let mut notes = document.notes();
    notes.any(|note| !leads(document, &note).numbers.is_empty())
}

/// Whether the notes of `sequence` are numbered as the items of a list are, from 1 without a gap.
fn counts_up(document: &Document, sequence: &NoteSequence) -> bool {
    let number = |member: &Member| match member {
        Member::Note(id) => document.footnotes().note(*id)?.number,
        Member::Missing(_) => None,
    };
    let mut numbers: Vec<Option<u32>> = sequence.members.iter().map(number).collect();
    numbers.sort_unstable();
    (1..)
        .zip(numbers)
        .all(|(count, number)| number == Some(count))
}
