//! `brief-ls completions` and `brief-ls man`, made from the definition of the arguments.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::CommandFactory;
use clap_mangen::Man;

use super::args::{Args, CompletionsArgs, ManArgs};
use super::{FAILED, complain};

/// The name of the program.
const PROGRAM: &str = env!("CARGO_PKG_NAME");

/// Writes the completions of a shell.
pub(super) fn completions(args: &CompletionsArgs, out: &mut dyn Write) -> io::Result<ExitCode> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), PROGRAM, &mut script);
    out.write_all(&script)?;
    Ok(ExitCode::SUCCESS)
}

/// Writes the man page of the program or of a command, in roff.
pub(super) fn man(args: &ManArgs, out: &mut dyn Write) -> io::Result<ExitCode> {
    let mut program = Args::command();
    program.build();
    let command = match &args.command {
        None => Some(program),
        Some(name) => program.find_subcommand(name).cloned(),
    };
    let Some(command) = command else {
        complain(&format_args!("no such command; brief-ls --help lists them"));
        return Ok(ExitCode::from(FAILED));
    };
    let name = match &args.command {
        Some(command) => format!("{PROGRAM}-{command}"),
        None => PROGRAM.to_owned(),
    };
    Man::new(command).title(name).render(out)?;
    Ok(ExitCode::SUCCESS)
}
