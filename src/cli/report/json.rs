use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::check;
use crate::cli::location::Range;
use crate::config::Level;
use crate::text::{self, Text};

use super::{Report, ReportedDiagnostic, Reporter};

/// One finding.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Finding")]
pub(in crate::cli) struct JsonFinding<'a> {
    /// The file: from the current folder if it is in it, in full otherwise.
    path: String,
    /// The code of the rule; `configuration` for an error in `brief-ls.toml`.
    code: &'a str,
    /// The level; never `off`.
    severity: Level,
    /// What is wrong, and what to do.
    message: &'a str,
    /// The place.
    range: Range,
    /// The page, from 1, in a file with pages (PDF).
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
    /// The paragraph, from 1, in a Word file or PDF. The range is then that of the text that `convert` writes.
    #[serde(skip_serializing_if = "Option::is_none")]
    paragraph: Option<u32>,
    /// Other places of the file that explain the finding.
    related: Vec<JsonPlace<'a>>,
    /// How to fix it, if there is an automatic fix.
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<JsonFix<'a>>,
}

/// A place that explains a finding.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Related")]
struct JsonPlace<'a> {
    /// The place.
    range: Range,
    /// What is there.
    message: &'a str,
}

/// How to fix a finding.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Fix")]
struct JsonFix<'a> {
    /// What it does, as an editor shows it.
    title: &'a str,
    /// Whether `brief-ls fix` applies it; otherwise only `brief-ls fix --unsafe` does.
    safe: bool,
    #[serde(flatten)]
    by: JsonFixKind<'a>,
}

/// A refactoring goes by its name: it may change every line, and be the fix of every finding.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
enum JsonFixKind<'a> {
    /// What to replace, sorted and without overlaps.
    Edits(Vec<JsonEdit<'a>>),
    /// The kind of the code action that fixes it, in place of edits.
    Refactoring(&'a str),
}

/// A replacement.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Edit")]
struct JsonEdit<'a> {
    /// What is replaced.
    range: Range,
    /// The new text.
    text: &'a str,
}

impl<'a> JsonFix<'a> {
    fn new(text: &Text, fix: &'a check::Fix) -> JsonFix<'a> {
        let edit = |edit: &'a text::Edit| JsonEdit {
            range: Range::new(text, edit.span),
            text: &edit.insert,
        };
        JsonFix {
            title: &fix.title,
            safe: fix.is_safe,
            by: match &fix.by {
                check::FixKind::Edits(edits) => {
                    JsonFixKind::Edits(edits.iter().map(edit).collect())
                }
                check::FixKind::Refactoring(refactoring, _) => {
                    JsonFixKind::Refactoring(refactoring.kind)
                }
            },
        }
    }
}

impl<'a> JsonFinding<'a> {
    fn new(report: &Report, diagnostic: &'a ReportedDiagnostic) -> JsonFinding<'a> {
        let place = |related: &'a check::Related| JsonPlace {
            range: Range::new(&report.text, related.span),
            message: &related.message,
        };
        let origin = report.origin(diagnostic.span);
        JsonFinding {
            path: report.path.to_string_lossy().into_owned(),
            code: diagnostic.code,
            severity: diagnostic.level,
            message: &diagnostic.message,
            range: Range::new(&report.text, diagnostic.span),
            page: origin.and_then(|origin| origin.page),
            paragraph: origin.map(|origin| origin.paragraph),
            related: diagnostic.related.iter().map(place).collect(),
            fix: diagnostic
                .fix
                .as_ref()
                .map(|fix| JsonFix::new(&report.text, fix)),
        }
    }
}

/// One array of findings, a line each.
#[derive(Default)]
pub(super) struct Json {
    /// Whether a finding stands in it already.
    begun: bool,
}

impl Reporter for Json {
    fn start(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"[")
    }

    fn report(&mut self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        for diagnostic in &report.diagnostics {
            out.write_all(if self.begun { b",\n" } else { b"\n" })?;
            self.begun = true;
            serde_json::to_writer(&mut *out, &JsonFinding::new(report, diagnostic))?;
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(if self.begun { b"\n]\n" } else { b"]\n" })
    }
}

/// A finding a line, those of a file as soon as it is checked.
pub(super) struct JsonLines;

impl Reporter for JsonLines {
    fn start(&mut self, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn report(&mut self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        for diagnostic in &report.diagnostics {
            serde_json::to_writer(&mut *out, &JsonFinding::new(report, diagnostic))?;
            out.write_all(b"\n")?;
        }
        out.flush()
    }

    fn finish(&mut self, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}
