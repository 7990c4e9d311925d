//! What is wrong in a bibliography.

use crate::text::Span;

/// Something wrong in a bibliography.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BibliographyFault {
    /// Where, in bytes of the file.
    pub span: Span,
    /// What is wrong, in one sentence for the author.
    pub message: String,
    /// The key of the entry that could not be read for it, where the key can.
    pub lost_key: Option<String>,
}

impl BibliographyFault {
    /// A fault that loses no entry.
    pub(super) fn new(span: Span, message: impl Into<String>) -> Self {
        BibliographyFault {
            span,
            message: message.into(),
            lost_key: None,
        }
    }

    /// The same fault, which loses the entry of this key.
    pub(super) fn losing(mut self, key: &str) -> Self {
        self.lost_key = (!key.is_empty()).then(|| key.to_owned());
        self
    }
}
