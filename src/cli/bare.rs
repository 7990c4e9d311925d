//! What is typed without a command.

use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::path::Path;

use clap::Parser;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::import::Format;
use crate::workspace::{is_pattern, kind};

use super::args::Args;

/// The arguments. The name of a file or folder in place of a command is checked: `brief-ls a.md` is
/// `brief-ls check a.md`. Ends the process where there is something wrong with them, or help is asked for.
pub(super) fn parse(typed: Vec<OsString>) -> Args {
    let error = match Args::try_parse_from(&typed) {
        Ok(args) => return args,
        Err(error) => error,
    };
    match with_check(&typed, &error) {
        Some(arguments) => Args::parse_from(arguments),
        None => error.exit(),
    }
}

/// `typed` with `check` before what `error` says to be no command, if that looks like a file.
fn with_check(typed: &[OsString], error: &clap::Error) -> Option<Vec<OsString>> {
    if error.kind() != ErrorKind::InvalidSubcommand {
        return None;
    }
    let Some(ContextValue::String(name)) = error.get(ContextKind::InvalidSubcommand) else {
        return None;
    };
    let at = typed.iter().skip(1).position(|it| it == name.as_str())? + 1;
    if !is_file_name(Path::new(name)) {
        return None;
    }
    let mut arguments = typed.to_vec();
    arguments.insert(at, "check".into());
    Some(arguments)
}

/// Whether something is there, or has the name of a brief or the signs of a pattern.
fn is_file_name(path: &Path) -> bool {
    path.exists() || kind(path).is_some() || Format::of(path).is_some() || is_pattern(path)
}

/// Whether standard input is no client of a language server: a terminal, or nothing (`/dev/null`), as in a
/// scheduled job.
pub(super) fn nobody_speaks() -> bool {
    io::stdin().is_terminal() || is_device()
}

/// Whether standard input is a device. Clients have a pipe or a socket.
#[cfg(unix)]
fn is_device() -> bool {
    use std::os::unix::fs::FileTypeExt;

    let metadata = Path::new("/dev/stdin").metadata();
    metadata.is_ok_and(|metadata| metadata.file_type().is_char_device())
}

#[cfg(not(unix))]
fn is_device() -> bool {
    false
}
