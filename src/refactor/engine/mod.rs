//! What refactorings are made of: where things stand, how they are numbered and written, and the proof
//! that the result says the same.

pub(in crate::refactor) mod adjacent_notes;
pub(in crate::refactor) mod back_references;
pub(in crate::refactor) mod broken_ibid;
pub(in crate::refactor) mod citation_group;
pub(in crate::refactor) mod cluster;
pub(in crate::refactor) mod duplicates;
pub(in crate::refactor) mod edit_builder;
pub(in crate::refactor) mod expand;
pub(in crate::refactor) mod front_matter;
pub(in crate::refactor) mod layout;
pub(in crate::refactor) mod marker_place;
pub(in crate::refactor) mod missing_notes;
pub(in crate::refactor) mod new_note;
pub(in crate::refactor) mod note_digest;
pub(in crate::refactor) mod note_lines;
pub(in crate::refactor) mod note_links;
pub(in crate::refactor) mod note_place;
pub(in crate::refactor) mod numbering;
pub(in crate::refactor) mod one_line;
pub(in crate::refactor) mod relabel;
pub(in crate::refactor) mod remove_markers;
pub(in crate::refactor) mod rendered;
pub(in crate::refactor) mod section;
pub(in crate::refactor) mod sequence;
pub(in crate::refactor) mod spelling;
pub(in crate::refactor) mod written_out;
