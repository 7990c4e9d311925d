use std::io::{self, Write};
use std::path::Path;

use serde_json::{Value, json};
use url::Url;

use crate::check::{self, Fix, FixKind, Rule};
use crate::cli::location::Range;
use crate::config::Level;
use crate::text::{Edits, Span, Text};
use crate::workspace::ConfigFault;

use super::{Report, ReportedDiagnostic, Reporter, place};

/// A log of SARIF 2.1.0 (OASIS, "Static Analysis Results Interchange Format Version 2.1.0"). Its results are
/// written as they come: there may be millions.
pub(super) struct Sarif {
    /// What stands before the results and after them.
    around: (String, String),
    /// Whether a result was written.
    begun: bool,
    /// Whether results are compared with what is known.
    baseline: bool,
}

/// The member that holds the results, empty.
const RESULTS: &str = "\"results\": []";

/// How far a result stands from the margin.
const INDENT: &str = "        ";

impl Sarif {
    /// A log of results that say whether they are new, where there is a `baseline`.
    pub fn new(baseline: bool) -> Sarif {
        let log = format!("{:#}", log());
        let (before, after) = log.split_once(RESULTS).unwrap_or((&log, ""));
        Sarif {
            around: (format!("{before}\"results\": ["), format!("]{after}\n")),
            begun: false,
            baseline,
        }
    }

    /// The results of diagnostics that are all in one state (section 3.27.24).
    fn write(
        &mut self,
        report: &Report,
        diagnostics: &[ReportedDiagnostic],
        state: &str,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let uri = uri(&report.path);
        for diagnostic in diagnostics {
            let mut result = result(report, &uri, diagnostic);
            if self.baseline {
                result["baselineState"] = json!(state);
            }
            out.write_all(if self.begun { b"," } else { b"" })?;
            self.begun = true;
            for line in format!("{result:#}").lines() {
                write!(out, "\n{INDENT}{line}")?;
            }
        }
        Ok(())
    }
}

impl Reporter for Sarif {
    fn start(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(self.around.0.as_bytes())
    }

    fn report(&mut self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        self.write(report, &report.diagnostics, "new", out)?;
        self.write(report, &report.known, "unchanged", out)
    }

    fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if self.begun {
            out.write_all(b"\n      ")?;
        }
        out.write_all(self.around.1.as_bytes())
    }
}

/// A log without results.
fn log() -> Value {
    let configuration = json!({
        "id": ConfigFault::CODE,
        "shortDescription": { "text": "an error in brief-ls.toml" },
        "fullDescription": { "text": "brief-ls.toml is not valid TOML, or has an unknown key or value. Valid \
            settings still apply." },
        "defaultConfiguration": { "level": "error" },
    });
    let rules = check::rules().iter().map(descriptor);
    let driver = json!({
        "name": "brief-ls",
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": rules.chain([configuration]).collect::<Vec<_>>(),
    });
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": driver },
            "columnKind": "utf16CodeUnits",
            "results": [],
        }],
    })
}

fn descriptor(rule: &Rule) -> Value {
    let mut descriptor = json!({
        "id": rule.code,
        "shortDescription": { "text": rule.summary },
        "fullDescription": { "text": description(rule) },
        "help": { "text": rule.page, "markdown": rule.page },
        "defaultConfiguration": {
            "enabled": rule.default != Level::Off,
            "level": level(rule.default),
        },
    });
    if let Some(url) = rule.url() {
        descriptor["helpUri"] = json!(url);
    }
    descriptor
}

/// The first paragraph of a rule's page, on one line.
fn description(rule: &Rule) -> String {
    let mut paragraphs = rule.page.split("\n\n").map(str::trim);
    let first = paragraphs.find(|text| !text.is_empty() && !text.starts_with('#'));
    let words = first.unwrap_or(rule.summary).split_whitespace();
    words.collect::<Vec<_>>().join(" ")
}

fn result(report: &Report, uri: &str, diagnostic: &ReportedDiagnostic) -> Value {
    let related = diagnostic.related.iter().enumerate().map(|(id, related)| {
        let mut location = location(report, uri, related.span);
        location["id"] = json!(id);
        location["message"] = json!({ "text": related.message });
        location
    });
    let rules = check::rules();
    let index = rules.iter().position(|rule| rule.code == diagnostic.code);
    let mut result = json!({
        "ruleId": diagnostic.code,
        "ruleIndex": index.unwrap_or(rules.len()),
        "level": level(diagnostic.level),
        "message": { "text": diagnostic.message },
        "locations": [location(report, uri, diagnostic.span)],
        "relatedLocations": related.collect::<Vec<_>>(),
    });
    if let Some(found) = &diagnostic.fix
        && let FixKind::Edits(edits) = &found.by
    {
        result["fixes"] = json!([fix(&report.text, uri, found, edits)]);
    }
    result
}

/// A fix (section 3.55). Whether it is safe has no property of its own there.
fn fix(text: &Text, uri: &str, fix: &Fix, edits: &Edits) -> Value {
    let replacements = edits.iter().map(|edit| {
        json!({
            "deletedRegion": region(text, edit.span),
            "insertedContent": { "text": edit.insert },
        })
    });
    json!({
        "description": { "text": fix.title },
        "artifactChanges": [{
            "artifactLocation": { "uri": uri },
            "replacements": replacements.collect::<Vec<_>>(),
        }],
        "properties": { "safe": fix.is_safe },
    })
}

/// A place in a file (section 3.28). What is no text has no lines, and so no region; its place has a name (section 3.33).
fn location(report: &Report, uri: &str, span: Span) -> Value {
    if let Some(origin) = report.origin(span) {
        return json!({
            "physicalLocation": { "artifactLocation": { "uri": uri } },
            "logicalLocations": [{
                "name": format!("paragraph {}", origin.paragraph),
                "fullyQualifiedName": place(origin),
            }],
        });
    }
    let text = &report.text;
    json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri },
            "region": region(text, span),
        },
    })
}

fn region(text: &Text, span: Span) -> Value {
    let Range { start, end } = Range::new(text, span);
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}

/// The level by SARIF's names (section 3.27.10): it has one for what is worth knowing.
fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Information | Level::Hint | Level::Off => "note",
    }
}

/// The URI of a file: relative where `path` is, which is then below the current folder (section 3.4.3).
fn uri(path: &Path) -> String {
    let text = path.to_string_lossy().into_owned();
    let Ok(folder) = std::env::current_dir() else {
        return text;
    };
    let absolute = Url::from_file_path(folder.join(path));
    let base = Url::from_directory_path(&folder);
    let (Ok(absolute), Ok(base)) = (absolute, base) else {
        return text;
    };
    let below = absolute.as_str().strip_prefix(base.as_str());
    match below {
        // A colon in the first segment would end a scheme (RFC 3986, section 4.2).
        Some(below)
            if below
                .split('/')
                .next()
                .is_some_and(|first| first.contains(':')) =>
        {
            format!("./{below}")
        }
        Some(below) => below.to_owned(),
        None => absolute.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_below_is_relative_and_its_odd_characters_are_escaped() {
        assert_eq!(uri(Path::new("a b/é#1?.md")), "a%20b/%C3%A9%231%3F.md");
        assert_eq!(uri(Path::new("a:b.md")), "./a:b.md");
        assert_eq!(uri(Path::new("100%.md")), "100%25.md");
    }

    #[cfg(unix)]
    #[test]
    fn a_path_elsewhere_is_absolute() {
        assert_eq!(
            uri(Path::new("/else where/a.md")),
            "file:///else%20where/a.md"
        );
    }
}
