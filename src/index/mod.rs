//! The index: immutable snapshots of what a brief says.
//!
//! A [`Document`] holds its text, its blocks and the one table of pairs, which marker belongs to which
//! note, that every rule and every question of an editor asks. A [`Workspace`] holds of each brief what others
//! may ask of it, its [`Summary`].

mod acronyms;
mod anchors;
mod candidates;
mod cited;
mod cross_references;
mod document;
mod footnotes;
#[cfg(test)]
mod forms;
mod front_matter;
mod headings;
mod keys;
mod lazy;
mod note_extent;
mod note_text;
mod numbers;
mod paged;
mod runs;
mod sentence;
mod slug;
mod source_index;
mod sources;
mod strays;
mod summary;
mod surroundings;
mod title;
mod words;
mod workspace;

pub use acronyms::{Acronym, acronyms};
pub use anchors::{Anchored, Anchors, unmarked};
pub use cited::{Cited, KnownSource, SourcePlace, citation_name, note_name};
pub use cross_references::CrossReference;
pub use document::{Document, Marker, Note};
pub use footnotes::{Dialect, Footnotes, MarkId, NoteEntry};
pub use front_matter::{FrontMatter, Named};
pub use headings::Heading;
pub use keys::{KeyCitation, KeyDefinition, Keys, Known};
pub use note_text::NoteText;
pub use slug::{github_slug, heading_name, pandoc_slug};
pub use source_index::CitedBy;
pub use sources::{CitationId, Missing, Referent, SourceKey, SourceNote, Sources, Work};
pub use strays::Strays;
pub use summary::{Linked, Summary, Titled};
pub use surroundings::{Destination, Paths, Surroundings, Unread, WhyUnread};
pub use title::TitleBlock;
pub use words::Words;
pub use workspace::{Brief, Workspace, joined, leads_to, resolved};

pub use crate::syntax::{Kind, Label};
