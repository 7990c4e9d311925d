use crate::config::Level;
use crate::refactor::Refactoring;
use crate::text::Span;

use super::{Fix, FixKind, Rule};

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
