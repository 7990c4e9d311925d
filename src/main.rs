//! The binary: `brief-ls`.

use std::process::ExitCode;

fn main() -> ExitCode {
    brief_ls::cli::main()
}
