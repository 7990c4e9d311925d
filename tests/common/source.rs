//! The source of the project, as tests of its structure read it.

#![allow(dead_code, reason = "each test uses some of it")]

use std::fs;
use std::path::{Path, PathBuf};

/// Files that hold tests alone.
const TESTS: &[&str] = &[
    "check/pages.rs",
    "check/written.rs",
    "import/markdown/tests.rs",
    "import/pdf/file_tests.rs",
    "import/pdf/stage_tests.rs",
    "index/forms.rs",
    "index/sources/tests.rs",
    "back_reference/tests.rs",
    "tagger/learner.rs",
    "tagger/train.rs",
    "refactor/actions/extract_bibliography/tests.rs",
    "ide/completion/tests.rs",
    "ide/rename/tests.rs",
    "ide/rename/across/tests.rs",
];

/// Whether a file holds tests alone.
pub fn is_test(path: &Path) -> bool {
    TESTS.iter().any(|test| path.ends_with(test))
}

/// The Rust files in `folder` and below it.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}

/// The code of a file, without comments and without its tests.
pub fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let code = text.split("#[cfg(test)]\nmod tests {").next();
    let lines = code.unwrap_or_default().lines();
    let lines = lines.filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The path of the module that the file at `path`, relative to the source folder, is: `index::document`.
pub fn module(path: &Path) -> String {
    let path = path.with_extension("");
    let parts = path.iter().map(|part| part.to_string_lossy());
    let parts = parts.filter(|part| !matches!(&**part, "mod" | "lib" | "main"));
    parts.collect::<Vec<_>>().join("::")
}
