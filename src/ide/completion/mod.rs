//! What could be written at the cursor.

mod acronyms;
mod citation_begun;
mod headings;
mod keys;
mod labels;
mod short_forms;
mod sources;
#[cfg(test)]
mod tests;
mod written;

use crate::index::Document;
use crate::text::{Edit, Span};

pub use citation_begun::{CitationBegun, citation_begun};
pub use sources::known_sources;

/// No more items than this are given at once: a client filters them at every key.
pub const MOST_ITEMS: usize = 200;

/// What could be written at a place.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Completions {
    /// The best first.
    pub items: Vec<Completion>,
    /// Whether there are more than are given, so that it is worth asking again at the next key.
    pub is_incomplete: bool,
}

/// One thing that could be written at the cursor.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Completion {
    /// What a menu shows.
    pub label: String,
    /// What kind of thing it is.
    pub kind: CompletionKind,
    /// A few words beside the label.
    pub detail: Option<String>,
    /// What there is to know of it, in Markdown.
    pub documentation: Option<String>,
    /// What it replaces, in bytes of the document: of one line, around the cursor.
    pub replace: Span,
    /// What stands there then.
    pub insert: String,
    /// What the client compares with the text that is replaced; the label, if none.
    pub filter: Option<String>,
    /// What changes elsewhere with it: the note to a new marker, and numbers that count on.
    pub also: Vec<Edit>,
}

/// What could be written at a cursor at `offset`.
pub fn completions(document: &Document, offset: usize) -> Completions {
    let ways = [
        keys::keys,
        labels::labels,
        headings::headings,
        acronyms::acronyms,
    ];
    let found = ways.into_iter().find_map(|way| way(document, offset));
    found.unwrap_or_default()
}

/// The kinds of [`Completion`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CompletionKind {
    /// The label of a note.
    Note,
    /// The label of a note that is added with its marker.
    NewNote,
    /// The key of an entry in a bibliography.
    Key,
    /// A heading.
    Heading,
    /// An acronym.
    Acronym,
    /// A source that a note cites.
    Source,
}

impl Completions {
    /// The first [`MOST_ITEMS`] of `items`.
    pub fn capped(items: impl IntoIterator<Item = Completion>) -> Completions {
        let mut items = items.into_iter();
        let first: Vec<_> = items.by_ref().take(MOST_ITEMS).collect();
        Completions {
            items: first,
            is_incomplete: items.next().is_some(),
        }
    }
}
