//! The one place that reads the disk: finds briefs, reads them, finds and reads the configuration.

use std::path::{Path, PathBuf};

use crate::config::Config;
use crate::syntax::Kind;
use crate::text::Span;

/// Why a file could not be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ReadError {
    /// There is none of that name.
    Missing,
    /// It is a folder.
    Folder,
    /// It holds a NUL byte: it is no text.
    Binary,
    /// It is not in UTF-8; the line, from 1, of the first byte that is not.
    NotUtf8 {
        /// Line, from 1.
        line: usize,
    },
    /// The system said no.
    Unreadable(String),
}

/// A `brief-ls.toml` and what it says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ConfigFile {
    /// Where it is.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
    /// What it says; none where it is broken as a whole.
    pub config: Option<Config>,
    /// What is wrong with it, by place.
    pub faults: Vec<ConfigFault>,
}

/// Something wrong with a configuration file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ConfigFault {
    /// Where, in bytes of its text.
    pub span: Span,
    /// What is wrong, in one sentence.
    pub message: String,
}

/// The text of a file.
///
/// # Errors
/// [`ReadError`] where it is missing, no text, or not in UTF-8.
pub fn read(path: &Path) -> Result<String, ReadError> {
    let _ = path;
    Err(ReadError::Missing)
}

/// What kind of brief a file is, by its name; none if it is none.
pub fn kind(path: &Path) -> Option<Kind> {
    let _ = path;
    None
}

/// The configuration file for `file`: the nearest `brief-ls.toml` upward from it, as far as the root in
/// `roots` that holds it, or the top of its repository.
pub fn find_config(file: &Path, roots: &[PathBuf]) -> Option<PathBuf> {
    let _ = (file, roots);
    None
}

/// Reads what a configuration file says from its text.
pub fn parse_config(path: &Path, text: String) -> ConfigFile {
    ConfigFile {
        path: path.to_owned(),
        text,
        config: None,
        faults: Vec::new(),
    }
}
