//! The bibliographies of the briefs that are checked, each looked at once.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use crate::bibliography::Bibliography;
use crate::check::{self, CitedKeys};
use crate::cli::baseline::Compared;
use crate::cli::inputs::shown;
use crate::cli::report::{Report, ReportKind, ReportedDiagnostic};
use crate::index::{Document, DocumentKind};
use crate::workspace::Configured;

use super::scope::Scope;

/// The bibliographies that briefs have used so far, by path.
#[derive(Default)]
pub(super) struct Bibliographies {
    seen: Mutex<BTreeMap<PathBuf, Used>>,
}

struct Used {
    bibliography: Arc<Bibliography>,
    /// Those of the first brief.
    configured: Arc<Configured>,
    cited: CitedKeys,
}

impl Bibliographies {
    /// Takes those that `document` uses, with the keys that it cites.
    pub fn note(&self, document: &Document, configured: &Arc<Configured>) {
        let bibliographies = &document.context().bibliographies;
        if bibliographies.is_empty() {
            return;
        }
        let cited: Vec<_> = document.citations().map(|citation| citation.key).collect();
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        for bibliography in bibliographies {
            let path = bibliography.path().to_owned();
            let used = seen.entry(path).or_insert_with(|| Used {
                bibliography: bibliography.clone(),
                configured: configured.clone(),
                cited: CitedKeys::default(),
            });
            used.cited.extend(cited.iter().cloned());
        }
    }

    /// What is wrong with each, by path, and what it says to the baseline. An entry counts as unused if no brief
    /// that was checked cites it.
    pub fn reports(&self, scope: &Scope) -> Vec<(Report, Option<Compared>)> {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let used = seen.values();
        used.map(|it| report(&it.bibliography, Some(&it.cited), &it.configured, scope))
            .collect()
    }
}

/// What is wrong with a bibliography, and what it says to the baseline. `cited`: as [`check::check_bibliography`].
pub(super) fn report(
    bibliography: &Bibliography,
    cited: Option<&CitedKeys>,
    configured: &Configured,
    scope: &Scope,
) -> (Report, Option<Compared>) {
    let (path, text) = (bibliography.path(), bibliography.text().clone());
    let findings = check::check_bibliography(
        bibliography,
        cited,
        &scope.levels(configured, bibliography.path()),
    );
    let mut diagnostics = findings.into_iter().map(ReportedDiagnostic::from).collect();
    let compared = scope.baseline.as_ref().map(|known| {
        let document = Document::new(text.clone(), DocumentKind::Plain, configured.dialect());
        known.compare(path, &document, &mut diagnostics)
    });
    let (known, compared) = compared.unzip();
    let report = Report::new(shown(path), text, diagnostics, known.unwrap_or_default());
    (report.of_kind(ReportKind::Bibliography), compared)
}
