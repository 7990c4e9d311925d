//! What a file of sources says: BibTeX and BibLaTeX, CSL-JSON, Hayagriva YAML, and how a style prints it.

use std::path::PathBuf;

use crate::text::{Span, Text};

/// A file of sources. What is broken in it is a fault at its place, and loses only itself.
#[derive(Clone, Debug, Default)]
pub struct Bibliography {
    path: PathBuf,
    text: Text,
    entries: Vec<Entry>,
    faults: Vec<BibliographyFault>,
}

/// A source, as a bibliography describes it.
#[derive(Clone, PartialEq, Debug)]
pub struct Entry {
    /// What it is cited by, without `@`.
    pub key: String,
    /// The key, in bytes of the file.
    pub key_span: Span,
    /// All of the entry, in bytes of the file.
    pub span: Span,
}

/// Something wrong in a bibliography.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BibliographyFault {
    /// Where, in bytes of the file.
    pub span: Span,
    /// What is wrong, in one sentence for the author.
    pub message: String,
}

impl Bibliography {
    /// Where it is.
    pub fn path(&self) -> &std::path::Path {
        &self.path
    }

    /// Its text.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// Its entries, by place. A key may stand in several.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// What is wrong with it, by place.
    pub fn faults(&self) -> &[BibliographyFault] {
        &self.faults
    }
}
