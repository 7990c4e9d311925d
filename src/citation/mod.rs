//! What a note says: the sources that it cites, what it says of them, and where.
//!
//! [`read`] takes a note's text (Markdown or plain) apart into citations, back-references and comment. It cannot
//! fail: what it does not understand is comment, or a part of a citation that no field names.

mod address;
mod back_reference;
mod calendar;
mod cited;
mod date;
mod dates;
mod evidence;
pub mod export;
mod fields;
mod identity;
mod labels;
mod legal;
mod look;
mod name_words;
mod names;
mod numbers;
mod parts;
mod plain;
mod quotes;
mod reading;
mod segments;
mod sentences;
mod signals;
mod source;
mod vocabulary;

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
    parts::read(text)
}
