//! A citation style, and how it prints an entry.

use super::Entry;
use super::render::Formatted;

/// A citation style of CSL. Reading one takes some milliseconds: keep it, behind an `Arc`.
#[derive(Debug)]
pub struct Style {
    name: String,
}

/// Why a style cannot be had, in a sentence for the author.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StyleError(pub String);

impl Style {
    /// The style where none is configured.
    pub const DEFAULT: &str = "chicago-notes";

    /// The style of this name, of those that come with brief-ls (the names of the CSL style repository).
    ///
    /// # Errors
    /// Where there is none; the message names those that are spelt alike.
    pub fn named(name: &str) -> Result<Self, StyleError> {
        Ok(Style {
            name: name.to_owned(),
        })
    }

    /// The style that `csl`, the text of a `.csl` file, defines.
    ///
    /// # Errors
    /// Where it is no style, or one that only refers to another that does not come with brief-ls.
    pub fn from_csl(csl: &str) -> Result<Self, StyleError> {
        let _ = csl;
        Err(StyleError("not yet".to_owned()))
    }

    /// Its name, as its author calls it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The entry as it stands in a bibliography of this style.
    pub fn format(&self, entry: &Entry) -> Formatted {
        let _ = entry;
        Formatted::default()
    }

    /// The entry as a note of this style cites it for the first time. A style whose citations do not stand in
    /// notes (`(Lukin 2018)`, `[1]`) gives what stands in its bibliography.
    pub fn format_note(&self, entry: &Entry) -> Formatted {
        self.format(entry)
    }
}
