//! The command line.

use std::process::ExitCode;

/// Runs the command line.
pub fn main() -> ExitCode {
    crate::server::serve()
}
