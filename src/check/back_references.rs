//! Faults of references back, for the rules that report them.

use crate::citation::BackReference;
use crate::index::{Document, ItemId, Referent};

use super::raw_diagnostic::RawDiagnostic;

/// What `raw_diagnostic` says of each reference back: of the note in which it stands, its words, and what it refers to.
pub(super) fn raw_diagnostics(
    document: &Document,
    raw_diagnostic: impl Fn(&Document, ItemId, &BackReference, &Referent) -> Option<RawDiagnostic>,
) -> Vec<RawDiagnostic> {
    let references = document.sources().back_references();
    references
        .filter_map(|(id, reference, referent)| raw_diagnostic(document, id, reference, referent))
        .collect()
}
