use super::Span;

/// One replacement: what `span` covers becomes `insert`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edit {
    /// What is replaced, in bytes of the original text.
    pub span: Span,
    /// What stands there afterwards.
    pub insert: String,
}

impl Edit {
    /// Replaces `span` by `insert`.
    pub fn new(span: Span, insert: impl Into<String>) -> Self {
        Edit {
            span,
            insert: insert.into(),
        }
    }

    /// Inserts at `offset`.
    pub fn insert(offset: usize, insert: impl Into<String>) -> Self {
        Edit::new(Span::at(offset), insert)
    }

    /// Deletes `span`.
    pub fn delete(span: Span) -> Self {
        Edit::new(span, "")
    }
}
