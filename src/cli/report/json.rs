use std::io::{self, Write};

use serde::Serialize;

use crate::check;
use crate::cli::location::Range;
use crate::text::{self, Text};

use super::{Report, ReportedDiagnostic, Reporter};

/// One finding.
#[derive(Serialize)]
struct Object<'a> {
    path: String,
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    range: Range,
    /// From 1, where the file has pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
    /// From 1, where the file is no text; its range is then that of the text that `convert` writes.
    #[serde(skip_serializing_if = "Option::is_none")]
    paragraph: Option<u32>,
    related: Vec<JsonPlace<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<JsonFix<'a>>,
}

/// A place that explains a finding.
#[derive(Serialize)]
struct JsonPlace<'a> {
    range: Range,
    message: &'a str,
}

/// How to repair a finding.
#[derive(Serialize)]
struct JsonFix<'a> {
    title: &'a str,
    safe: bool,
    #[serde(flatten)]
    by: JsonFixKind<'a>,
}

/// A refactoring goes by its name: it may change every line, and be the repair of every finding.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
enum JsonFixKind<'a> {
    Edits(Vec<JsonEdit<'a>>),
    Refactoring(&'a str),
}

/// What stands where afterwards.
#[derive(Serialize)]
struct JsonEdit<'a> {
    range: Range,
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

impl<'a> Object<'a> {
    fn new(report: &Report, diagnostic: &'a ReportedDiagnostic) -> Object<'a> {
        let place = |related: &'a check::Related| JsonPlace {
            range: Range::new(&report.text, related.span),
            message: &related.message,
        };
        let origin = report.origin(diagnostic.span);
        Object {
            path: report.path.to_string_lossy().into_owned(),
            code: diagnostic.code,
            severity: diagnostic.level.name(),
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
            serde_json::to_writer(&mut *out, &Object::new(report, diagnostic))?;
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
            serde_json::to_writer(&mut *out, &Object::new(report, diagnostic))?;
            out.write_all(b"\n")?;
        }
        out.flush()
    }

    fn finish(&mut self, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}
