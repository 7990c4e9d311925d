use std::fmt;
use std::path::{Path, PathBuf};

use ignore::{DirEntry, WalkBuilder};

use super::kind;

/// A part of a folder that could not be looked at, and why.
#[derive(Debug)]
pub struct WalkError(ignore::Error);

impl fmt::Display for WalkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for WalkError {}

/// What a folder holds.
#[derive(Debug, Default)]
pub struct Walk {
    /// The files that are briefs by their names, sorted. Of those that are only text by their names
    /// ([`super::is_text`]), the one who reads them has to see whether they are briefs.
    pub files: Vec<PathBuf>,
    /// What could not be looked at.
    pub errors: Vec<WalkError>,
}

/// The briefs in and below `folder`, without hidden files and those that `.gitignore` or `.ignore` names;
/// none where it is no folder.
pub fn walk(folder: &Path) -> Option<Walk> {
    if !folder.is_dir() {
        return None;
    }
    let mut found = Walk::default();
    let entries = WalkBuilder::new(folder)
        .require_git(false)
        .sort_by_file_path(Path::cmp)
        .build();
    for entry in entries {
        match entry {
            Ok(entry) if is_brief(&entry) => found.files.push(entry.into_path()),
            Ok(_) => {}
            Err(error) => found.errors.push(WalkError(error)),
        }
    }
    found.files.sort();
    Some(found)
}

fn is_brief(entry: &DirEntry) -> bool {
    entry.path().is_file() && kind(entry.path()).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn briefs_are_found_sorted_and_ignored_ones_left_out() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        std::fs::create_dir_all(root.join("b/.hidden")).unwrap();
        std::fs::create_dir_all(root.join("drafts")).unwrap();
        std::fs::write(root.join(".gitignore"), "drafts/\n").unwrap();
        let files = [
            "z.md",
            "a.txt",
            "b/c.qmd",
            "b/.hidden/d.md",
            ".e.md",
            "drafts/f.md",
            "g.csv",
        ];
        for file in files {
            std::fs::write(root.join(file), "").unwrap();
        }
        let found = walk(root).unwrap();
        let expected = ["a.txt", "b/c.qmd", "z.md"].map(|file| root.join(file));
        assert_eq!(found.files, expected);
        assert!(found.errors.is_empty());
        assert!(walk(&root.join("z.md")).is_none());
    }
}
