//! The refactorings, one file each: a snapshot in, edits out, the same for the editor and the command line.
//!
//! A refactoring is refused rather than done by halves, or where a marker might end up with another note.

mod actions;
mod engine;
pub mod quoted;
mod refusal;

pub use actions::add_note::ADD_NOTE;
pub use actions::convert::{
    ConversionTarget, ConvertedInPart, LeftMarker, check_reference_links, convert_in_part,
};
pub use actions::delete_note::{DELETE_NOTE, note_at};
pub use actions::extract_bibliography::{
    EXTRACT_BIBLIOGRAPHY, Entries, Extraction, TargetBibliography, extract, may_extract,
};
pub use actions::format::format;
pub use actions::insert_note::INSERT_NOTE;
pub use actions::join::JOIN;
pub use actions::merge::{MergedBrief, merge};
pub use actions::plain_text::{MarkedUp, into_plain, marked_up};
pub use actions::renumber::RENUMBER;
pub use engine::broken_ibid::BrokenIbid;
pub use engine::marker_place::is_punctuation;
pub use engine::new_note::NewNote;
pub use engine::relabel::relabel;
pub use engine::spelling::{marker, opener, renumbered};
pub use engine::written_out::short_form;
pub use refusal::Refusal;

use crate::index::Document;
use crate::text::{Edits, Span};

/// One refactoring: what it is called, where it is of use, what it changes.
pub struct Refactoring {
    /// The stable name, which is the kind of its code action (LSP 3.17, `CodeActionKind`).
    pub kind: &'static str,
    /// What it does, as a menu shows it.
    pub title: &'static str,
    /// Of one that changes the whole brief, when it has something to do.
    pub whole: Option<Whole>,
    /// Whether there is something for it to do at a place, in bytes of the document: the cursor or the
    /// selection. It does not look at the whole document and may say yes where [`Refactoring::edits`] then
    /// refuses or changes nothing.
    pub applies: fn(&Document, Span) -> bool,
    /// The change that it makes at a place, in bytes of the document; no edit where all is as it should be.
    pub edits: fn(&Document, Span) -> Result<Edits, Refusal>,
    /// The change that it makes at several places together, of one that fixes findings of which a brief may have many.
    pub together: Option<Together>,
}

/// What a refactoring changes at several places, in bytes of the document. Those where there is nothing for it to do do
/// not matter.
pub type Together = fn(&Document, &[Span]) -> Result<Edits, Refusal>;

/// When a refactoring that changes the whole brief has something to do.
pub struct Whole {
    /// Whether anything in the brief is not as it is to be. It may say yes where [`Refactoring::edits`] then refuses.
    pub has_work: fn(&Document) -> bool,
    /// What is to be said where nothing is: a sentence for the author.
    pub done: &'static str,
    /// Whether it is of use at a place, in bytes of the document, to who has not asked for it.
    pub unasked: fn(&Document, Span) -> bool,
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
    &actions::extract_note::EXTRACT_NOTE,
    &actions::inline_note::INLINE_NOTE,
    &actions::inline_citation::INLINE_CITATION,
    &DELETE_NOTE,
    &JOIN,
    &RENUMBER,
    &actions::gather::GATHER,
    &actions::lay_by_section::LAY_BY_SECTION,
    &actions::merge_identical::MERGE_IDENTICAL,
    &actions::convert::TO_MARKDOWN,
    &actions::convert::TO_SUPERSCRIPT,
    &actions::convert::TO_HTML,
    &actions::convert::TO_INLINE,
    &actions::convert::TO_ENDNOTES,
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
