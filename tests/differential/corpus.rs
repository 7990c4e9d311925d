//! Documents that are no part of the project. The tests that use them are ignored where they are absent.

use std::fs;
use std::path::PathBuf;

use crate::needs::beside;

/// A text with the name that `known.toml` calls it by.
pub struct Sample {
    /// Its folder and its name in it.
    pub name: String,
    /// The text itself.
    pub text: String,
}

/// The folder of that name in the corpus.
pub fn folder(name: &str) -> PathBuf {
    beside("../shared/corpus").join(name)
}

/// The Markdown documents with footnotes, by name.
pub fn footnoted() -> Vec<Sample> {
    let entries = fs::read_dir(folder("footnoted")).expect("the folder can be read");
    let mut samples: Vec<Sample> = entries
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| {
            path.extension()
                .is_some_and(|ext| ext == "md" || ext == "rmd")
        })
        .map(|path| Sample {
            name: format!(
                "footnoted/{}",
                path.file_name().unwrap_or_default().display()
            ),
            text: fs::read_to_string(&path).expect("a text in UTF-8"),
        })
        .collect();
    samples.sort_by(|one, other| one.name.cmp(&other.name));
    samples
}
