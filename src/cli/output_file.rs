//! The file that `convert` and `merge` write.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::workspace;

use super::inputs::STDIN;
use super::printable::name;
use super::{FAILED, complain, output};

/// Where a command writes a brief.
#[derive(clap::Args, Debug)]
pub(super) struct OutputFileArgs {
    /// The output file, which must not exist yet; `-` is standard output [default: standard output]
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
    /// Overwrite OUT if it exists
    #[arg(long, requires = "output")]
    force: bool,
}

/// What a command writes.
pub(super) enum OutputContent {
    Text(String),
    /// A Word file.
    Docx(Vec<u8>),
}

impl OutputFileArgs {
    /// The file that is named; none for standard output.
    pub fn path(&self) -> Option<&Path> {
        let output = self.output.as_deref();
        output.filter(|path| *path != Path::new(STDIN))
    }

    /// Whether the file is there already and may not be overwritten, which is then said: an author may have worked on
    /// it since it was written.
    pub fn is_taken(&self) -> bool {
        let taken = self.path().filter(|path| !self.force && path.is_file());
        if let Some(path) = taken {
            let name = name(path);
            complain(&format_args!(
                "{name} already exists; --force overwrites it"
            ));
        }
        taken.is_some()
    }

    /// Writes `content` to the file or to standard output.
    pub fn write(&self, content: &OutputContent, out: &mut dyn Write) -> io::Result<ExitCode> {
        let Some(path) = self.path() else {
            out.flush()?;
            match content {
                OutputContent::Text(text) => output::document(text)?,
                OutputContent::Docx(file) => io::stdout().write_all(file)?,
            }
            return Ok(ExitCode::SUCCESS);
        };
        let written = match content {
            OutputContent::Text(text) => workspace::replace(path, text),
            OutputContent::Docx(file) => workspace::replace(path, file),
        };
        if let Err(error) = written {
            complain(&format_args!("{}: cannot be written: {error}", name(path)));
            return Ok(ExitCode::from(FAILED));
        }
        Ok(ExitCode::SUCCESS)
    }
}
