//! The index: immutable snapshots of what a brief says.
//!
//! A [`Document`] holds its text, its blocks and the one table of pairs, which marker belongs to which
//! note, that every rule and every question of an editor asks.

mod candidates;
mod document;
mod footnotes;
#[cfg(test)]
mod forms;
mod headings;
mod keys;
mod note_extent;
mod numbers;
mod paged;
mod runs;
mod sentence;
mod strays;
mod surroundings;
mod title;
mod words;

pub use document::{Document, Marker, Note};
pub use footnotes::{Dialect, Footnotes, MarkId, NoteEntry};
pub use headings::Heading;
pub use keys::{KeyCitation, KeyDefinition, Keys, Known};
pub use strays::Strays;
pub use surroundings::Surroundings;
pub use title::TitleBlock;
pub use words::Words;

pub use crate::syntax::{Kind, Label};
