use std::io::{self, BufWriter, Write};

use anstream::AutoStream;
use clap::ColorChoice;

/// Columns where there is no terminal to ask.
const WIDTH: usize = 100;

/// Standard output, which takes the colours off where they are not wanted: by `choice`, or without a
/// terminal, or with `NO_COLOR` set. Whoever writes flushes.
pub(super) fn stdout(choice: ColorChoice) -> impl Write {
    let stdout = io::stdout();
    let choice = match choice {
        ColorChoice::Auto => AutoStream::choice(&stdout),
        ColorChoice::Always => anstream::ColorChoice::Always,
        ColorChoice::Never => anstream::ColorChoice::Never,
    };
    BufWriter::new(AutoStream::new(stdout, choice))
}

/// How many columns a line may have.
pub(super) fn width() -> usize {
    let size = terminal_size::terminal_size_of(io::stdout());
    size.map_or(WIDTH, |(width, _)| usize::from(width.0).clamp(40, 160))
}
