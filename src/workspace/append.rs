use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;

/// The file at `path`, made if it is not there, to write at its end: a log.
///
/// # Errors
/// What the system says.
pub fn append(path: &Path) -> io::Result<File> {
    OpenOptions::new().create(true).append(true).open(path)
}
