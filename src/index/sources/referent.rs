use crate::citation::NoteNumbers;
use crate::index::ItemId;

/// A citation of a document.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct CitationId {
    /// The note that it stands in.
    pub note: ItemId,
    /// Which part of the note's reading it is, from 0.
    pub part: usize,
}

/// What a back-reference refers to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Referent {
    /// The notes that it leads to: for `Ibid.` the one before, or its own.
    pub notes: Vec<ItemId>,
    /// The source that is meant, at the end of the chain; `None` where the notes have none or several.
    pub citation: Option<CitationId>,
    /// What is wrong with the back-reference.
    pub missing: Option<Missing>,
}

/// Why a back-reference refers to nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Missing {
    /// No note stands before.
    Before,
    /// The note before cites no source.
    Source(ItemId),
    /// The note before cites several.
    OneSource(ItemId),
    /// No note has that number.
    Note(NoteNumbers),
    /// The note of that number cites another source than the one named, which `named` cites.
    Named {
        /// The note of that number.
        note: ItemId,
        /// One that cites the source that is named.
        named: ItemId,
    },
}

impl Referent {
    /// Nothing, for that reason.
    pub(super) fn missing(missing: Missing) -> Referent {
        Referent {
            missing: Some(missing),
            ..Referent::default()
        }
    }
}
