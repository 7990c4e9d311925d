//! What is wrong with an open document, for whoever tells the client: pushed, pulled, or as the cause of a fix.

use std::borrow::Cow;
use std::sync::PoisonError;

use tower_lsp::lsp_types::Diagnostic;

use crate::check::{self, RuleLevels, check_bibliography};
use crate::server::convert::diagnostic;

use super::Snapshot;

impl Snapshot {
    /// The levels of the rules for the document.
    pub fn levels(&self) -> Cow<'_, RuleLevels> {
        let bibliography = self.bibliography().map(|(path, _)| path);
        self.configured.levels(self.path().or(bibliography))
    }

    /// What is wrong with the brief.
    pub fn findings(&self) -> Vec<check::Diagnostic> {
        let findings = {
            let mut checker = self.checker.lock().unwrap_or_else(PoisonError::into_inner);
            checker.check(&self.document, &self.levels())
        };
        findings.resolve(&self.document)
    }

    /// What is wrong with the brief, as the client shows it.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        self.shown(&self.findings())
    }

    /// What is wrong with the bibliography, as the client shows it.
    pub fn bibliography_diagnostics(&self) -> Vec<Diagnostic> {
        let Some((path, bibliography)) = self.bibliography() else {
            return Vec::new();
        };
        let cited = self.cited_keys(path);
        self.shown(&check_bibliography(
            bibliography,
            cited.as_ref(),
            &self.levels(),
        ))
    }

    fn shown(&self, findings: &[check::Diagnostic]) -> Vec<Diagnostic> {
        let located = self.located();
        let findings = findings.iter();
        findings.map(|it| diagnostic(&located, it)).collect()
    }
}
