use crate::text::Span;

/// A place of a note, of a key or of a source.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Occurrence {
    /// Where it is.
    pub span: Span,
    /// Whether it is the note's opener rather than a marker, or defines the key.
    pub is_opener: bool,
}
