//! The footnotes of a document: which marker belongs to which note.

mod candidate;
mod candidates;
pub(in crate::index) mod dialect;
mod find_malformed;
mod flat;
pub(in crate::index) mod headings;
pub(in crate::index) mod item_id;
pub(in crate::index) mod keys;
mod legends;
mod linked;
mod linked_candidates;
mod lists;
pub(in crate::index) mod malformed_references;
pub(in crate::index) mod numbered;
mod numbers;
mod paged;
pub(in crate::index) mod pairing;
mod runs;
mod signs;
pub(in crate::index) mod table;
