//! What may be a marker or a note.

use crate::config::Form;
use crate::syntax::{Confidence, Label};

use super::item_id::ItemId;

/// A candidate as the table sees it.
#[derive(Clone, Copy, Debug)]
pub(in crate::index) struct Candidate<'a> {
    pub id: ItemId,
    pub form: Form,
    pub label: &'a Label,
    pub confidence: Confidence,
}

/// The candidates of a family of forms, whose markers and notes may belong together.
#[derive(Default)]
pub(in crate::index) struct FamilyCandidates<'a> {
    pub markers: Vec<Candidate<'a>>,
    pub notes: Vec<Candidate<'a>>,
}

/// A number in the text that may be what copying left of a marker.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::index) struct FlatNumber {
    pub id: ItemId,
    pub number: u32,
    pub confidence: Confidence,
    /// Whether it is raised, and stands before its word.
    pub is_raised: bool,
}

impl FlatNumber {
    /// Whether its place alone may show that it is a marker.
    pub fn is_strong(self) -> bool {
        matches!(self.confidence, Confidence::Certain | Confidence::Doubtful)
    }

    /// How much its place speaks for a marker.
    pub fn weight(self) -> u32 {
        match self.confidence {
            Confidence::Certain => 8,
            Confidence::Doubtful => 6,
            Confidence::Loose => 3,
            _ => 2,
        }
    }
}
