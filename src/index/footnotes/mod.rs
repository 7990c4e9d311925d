//! The footnotes of a document: which marker belongs to which note.

mod candidates;
pub(in crate::index) mod dialect;
mod find_malformed;
pub(in crate::index) mod headings;
pub(in crate::index) mod item_id;
pub(in crate::index) mod keys;
pub(in crate::index) mod malformed_references;
mod legends;
pub(in crate::index) mod linked;
mod linked_candidates;
mod lists;
mod numbered;
mod numbers;
mod paged;
pub(in crate::index) mod pairing;
mod runs;
mod signs;
pub(in crate::index) mod table;
