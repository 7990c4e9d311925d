//! What is wrong with configuration files, as it is reported.

use crate::config::{Config, Level, Profile};
use crate::text::{Span, Text};
use crate::workspace::{ConfigFault, ConfigFaults, Configurations, Configured};

use super::inputs::{Input, InputOrigin, shown};
use super::report::{Report, ReportKind, ReportedDiagnostic};

/// The configuration of every file of a run in which `profile` goes before what configuration files say.
pub(super) fn configurations(profile: Option<Profile>) -> Configurations {
    Configurations::with(Config {
        profile,
        ..Config::default()
    })
}

/// What is wrong with the configuration files that were read since this was asked last.
pub(super) fn faults(configurations: &Configurations) -> Vec<Report> {
    let faults = configurations.take_faults().into_iter();
    faults.map(report).collect()
}

/// Whether a file found in a folder is left out.
pub(super) fn excludes(configured: &Configured, input: &Input) -> bool {
    matches!(input.origin, InputOrigin::Found(_)) && configured.excludes(&input.path)
}

fn report(file: ConfigFaults) -> Report {
    let diagnostics = file.faults.into_iter().map(diagnostic).collect();
    let text = Text::new(&file.text);
    let report = Report::new(shown(&file.path), text, diagnostics, Vec::new());
    report.of_kind(ReportKind::Settings)
}

fn diagnostic((span, message): (Span, String)) -> ReportedDiagnostic {
    ReportedDiagnostic {
        code: ConfigFault::CODE,
        level: Level::Error,
        span,
        message,
        related: Vec::new(),
        fix: None,
    }
}
