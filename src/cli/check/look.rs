use std::sync::Arc;

use crate::bibliography::{Bibliography, Format};
use crate::check;
use crate::cli::baseline::{Baseline, Compared};
use crate::cli::configurations::Settings;
use crate::cli::inputs::Input;
use crate::cli::report::{Diagnostic, Report};
use crate::text::Text;
use crate::workspace::{Neighbours, ReadError};

use super::bibliographies::{self, Bibliographies};
use super::tasks::Task;
use crate::cli::in_order::{Work, guarded};

/// What became of a task.
pub(super) enum Outcome {
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
pub(super) struct Looker {
    /// What is known already.
    pub baseline: Option<Baseline>,
    /// What stands around the files.
    pub neighbours: Neighbours,
    /// What the files cite from.
    pub bibliographies: Bibliographies,
}

impl Work for Looker {
    type Item = Task;
    type Result = Outcome;

    fn work(&self, task: Task) -> Outcome {
        match task {
            Task::Fault(report) => Outcome::Fault(report),
            Task::Unseen(error) => Outcome::Unseen(error),
            Task::LeftOut => Outcome::Nothing,
            Task::Check(input, settings) => match guarded(|| self.look_at(&input, &settings)) {
                Ok(Some((report, compared))) => Outcome::Checked(input, report, compared),
                Ok(None) => Outcome::Nothing,
                Err(error) => Outcome::Failed(input, error),
            },
        }
    }

    fn weight(outcome: &Outcome) -> usize {
        match outcome {
            Outcome::Checked(_, report, _) => report.text.len(),
            _ => 0,
        }
    }
}

impl Looker {
    /// None where the file is no brief.
    fn look_at(
        &self,
        input: &Input,
        settings: &Arc<Settings>,
    ) -> Result<Option<(Report, Option<Compared>)>, ReadError> {
        if input.is_bibtex() {
            let text = Text::new(&input.read()?);
            let read = Bibliography::read(&input.path, text, Format::BibTex);
            let baseline = self.baseline.as_ref();
            return Ok(Some(bibliographies::report(
                &read, None, settings, baseline,
            )));
        }
        let Some(document) = input.brief(settings.dialect)? else {
            return Ok(None);
        };
        let document = self
            .neighbours
            .surround(&document, &input.path, &settings.configured);
        self.bibliographies.note(&document, settings);
        let findings = check::check(&document, &settings.rules);
        let mut diagnostics = findings.into_iter().map(Diagnostic::from).collect();
        let baseline = self.baseline.as_ref();
        let compared =
            baseline.map(|known| known.compare(&input.path, &document, &mut diagnostics));
        let (known, compared) = compared.unzip();
        let report = Report::new(
            input.shown(),
            document.text().clone(),
            diagnostics,
            known.unwrap_or_default(),
        );
        Ok(Some((report, compared)))
    }
}
