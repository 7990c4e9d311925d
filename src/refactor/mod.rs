//! The refactorings, one file each: a snapshot in, edits out, the same for the editor and the command line.
//!
//! A refactoring is refused rather than done by halves, or where a marker might end up with another note.

mod add_note;
mod back_references;
mod called;
mod cluster;
mod convert;
mod delete_note;
mod draft;
mod expand;
mod extract_bibliography;
mod extract_note;
mod format;
mod gather;
mod inline_citation;
mod inline_note;
mod insert_note;
mod join;
mod lay_by_section;
mod layout;
mod marker_place;
mod merge_identical;
mod neighbours;
mod new_note;
mod note_lines;
mod note_links;
mod note_place;
mod numbering;
mod one_line;
mod parted;
mod reading;
mod refusal;
mod renumber;
mod said;
mod section;
mod sequence;
mod spelling;
mod twins;
mod written_out;

pub use add_note::ADD_NOTE;
pub use called::called;
pub use convert::{Target, check_ties};
pub use delete_note::DELETE_NOTE;
pub use extract_bibliography::{
    EXTRACT_BIBLIOGRAPHY, Entries, Extraction, Home, extract, may_extract,
};
pub use format::format;
pub use insert_note::INSERT_NOTE;
pub use join::JOIN;
pub use marker_place::is_punctuation;
pub use new_note::NewNote;
pub use parted::Parted;
pub use refusal::Refusal;
pub use renumber::RENUMBER;
pub use spelling::{head, is_raised, marker, renumbered};
pub use written_out::short_form;

use crate::index::Document;
use crate::text::{Edits, Span};

/// One refactoring: what it is called, where it is of use, what it changes.
pub struct Refactoring {
    /// The stable name, which is the kind of its code action (LSP 3.17, `CodeActionKind`).
    pub kind: &'static str,
    /// What it does, as a menu shows it.
    pub title: &'static str,
    /// Of one that changes the whole brief: whether it is of use at a place to who has not asked for it.
    pub whole: Option<fn(&Document, Span) -> bool>,
    /// Whether there is something for it to do at a place, in bytes of the document: the cursor or the
    /// selection. It does not look at the whole document and may say yes where [`Refactoring::edits`] then
    /// refuses or changes nothing.
    pub applies: fn(&Document, Span) -> bool,
    /// The change that it makes at a place, in bytes of the document; no edit where all is as it should be.
    pub edits: fn(&Document, Span) -> Result<Edits, Refusal>,
}

impl PartialEq for Refactoring {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
    }
}

impl Eq for Refactoring {}

impl std::fmt::Debug for Refactoring {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.kind)
    }
}

static REFACTORINGS: &[&Refactoring] = &[
    &INSERT_NOTE,
    &ADD_NOTE,
    &extract_note::EXTRACT_NOTE,
    &inline_note::INLINE_NOTE,
    &inline_citation::INLINE_CITATION,
    &DELETE_NOTE,
    &JOIN,
    &RENUMBER,
    &gather::GATHER,
    &lay_by_section::LAY_BY_SECTION,
    &merge_identical::MERGE_IDENTICAL,
    &convert::TO_MARKDOWN,
    &convert::TO_SUPERSCRIPT,
    &convert::TO_HTML,
    &convert::TO_INLINE,
    &convert::TO_ENDNOTES,
];

/// All refactorings, in the order in which a menu shows them: those of the place before those of the whole brief.
pub fn refactorings() -> &'static [&'static Refactoring] {
    REFACTORINGS
}

/// The refactoring of that kind.
pub fn refactoring(kind: &str) -> Option<&'static Refactoring> {
    REFACTORINGS
        .iter()
        .find(|found| found.kind == kind)
        .copied()
}
