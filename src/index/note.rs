use crate::config::Form;
use crate::syntax::Label;
use crate::text::Span;

use super::footnotes::item_id::ItemId;

/// A resolved marker.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Marker {
    /// Which item of the document it is.
    pub id: ItemId,
    /// How it is written.
    pub form: Form,
    /// What it is called. An inline note has the empty name.
    pub label: Label,
    /// All of it, in bytes of the document. The numbers within a range (`¹⁻³`) stand at its dash.
    pub span: Span,
    /// The note that it cites; an inline note cites itself.
    pub note: Option<ItemId>,
}

/// A resolved note.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Note {
    /// Which item of the document it is.
    pub id: ItemId,
    /// How it is written.
    pub form: Form,
    /// What it is called. An inline note has the empty name.
    pub label: Label,
    /// Its head, in bytes of the document: `[^1]:`, `¹`, `^[`.
    pub opener: Span,
    /// All of it, head included, without blank lines at the end.
    pub span: Span,
    /// What it says, in bytes of the document: the text after the head.
    pub body: Span,
    /// The number that it bears, where its label is a printed number.
    pub number: Option<u32>,
    /// The run of numbers that it belongs to, from 0.
    pub run: u32,
    /// The note of the same run that has the label already.
    pub first: Option<ItemId>,
}
