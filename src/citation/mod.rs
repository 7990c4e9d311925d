//! What a note says: the sources that it cites, what it says of them, and where.
//!
//! [`read`] takes a note's text (Markdown or plain) apart into citations, back-references and comment. It cannot
//! fail: what it does not understand is comment, or a part of a citation that no field names.

mod back_reference;
mod cited;
mod date;
mod identity;
mod reading;
mod source;

pub use back_reference::{Antecedent, BackReference, NoteNumbers, find as back_references};
pub use cited::{Author, Citation, Field, Kind, Name};
pub use date::{Date, DateFault, PartialDate, Season};
pub use identity::Identity;
pub use reading::{Part, Reading};
pub use source::Source;

/// What a note says. `text` is the note's text without its head, as `Document::note_text` gives it; the
/// spans of the reading are bytes of `text`.
///
/// Takes time linear in the length of `text`.
pub fn read(text: &str) -> Reading {
    let _ = text;
    Reading::default()
}
