//! How findings are written, one format a file.

mod args;
mod excerpt;
mod github;
mod human;
mod json;
mod sarif;
mod statistics;
mod totals;

use std::io::{self, Write};
use std::path::PathBuf;

use crate::check::{Diagnostic, Fix, Related};
use crate::config::Level;
use crate::import::Origin;
use crate::text::{Span, Text};

use super::args::DiagnosticsFormat;
use super::inputs::Import;
use super::output;
use super::printable::name;

pub(super) use args::ReportArgs;
pub(super) use json::JsonFinding;
pub(super) use statistics::RuleCount;
use statistics::{Statistics, StatisticsFormat};

/// Something wrong at one place of a file.
#[derive(Clone, Debug)]
pub(super) struct ReportedDiagnostic {
    /// The code of a rule, or [`crate::workspace::ConfigFault::CODE`].
    pub code: &'static str,
    /// How much it matters; never [`Level::Off`].
    pub level: Level,
    /// Where it is, in bytes of the file.
    pub span: Span,
    /// What is wrong.
    pub message: String,
    /// Other places of the file that explain it.
    pub related: Vec<Related>,
    /// How to fix it.
    pub fix: Option<Fix>,
}

impl From<Diagnostic> for ReportedDiagnostic {
    fn from(finding: Diagnostic) -> Self {
        ReportedDiagnostic {
            code: finding.rule.code,
            level: finding.level,
            span: finding.span,
            message: finding.message,
            related: finding.related,
            fix: finding.fix,
        }
    }
}

/// A file that was checked.
#[derive(Debug)]
pub(super) struct Report {
    /// Where it is: from the current folder, if it is below it.
    pub path: PathBuf,
    /// Its text.
    pub text: Text,
    /// What is wrong with it, by place.
    pub diagnostics: Vec<ReportedDiagnostic>,
    /// What else is, and was known before, by the baseline.
    pub known: Vec<ReportedDiagnostic>,
    /// What kind of file it is.
    pub kind: ReportKind,
    /// Where its text came from, if the file is no text.
    pub import: Option<Import>,
}

/// What kind of file a report is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum ReportKind {
    Brief,
    Bibliography,
    /// A `brief-ls.toml`.
    Settings,
}

impl Report {
    /// The text is kept only where it is shown: thousands of reports may wait for their turn.
    pub fn new(
        path: PathBuf,
        text: Text,
        diagnostics: Vec<ReportedDiagnostic>,
        known: Vec<ReportedDiagnostic>,
    ) -> Report {
        let is_clean = diagnostics.is_empty() && known.is_empty();
        Report {
            path,
            text: if is_clean { Text::new("") } else { text },
            diagnostics,
            known,
            kind: ReportKind::Brief,
            import: None,
        }
    }

    /// The report of a file of that kind.
    pub fn of_kind(self, kind: ReportKind) -> Report {
        Report { kind, ..self }
    }

    /// The report of a file that is no text: nothing there can be fixed by an edit.
    pub fn of_import(mut self, import: Import) -> Report {
        for diagnostic in self.diagnostics.iter_mut().chain(&mut self.known) {
            diagnostic.fix = None;
        }
        self.import = Some(import);
        self
    }

    /// Where in the file `span` of its text stood, if the file is no text.
    pub fn origin(&self, span: Span) -> Option<Origin> {
        self.import.as_ref()?.origin(span.start)
    }

    /// What a command that reports no findings says of a configuration file with faults.
    pub fn of_settings(&self) -> String {
        let path = name(&self.path);
        format!("{path}: the settings are not valid: see `brief-ls check`")
    }
}

/// A way of writing reports. [`Reporter::start`] comes first, [`Reporter::finish`] last.
pub(super) trait Reporter {
    /// Writes what stands before the first report.
    fn start(&mut self, out: &mut dyn Write) -> io::Result<()>;
    /// Writes one report.
    fn report(&mut self, report: &Report, out: &mut dyn Write) -> io::Result<()>;
    /// Writes what stands after the last report.
    fn finish(&mut self, out: &mut dyn Write) -> io::Result<()>;
}

impl DiagnosticsFormat {
    /// The reporter that writes it, as much as `args` ask for. Where there is a `baseline`, a format that can tells
    /// what is new from what is known; the others leave out what is known.
    pub fn reporter(self, args: &ReportArgs, baseline: bool) -> Box<dyn Reporter> {
        if args.statistics {
            let format = match (self, args.quiet) {
                (DiagnosticsFormat::Json, _) => StatisticsFormat::Json,
                (_, true) => StatisticsFormat::Quiet,
                (_, false) => StatisticsFormat::Human,
            };
            return Box::new(Statistics::new(format));
        }
        match self {
            DiagnosticsFormat::Human => Box::new(human::Human::new(output::width(), args.quiet)),
            DiagnosticsFormat::Json => Box::new(json::Json::default()),
            DiagnosticsFormat::Jsonl => Box::new(json::JsonLines),
            DiagnosticsFormat::Sarif => Box::new(sarif::Sarif::new(baseline)),
            DiagnosticsFormat::Github => Box::new(github::Github),
        }
    }
}

/// `origin` as people name it: `page 3, paragraph 12`.
fn place(origin: Origin) -> String {
    let paragraph = format!("paragraph {}", origin.paragraph);
    match origin.page {
        Some(page) => format!("page {page}, {paragraph}"),
        None => paragraph,
    }
}
