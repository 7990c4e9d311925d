//! `brief-ls explain`.

use std::io::{self, Write};
use std::process::ExitCode;

use super::rules::rule;
use super::{FAILED, complain};

/// Writes the pages of the rules of those codes.
pub(super) fn run(codes: &[String], out: &mut dyn Write) -> io::Result<ExitCode> {
    let mut exit = ExitCode::SUCCESS;
    for (index, code) in codes.iter().enumerate() {
        match rule(code) {
            Ok(rule) => {
                let between = if index > 0 { "\n" } else { "" };
                writeln!(out, "{between}{}", rule.page.trim_end())?;
            }
            Err(error) => {
                complain(&error);
                exit = ExitCode::from(FAILED);
            }
        }
    }
    Ok(exit)
}
