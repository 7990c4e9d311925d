//! What the running text of a document says.

pub(in crate::index) mod acronyms;
mod brief_date;
pub(in crate::index) mod page_number;
mod passage_reader;
pub(in crate::index) mod passages;
pub(in crate::index) mod running_words;
pub(in crate::index) mod section_kind;
pub(in crate::index) mod sentence;
pub(in crate::index) mod title_block;
