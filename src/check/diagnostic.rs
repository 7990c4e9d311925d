use crate::config::Level;
use crate::index::Document;
use crate::refactor::{Refactoring, Refusal};
use crate::text::{Edits, Span};

use super::Rule;

/// One finding, at one place.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// How much it matters; never [`Level::Off`].
    pub level: Level,
    /// Where it is, in bytes of the document.
    pub span: Span,
    /// What is wrong, in one sentence for the author.
    pub message: String,
    /// Other places that explain it.
    pub related: Vec<Related>,
    /// How to fix it.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// Whether its fix is that refactoring.
    pub fn is_fixed_by(&self, refactoring: &Refactoring) -> bool {
        let fix = self.fix.as_ref();
        fix.is_some_and(|fix| matches!(&fix.by, FixKind::Refactoring(it, _) if *it == refactoring))
    }
}

/// A second place that explains a finding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Related {
    /// Where it is, in bytes of the same document.
    pub span: Span,
    /// What is there.
    pub message: String,
}

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
