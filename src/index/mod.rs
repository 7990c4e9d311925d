//! The index: immutable snapshots of what a brief says.
//!
//! A [`Document`] holds its text, its blocks and the one table of pairs, which marker belongs to which
//! note, that every rule and every question of an editor asks. A [`Workspace`] holds of each brief what others
//! may ask of it, its [`Summary`].

mod cross_references;
mod document;
mod document_context;
mod footnotes;
#[cfg(test)]
mod forms;
mod front_matter;
mod key_citations;
mod lazy;
mod note;
mod note_extent;
mod note_text;
mod prose;
mod sources;
mod swallowed;
mod worded;
mod workspace;

pub use cross_references::CrossReference;
pub use document::{Document, Editing};
pub use document_context::{
    Book, BookKind, DocumentContext, LinkDestination, Paths, Unread, WhyUnread,
};
pub use footnotes::dialect::Dialect;
pub use footnotes::headings::Heading;
pub use footnotes::item_id::ItemId;
pub use footnotes::keys::Keys;
pub use footnotes::malformed_references::MalformedReferences;
pub use footnotes::numbered::{LostFormatting, Misled, RepeatedAnchor};
pub use footnotes::table::{Footnotes, NoteEntry};
pub use front_matter::{FrontMatter, Named};
pub use key_citations::{KeyCitation, KeyDefinition, Known};
pub use note::{Marker, Note};
pub use note_text::NoteText;
pub use prose::acronyms::{Acronym, acronyms};
pub use prose::page_number::is_page_number;
pub use prose::passages::{Passage, PassageRole};
pub use prose::running_words::{RunningWords, count_words};
pub use prose::section_kind::SectionKind;
pub use prose::sentence::sentences;
pub use prose::title_block::{TitleBlock, is_document_kind, looks_like_names};
pub use sources::{CitationId, Missing, Referent, SourceKey, SourceNote, Sources, Work};
pub use workspace::anchors::{Anchored, Anchors};
pub use workspace::brief::Brief;
pub use workspace::briefs::{Workspace, joined, leads_to, resolved};
pub use workspace::cited_sources::{
    CitationLocation, CitedSources, KnownSource, citation_name, note_name,
};
pub use workspace::document_anchors::unmarked;
pub use workspace::slug::{heading_name, without_attributes};
pub use workspace::source_index::CitedBy;
pub use workspace::summary::{LinkedPlace, Summary, Titled};

pub use crate::syntax::{DocumentKind, Label};
