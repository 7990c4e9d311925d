//! The command line: arguments, exit codes, rendering.

mod args;
mod bare;
mod baseline;
mod check;
mod completions;
mod configurations;
mod conversion;
mod convert;
mod diff;
mod doctor;
mod editors;
mod explain;
mod fix;
mod in_order;
mod init;
mod inputs;
mod left_over;
mod location;
mod merge;
mod outline;
mod output;
mod output_file;
mod printable;
mod progress;
mod report;
mod review;
mod rules;
mod schema;
mod setup;
mod sources;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use args::{Args, Command, DiagnosticsFormat};
use printable::printable;

/// A command could not do its work, or a part of it.
const FAILED: u8 = 2;

/// What someone sees who types the bare name.
const WELCOME: &str = "\
brief-ls finds footnote errors in policy briefs: markers without a note, notes without a marker,
numbers out of order, placeholder links.

Try:
  brief-ls check brief.md      check a brief, or every brief in a folder
  brief-ls fix brief.md        apply safe fixes
  brief-ls outline brief.md    list its sections and notes
  brief-ls explain note-order  explain a rule and how to fix what it reports

Editors run `brief-ls server` and show the same while you write. More: brief-ls --help
";

/// Runs the command line.
pub fn main() -> ExitCode {
    if starts_server(std::env::args_os().skip(1)) {
        return crate::server::serve();
    }
    let args = bare::parse(std::env::args_os().collect());
    let mut out = output::stdout(args.color, is_styled(&args));
    match run(&args, &mut out) {
        Ok(code) => code,
        // Whoever read the output has seen enough (`brief-ls check | head`).
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            complain(&format_args!("cannot write the output: {error}"));
            ExitCode::from(FAILED)
        }
    }
}

/// Whether the arguments are those with which editors start the server and wait for it: they are known
/// without the definition of all others, which takes time to build.
fn starts_server(args: impl Iterator<Item = OsString>) -> bool {
    const STARTS: [&[&str]; 3] = [&["server"], &["--stdio"], &["server", "--stdio"]];
    let args: Vec<OsString> = args.collect();
    STARTS.iter().any(|start| args == *start)
}

/// Whether what the command writes has colours of its own.
fn is_styled(args: &Args) -> bool {
    match &args.command {
        Some(Command::Check(check)) => matches!(check.format, DiagnosticsFormat::Human),
        Some(Command::Rules(_)) => true,
        _ => false,
    }
}

fn run(args: &Args, out: &mut dyn Write) -> io::Result<ExitCode> {
    let code = match &args.command {
        None if !args.stdio && bare::nobody_speaks() => {
            out.write_all(WELCOME.as_bytes())?;
            ExitCode::SUCCESS
        }
        None | Some(Command::Server(_)) => crate::server::serve(),
        Some(Command::Check(check)) => check::run(check, out)?,
        Some(Command::Fix(fix)) => fix::run(fix, out)?,
        Some(Command::Convert(convert)) => convert::run(convert, out)?,
        Some(Command::Merge(merge)) => merge::run(merge, out)?,
        Some(Command::Outline(outline)) => outline::run(outline, out)?,
        Some(Command::Report(report)) => review::run(report, out)?,
        Some(Command::Sources(sources)) => sources::run(sources, out)?,
        Some(Command::Init(init)) => init::run(init, out)?,
        Some(Command::Schema(schema)) => schema::run(schema, out)?,
        Some(Command::Setup(setup)) => setup::run(setup, out)?,
        Some(Command::Doctor) => doctor::run(out)?,
        Some(Command::Completions(shell)) => completions::completions(shell, out)?,
        Some(Command::Man(command)) => completions::man(command, out)?,
        Some(Command::Rules(rules)) => rules::run(rules, out)?,
        Some(Command::Explain { code }) => explain::run(code, out)?,
    };
    out.flush()?;
    Ok(code)
}

/// Tells on standard error what went wrong. That it cannot be told there is no fault that could be told
/// anywhere else.
fn complain(what: &dyn std::fmt::Display) {
    let what = what.to_string();
    let _ = writeln!(io::stderr(), "brief-ls: {}", printable(&what));
}
