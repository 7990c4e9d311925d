use std::io::{self, BufWriter, IsTerminal, Write};

use anstream::AutoStream;
use clap::ColorChoice;

use super::printable::{Printable, printable};

/// Columns where there is no terminal to ask.
const WIDTH: usize = 100;

/// Standard output, which takes the colours off where they are not wanted: by `choice`, or without a
/// terminal, or with `NO_COLOR` set. Whoever writes flushes. A terminal has no escapes but those of what is `styled`,
/// which has none of a document's.
pub(super) fn stdout(choice: ColorChoice, styled: bool) -> Box<dyn Write> {
    let stdout = io::stdout();
    let is_terminal = stdout.is_terminal();
    let choice = match choice {
        ColorChoice::Auto => AutoStream::choice(&stdout),
        ColorChoice::Always => anstream::ColorChoice::Always,
        ColorChoice::Never => anstream::ColorChoice::Never,
    };
    let out = BufWriter::new(AutoStream::new(stdout, choice));
    match is_terminal && !styled {
        true => Box::new(Printable(out)),
        false => Box::new(out),
    }
}

/// Writes a document to standard output, past the filter for colours, which would take escapes out of it; to a
/// terminal as it is fit for one.
pub(super) fn document(text: &str) -> io::Result<()> {
    let mut stdout = io::stdout();
    match stdout.is_terminal() {
        true => stdout.write_all(printable(text).as_bytes()),
        false => stdout.write_all(text.as_bytes()),
    }
}

/// How many columns a line may have.
pub(super) fn width() -> usize {
    terminal_width().unwrap_or(WIDTH)
}

/// How many columns a line of the terminal may have; `None` where the output is no terminal.
#[cfg(not(target_family = "wasm"))]
pub(super) fn terminal_width() -> Option<usize> {
    let size = terminal_size::terminal_size_of(io::stdout());
    size.map(|(width, _)| usize::from(width.0).clamp(40, 160))
}

/// WebAssembly has no terminal.
#[cfg(target_family = "wasm")]
pub(super) fn terminal_width() -> Option<usize> {
    None
}
