//! Renaming an acronym.

use crate::index::{Acronym, Document, acronyms};
use crate::text::Edit;

use super::{NotRenamed, Renamed, at_each};

/// The acronym where `offset` is.
pub(super) fn renamed(acronym: &Acronym, offset: usize) -> Option<Renamed> {
    let span = acronym.uses.iter().find(|span| span.touches(offset))?;
    Some(Renamed {
        span: *span,
        name: acronym.name.clone(),
    })
}

/// `name` wherever the acronym stands.
pub(super) fn edits(
    document: &Document,
    acronym: &Acronym,
    name: &str,
) -> Result<Vec<Edit>, NotRenamed> {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '&' | '/' | '-' | '.');
    if !name.chars().all(is_word) {
        return Err(NotRenamed::new(
            "An acronym must be one word of letters and digits.",
        ));
    }
    let is_taken = |other: &Acronym| other.name == name && other.defined != acronym.defined;
    if acronyms(document).iter().any(is_taken) {
        return Err(NotRenamed::new(format!(
            "The acronym {name} already means something else here."
        )));
    }
    Ok(at_each(acronym.uses.iter().copied(), name))
}
