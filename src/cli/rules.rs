//! `brief-ls rules`.

use std::io::{self, Write};
use std::process::ExitCode;

use anstyle::Style;

use crate::check;

/// Writes the table of the rules.
pub(super) fn run(out: &mut dyn Write) -> io::Result<ExitCode> {
    let rules = check::rules();
    let code = rules.iter().map(|rule| rule.code.len()).max().unwrap_or(0);
    let head = Style::new().bold();
    let (default, brief) = ("default", "brief");
    writeln!(
        out,
        "{head}{:code$}  {default:11}  {brief:11}  what it reports{head:#}",
        "code"
    )?;
    for rule in rules {
        let (default, brief) = (rule.default.name(), rule.brief.name());
        let summary = rule.summary;
        writeln!(
            out,
            "{:code$}  {default:11}  {brief:11}  {summary}",
            rule.code
        )?;
    }
    Ok(ExitCode::SUCCESS)
}
