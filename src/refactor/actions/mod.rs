//! What an author can ask for, one file each.

pub(in crate::refactor) mod add_note;
pub(in crate::refactor) mod convert;
pub(in crate::refactor) mod delete_note;
pub(in crate::refactor) mod extract_bibliography;
pub(in crate::refactor) mod extract_note;
pub(in crate::refactor) mod format;
pub(in crate::refactor) mod gather;
pub(in crate::refactor) mod inline_citation;
pub(in crate::refactor) mod inline_note;
pub(in crate::refactor) mod insert_note;
pub(in crate::refactor) mod join;
pub(in crate::refactor) mod lay_by_section;
pub(in crate::refactor) mod merge;
pub(in crate::refactor) mod merge_identical;
pub(in crate::refactor) mod plain_text;
pub(in crate::refactor) mod renumber;
