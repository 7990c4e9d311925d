//! The footnotes of a document: which marker belongs to which note.

pub(in crate::index) mod candidates;
pub(in crate::index) mod headings;
pub(in crate::index) mod malformed_references;
pub(in crate::index) mod numbers;
pub(in crate::index) mod paged;
pub(in crate::index) mod runs;
pub(in crate::index) mod table;
