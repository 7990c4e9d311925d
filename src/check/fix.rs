use crate::index::Document;
use crate::refactor::{Refactoring, Refusal};
use crate::text::{Edits, Span};

/// A fix.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fix {
    /// What it does, as a menu shows it.
    pub title: String,
    /// Whether it may be applied without asking: it takes no word of the author's away.
    pub is_safe: bool,
    /// How it is done.
    pub by: FixKind,
}

/// How a finding is fixed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FixKind {
    /// By these edits.
    Edits(Edits),
    /// By a refactoring at a place, in bytes of the document: its edits are asked for when they are wanted.
    Refactoring(&'static Refactoring, Span),
}

impl Fix {
    /// What changes in `document`, the one in which the finding was made.
    ///
    /// # Errors
    /// [`Refusal`] where the refactoring that fixes it cannot be done.
    pub fn edits(&self, document: &Document) -> Result<Edits, Refusal> {
        match &self.by {
            FixKind::Edits(edits) => Ok(edits.clone()),
            FixKind::Refactoring(refactoring, at) => (refactoring.edits)(document, *at),
        }
    }
}
