//! What briefs tell one another.

pub(in crate::index) mod anchors;
pub(in crate::index) mod brief;
pub(in crate::index) mod briefs;
pub(in crate::index) mod cited_sources;
pub(in crate::index) mod document_anchors;
pub(in crate::index) mod slug;
pub(in crate::index) mod source_index;
mod summarize;
pub(in crate::index) mod summary;
