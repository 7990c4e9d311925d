//! What notes are called after a conversion.

use crate::index::Document;
use crate::refactor::numbering::Numbering;
use crate::refactor::sequence::{Family, Joined, Member, Sequence, sequences};

use super::Target;

/// The numbers that notes, and markers without a note, have afterwards; none where all stay as they are.
pub(super) fn numbering(document: &Document, target: Target) -> Numbering {
    match &sequences(document, Joined::Nothing)[..] {
        [alone] if stays(document, target, alone) => Numbering::default(),
        _ => Numbering::by_first_use(&sequences(document, Joined::All)),
    }
}

/// Whether the numbers of a brief whose notes are all of one sequence stay.
fn stays(document: &Document, target: Target, sequence: &Sequence) -> bool {
    match (sequence.family, target) {
        (Family::Slashed, _) => false,
        // What readers of Markdown count anew has no printed number yet.
        (Family::Markdown, target) => target == Target::Inline,
        (_, Target::Superscript | Target::Html) => true,
        (_, Target::Markdown | Target::Inline) => !has_twins(document),
        (_, Target::Endnotes) => counts_up(document, sequence),
    }
}

/// Whether a note bears the number of another.
fn has_twins(document: &Document) -> bool {
    let table = document.footnotes();
    let mut notes = table.notes().iter().filter_map(|id| table.note(*id));
    notes.any(|note| note.first.is_some())
}

/// Whether the notes of `sequence` are numbered as the items of a list are, from 1 without a gap.
fn counts_up(document: &Document, sequence: &Sequence) -> bool {
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
