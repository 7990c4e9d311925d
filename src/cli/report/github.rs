use std::io::{self, Write};

use crate::cli::location::Range;
use crate::config::Level;

use super::{Report, ReportedDiagnostic, Reporter, place};

/// Workflow commands (GitHub Actions, "Workflow commands for GitHub Actions").
pub(super) struct Github;

impl Reporter for Github {
    fn start(&mut self, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn report(&mut self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        for diagnostic in &report.diagnostics {
            writeln!(out, "{}", command(report, diagnostic))?;
        }
        out.flush()
    }

    fn finish(&mut self, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

fn command(report: &Report, diagnostic: &ReportedDiagnostic) -> String {
    let file = property(&report.path.to_string_lossy());
    let title = property(diagnostic.code);
    let level = match diagnostic.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Information | Level::Hint | Level::Off => "notice",
    };
    if let Some(origin) = report.origin(diagnostic.span) {
        let message = data(&format!("{}: {}", place(origin), diagnostic.message));
        return format!("::{level} file={file},title={title}::{message}");
    }
    let Range { start, end } = Range::new(&report.text, diagnostic.span);
    let message = data(&diagnostic.message);
    // Columns are for one line only (GitHub REST API, "Check runs", `annotations`).
    let columns = match start.line == end.line {
        true => format!("col={},endColumn={},", start.column, end.column),
        false => String::new(),
    };
    let lines = format!("line={},endLine={}", start.line, end.line);
    format!("::{level} file={file},{lines},{columns}title={title}::{message}")
}

/// `text` as a command's message: it has no line break and no `%` that is not an escape.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// `text` as a command's property, which ends at a comma and a colon too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ends_a_property_or_a_message_is_escaped() {
        assert_eq!(property("a,b: 100%\n"), "a%2Cb%3A 100%25%0A");
        assert_eq!(data("a,b: 100%\r\n"), "a,b: 100%25%0D%0A");
    }
}
