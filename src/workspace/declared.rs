//! Which bibliographies and which citation style a brief has.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::config::{Config, House};

/// What is set for a brief, and the folders that it stands in.
#[derive(Clone, Copy, Debug)]
pub struct Project<'a> {
    /// What is set.
    pub config: &'a Config,
    /// What its house asks of it.
    pub house: &'a Arc<House>,
    /// The folder that the paths in it start from.
    pub folder: &'a Path,
    /// The workspace folders.
    pub roots: &'a [PathBuf],
}

/// The bibliographies of a brief, in the order in which they are named, and its citation style.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct DeclaredBibliographies {
    /// The bibliographies.
    pub bibliographies: Vec<BibliographyFile>,
    /// Whether nobody named one, so that one was taken that stands beside the brief.
    pub is_guessed: bool,
    /// The citation style, where one is named.
    pub style: Option<StyleSource>,
}

/// A bibliography.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct BibliographyFile {
    /// As the front matter of the brief names it; none where it does not.
    pub name: Option<String>,
    /// Where it is.
    pub place: NamedFile,
}

/// Where a file is that a brief names.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum NamedFile {
    /// At this path, which may be read.
    At(PathBuf),
    /// Outside of the workspace folders, where nothing is read that the configuration does not name.
    Outside,
    /// On the web.
    Remote,
}

/// A citation style.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum StyleSource {
    /// One that comes with brief-ls, by its name.
    Named(String),
    /// A `.csl` file.
    File(BibliographyFile),
}

impl DeclaredBibliographies {
    /// The bibliographies that may be read.
    pub fn paths(&self) -> Vec<PathBuf> {
        let path = |source: &BibliographyFile| match &source.place {
            NamedFile::At(path) => Some(path.clone()),
            _ => None,
        };
        self.bibliographies.iter().filter_map(path).collect()
    }
}
