//! The formats of a bibliography, and how a file's name tells them.

use std::path::Path;

/// In what format a bibliography is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum BibliographyFormat {
    /// BibTeX or BibLaTeX, `.bib`.
    #[default]
    BibTex,
    /// CSL-JSON, `.json`: a list of items.
    CslJson,
    /// Hayagriva, `.yml` or `.yaml`: a map from keys to entries.
    Hayagriva,
}

impl BibliographyFormat {
    /// The format that a file of this name has if it is a bibliography; `None` where it can be none. That a
    /// `.json` or `.yml` is one is for whoever names it to know.
    pub fn of(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "bib" => Some(BibliographyFormat::BibTex),
            "json" => Some(BibliographyFormat::CslJson),
            "yml" | "yaml" => Some(BibliographyFormat::Hayagriva),
            _ => None,
        }
    }
}
