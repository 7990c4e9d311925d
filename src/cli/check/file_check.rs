use std::sync::Arc;

use crate::bibliography::{Bibliography, BibliographyFormat};
use crate::check;
use crate::cli::baseline::Compared;
use crate::cli::inputs::{Input, InputBrief};
use crate::cli::report::{Report, ReportedDiagnostic};
use crate::text::Text;
use crate::workspace::{BatchContext, Configured, ReadError};

use super::bibliographies;
use super::bibliographies::Bibliographies;
use super::scope::Scope;
use super::tasks::Task;
use crate::cli::in_order::{Worker, guarded};

/// What became of a task.
pub(super) enum CheckOutcome {
    /// A file was checked; with it, what it says to the baseline.
    Checked(Input, Report, Option<Compared>),
    /// A file could not be read.
    Failed(Input, ReadError),
    /// A configuration file says something wrong.
    Fault(Report),
    /// Something could not be looked at, in a sentence.
    Unseen(String),
    /// The file is left out, or no brief.
    Nothing,
}

/// Checks files, each by itself.
pub(super) struct FileCheck {
    /// What is reported.
    pub scope: Scope,
    /// What stands around the files.
    pub contexts: BatchContext,
    /// What the files cite from.
    pub bibliographies: Bibliographies,
}

impl Worker for FileCheck {
    type Item = Task;
    type Result = CheckOutcome;

    fn work(&self, task: Task) -> CheckOutcome {
        match task {
            Task::Fault(report) => CheckOutcome::Fault(report),
            Task::Unseen(error) => CheckOutcome::Unseen(error),
            Task::LeftOut => CheckOutcome::Nothing,
            Task::Check(input, configured) => {
                match guarded(|| self.check_file(&input, &configured)) {
                    Ok(Some((report, compared))) => CheckOutcome::Checked(input, report, compared),
                    Ok(None) => CheckOutcome::Nothing,
                    Err(error) => CheckOutcome::Failed(input, error),
                }
            }
        }
    }

    fn weight(outcome: &CheckOutcome) -> usize {
        match outcome {
            CheckOutcome::Checked(_, report, _) => report.text.len(),
            _ => 0,
        }
    }
}

impl FileCheck {
    /// None where the file is not a brief.
    fn check_file(
        &self,
        input: &Input,
        configured: &Arc<Configured>,
    ) -> Result<Option<(Report, Option<Compared>)>, ReadError> {
        if input.is_bibtex() {
            let text = Text::new(&input.read()?);
            let read = Bibliography::read(&input.path, text, BibliographyFormat::BibTex);
            return Ok(Some(bibliographies::report(
                &read,
                None,
                configured,
                &self.scope,
            )));
        }
        let Some(InputBrief { document, import }) = input.brief(configured.dialect())? else {
            return Ok(None);
        };
        let document = self.contexts.add_context(document, &input.path, configured);
        self.bibliographies.note(&document, configured);
        let findings = check::check(&document, &self.scope.levels(configured, &input.path));
        let mut diagnostics = findings.into_iter().map(ReportedDiagnostic::from).collect();
        let baseline = self.scope.baseline.as_ref();
        let compared =
            baseline.map(|known| known.compare(&input.path, &document, &mut diagnostics));
        let (known, compared) = compared.unzip();
        let report = Report::new(
            input.shown(),
            document.text().clone(),
            diagnostics,
            known.unwrap_or_default(),
        );
        let report = match import {
            Some(import) => report.of_import(import),
            None => report,
        };
        Ok(Some((report, compared)))
    }
}
