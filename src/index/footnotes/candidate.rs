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
