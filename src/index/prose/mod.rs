//! What the running text of a document says.

pub(in crate::index) mod acronyms;
pub(in crate::index) mod page_number;
pub(in crate::index) mod running_words;
pub(in crate::index) mod sentence;
pub(in crate::index) mod title_block;
