//! The formats of a bibliography, and how a file's name tells them.

use std::path::Path;

/// In what format a bibliography is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Format {
    /// BibTeX or BibLaTeX, `.bib`.
    #[default]
    BibTex,
    /// CSL-JSON, `.json`: a list of items.
    CslJson,
    /// Hayagriva, `.yml` or `.yaml`: a map from keys to entries.
    Hayagriva,
}

impl Format {
    /// The format that a file of this name has if it is a bibliography; `None` where it can be none. That a
    /// `.json` or `.yml` is one is for whoever names it to know.
    pub fn of(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "bib" => Some(Format::BibTex),
            "json" => Some(Format::CslJson),
            "yml" | "yaml" => Some(Format::Hayagriva),
            _ => None,
        }
    }
}
