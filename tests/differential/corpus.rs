//! Documents that are no part of the project: they stand beside it, or the tests that use them are skipped.

use std::fs;
use std::path::PathBuf;

/// A text with the name that `known.toml` calls it by.
pub struct Sample {
    /// Its folder and its name in it.
    pub name: String,
    /// The text itself.
    pub text: String,
}

/// The folder of that name in the corpus.
pub fn folder(name: &str) -> Option<PathBuf> {
    let root = std::env::var_os("CARGO_MANIFEST_DIR")?;
    let path = PathBuf::from(root).join("../shared/corpus").join(name);
    if !path.is_dir() {
        eprintln!("skipped: no {}", path.display());
        return None;
    }
    Some(path)
}

/// The Markdown documents with footnotes, by name.
pub fn footnoted() -> Vec<Sample> {
    let Some(folder) = folder("footnoted") else {
        return Vec::new();
    };
    let entries = fs::read_dir(folder).expect("the folder can be read");
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
