//! `brief-ls explain`.

use std::io::{self, Write};
use std::process::ExitCode;

use crate::check;
use crate::workspace::nearest;

use super::{FAILED, complain};

/// Writes the page of the rule of that code.
pub(super) fn run(code: &str, out: &mut dyn Write) -> io::Result<ExitCode> {
    if let Some(rule) = check::rule(code) {
        writeln!(out, "{}", rule.page.trim_end())?;
        return Ok(ExitCode::SUCCESS);
    }
    let help = match nearest(code, check::rules().iter().map(|rule| rule.code)) {
        Some(meant) => format!("did you mean {meant}?"),
        None => "`brief-ls rules` lists all rules".to_owned(),
    };
    complain(&format_args!("no rule named {code}; {help}"));
    Ok(ExitCode::from(FAILED))
}
