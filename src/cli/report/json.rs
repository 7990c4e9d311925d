use std::io::{self, Write};

use serde::Serialize;

use crate::check;
use crate::cli::place::Range;
use crate::text::{self, Text};

use super::{Diagnostic, Report, Reporter};

/// One finding.
#[derive(Serialize)]
struct Object<'a> {
    path: String,
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    range: Range,
    related: Vec<Place<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<Fix<'a>>,
}

/// A place that explains a finding.
#[derive(Serialize)]
struct Place<'a> {
    range: Range,
    message: &'a str,
}

/// How to repair a finding.
#[derive(Serialize)]
struct Fix<'a> {
    title: &'a str,
    safe: bool,
    #[serde(flatten)]
    by: Remedy<'a>,
}

/// A refactoring goes by its name: it may change every line, and be the repair of every finding.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
enum Remedy<'a> {
    Edits(Vec<Edit<'a>>),
    Refactoring(&'a str),
}

/// What stands where afterwards.
#[derive(Serialize)]
struct Edit<'a> {
    range: Range,
    text: &'a str,
}

impl<'a> Fix<'a> {
    fn new(text: &Text, fix: &'a check::Fix) -> Fix<'a> {
        let edit = |edit: &'a text::Edit| Edit {
            range: Range::new(text, edit.span),
            text: &edit.insert,
        };
        Fix {
            title: &fix.title,
            safe: fix.safe,
            by: match &fix.by {
                check::Remedy::Edits(edits) => Remedy::Edits(edits.iter().map(edit).collect()),
                check::Remedy::Refactoring(refactoring, _) => Remedy::Refactoring(refactoring.kind),
            },
        }
    }
}

impl<'a> Object<'a> {
    fn new(report: &Report, diagnostic: &'a Diagnostic) -> Object<'a> {
        let place = |related: &'a check::Related| Place {
            range: Range::new(&report.text, related.span),
            message: &related.message,
        };
        Object {
            path: report.path.to_string_lossy().into_owned(),
            code: diagnostic.code,
            severity: diagnostic.level.name(),
            message: &diagnostic.message,
            range: Range::new(&report.text, diagnostic.span),
            related: diagnostic.related.iter().map(place).collect(),
            fix: diagnostic
                .fix
                .as_ref()
                .map(|fix| Fix::new(&report.text, fix)),
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
