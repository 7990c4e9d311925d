//! What an editor may ask: one question, one file.

use crate::index::Document;
use crate::text::Span;

/// What kind of thing a symbol of the outline is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SymbolKind {
    /// The document's title.
    Title,
    /// A section.
    Section,
    /// A note.
    Note,
    /// A run of several notes.
    Notes,
}

/// An entry of the outline.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Symbol {
    /// What the outline shows.
    pub name: String,
    /// More, shown fainter.
    pub detail: Option<String>,
    /// What it is.
    pub kind: SymbolKind,
    /// All of it, children included.
    pub span: Span,
    /// What to select when it is chosen; lies within `span`.
    pub selection: Span,
    /// What stands inside it.
    pub children: Vec<Symbol>,
}

/// A place to jump to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Jump {
    /// What was under the cursor.
    pub origin: Span,
    /// All of what is jumped to.
    pub target: Span,
    /// The part of it to select.
    pub focus: Span,
}

/// What a pointer resting on a place is told.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hover {
    /// What it is about.
    pub span: Span,
    /// The text, in Markdown.
    pub markdown: String,
}

/// Where the thing under the cursor leads: from a marker to its note, from a note's label to its markers.
pub fn definition(document: &Document, offset: usize) -> Vec<Jump> {
    let _ = (document, offset);
    Vec::new()
}

/// Every place of the note under the cursor, by place: its markers, and the label of the note itself if
/// `declaration`.
pub fn references(document: &Document, offset: usize, declaration: bool) -> Vec<Span> {
    let _ = (document, offset, declaration);
    Vec::new()
}

/// What to show for the thing under the cursor.
pub fn hover(document: &Document, offset: usize) -> Option<Hover> {
    let _ = (document, offset);
    None
}

/// The outline; with the notes where they stand if `notes`.
pub fn symbols(document: &Document, notes: bool) -> Vec<Symbol> {
    let _ = (document, notes);
    Vec::new()
}
