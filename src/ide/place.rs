use crate::text::Span;

/// A place of a note, of a key or of a source.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Place {
    /// Where it is.
    pub span: Span,
    /// Whether it is the note's head rather than a marker, or defines the key.
    pub head: bool,
}
