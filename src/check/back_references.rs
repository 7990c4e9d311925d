//! Faults of references back, for the rules that report them.

use crate::citation::BackReference;
use crate::index::{Document, MarkId, Referent};

use super::fault::Fault;

/// What `fault` says of each reference back: of the note in which it stands, its words, and what it refers to.
pub(super) fn faults(
    document: &Document,
    fault: impl Fn(&Document, MarkId, &BackReference, &Referent) -> Option<Fault>,
) -> Vec<Fault> {
    let references = document.sources().back_references();
    references
        .filter_map(|(id, reference, referent)| fault(document, id, reference, referent))
        .collect()
}
