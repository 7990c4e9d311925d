//! stub of the API
use crate::config::{Config, Form};
use crate::text::{Edit, Span, Text};
pub use crate::syntax::{Kind, Label};

/// A marker, a note or a heading of one document: its place in the order of all of them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct MarkId(pub(crate) u32);

/// Which reader of Markdown footnotes the document follows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Dialect { /// GitHub
    Gfm, /// Pandoc
    Pandoc }

/// An immutable snapshot of one brief. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Document { text: Text }

/// A settled marker.
#[derive(Clone, Debug)]
pub struct Marker {
    /// Which it is.
    pub id: MarkId,
    /// All of it, brackets included.
    pub span: Span,
    /// What it is called.
    pub label: Label,
    /// How it is written.
    pub form: Form,
    /// Its note. An inline note is its own.
    pub note: Option<MarkId>,
}

/// A settled note.
#[derive(Clone, Debug)]
pub struct Note {
    /// Which it is.
    pub id: MarkId,
    /// All of it, label and continuation paragraphs included, trailing line breaks not.
    pub span: Span,
    /// The label as written, with what belongs to it: `[^1]:`, `¹`, `1.`.
    pub head: Span,
    /// From the first to the last character of what it says.
    pub text: Span,
    /// What it is called.
    pub label: Label,
    /// How it is written.
    pub form: Form,
    /// The note of the same run that has the label already.
    pub first: Option<MarkId>,
}

/// A heading of the document.
#[derive(Clone, Debug)]
pub struct Heading {
    /// Which it is.
    pub id: MarkId,
    /// Its line or lines.
    pub span: Span,
    /// Its text, without `#` marks or underline.
    pub text: Span,
    /// From 1. A plain-text heading has level 2: below the title.
    pub level: u8,
    /// Written as a heading of Markdown, not only laid out as one.
    pub real: bool,
}

/// What stands above the first heading or paragraph.
#[derive(Clone, Debug, Default)]
pub struct TitleBlock {
    /// All of it.
    pub span: Span,
    /// Title.
    pub title: Option<Span>,
    /// Institution.
    pub institution: Option<Span>,
    /// Kind of document.
    pub kind: Option<Span>,
    /// Author or authors.
    pub authors: Option<Span>,
    /// Date.
    pub date: Option<Span>,
}

/// What is under the cursor.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Occurrence {
    /// A settled marker, and its span.
    Marker(MarkId, Span),
    /// A note's head, and its span.
    Head(MarkId, Span),
}

impl Document {
    /// Reads `text`.
    pub fn new(text: Text, _kind: Kind, _config: &Config) -> Document { Document { text } }
    /// The document after `edit`, sharing with this one what did not change.
    pub fn edit(&self, edit: &Edit) -> Document { let mut t = self.text.clone(); t.replace(edit); Document { text: t } }
    /// The same text under another configuration.
    pub fn configured(&self, _config: &Config) -> Document { self.clone() }
    /// Its text.
    pub fn text(&self) -> &Text { &self.text }
    /// The reader that it follows.
    pub fn dialect(&self) -> Dialect { Dialect::Gfm }
    /// The form of most of its notes.
    pub fn form(&self) -> Form { Form::Markdown }
    /// Settled markers, in order.
    pub fn markers(&self) -> impl Iterator<Item = Marker> + '_ { std::iter::empty() }
    /// Settled notes, in order. Inline notes are markers.
    pub fn notes(&self) -> impl Iterator<Item = Note> + '_ { std::iter::empty() }
    /// Headings, in order.
    pub fn headings(&self) -> impl Iterator<Item = Heading> + '_ { std::iter::empty() }
    /// The marker of that id.
    pub fn marker(&self, _id: MarkId) -> Option<Marker> { None }
    /// The note of that id.
    pub fn note(&self, _id: MarkId) -> Option<Note> { None }
    /// The markers that cite a note, in order.
    pub fn citing(&self, _note: MarkId) -> Vec<Marker> { Vec::new() }
    /// The marker or the note's head that a cursor at `offset` touches.
    pub fn at(&self, _offset: usize) -> Option<Occurrence> { None }
    /// The note whose span holds `offset`.
    pub fn note_around(&self, _offset: usize) -> Option<Note> { None }
    /// The text of a note as Markdown: without its head, and without the indentation of continuation lines.
    pub fn note_markdown(&self, _note: MarkId) -> String { String::new() }
    /// The sentence around `offset`; where notes cut its paragraph in two, both halves.
    pub fn sentence(&self, _offset: usize) -> String { String::new() }
    /// Title block.
    pub fn title_block(&self) -> Option<TitleBlock> { None }
}
