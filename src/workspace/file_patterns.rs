use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobSet};

/// Files that a configuration names by patterns.
#[derive(Clone, Debug, Default)]
pub struct FilePatterns {
    folder: PathBuf,
    named: Vec<String>,
    patterns: GlobSet,
}

impl PartialEq for FilePatterns {
    fn eq(&self, other: &FilePatterns) -> bool {
        (&self.folder, &self.named) == (&other.folder, &other.named)
    }
}

impl Eq for FilePatterns {}

impl FilePatterns {
    /// What `patterns` name, relative to `folder`, where the configuration file is. A pattern that is none
    /// names nothing: it is a fault of the configuration.
    pub fn new(folder: &Path, patterns: &[String]) -> FilePatterns {
        let mut set = GlobSet::builder();
        let globs = patterns.iter().filter_map(|pattern| {
            let pattern = pattern.strip_suffix('/').unwrap_or(pattern);
            GlobBuilder::new(pattern)
                .literal_separator(true)
                .build()
                .ok()
        });
        for glob in globs {
            set.add(glob);
        }
        FilePatterns {
            folder: folder.to_owned(),
            named: patterns.to_vec(),
            patterns: set.build().unwrap_or_default(),
        }
    }

    /// The pattern that names `file` alone, from `folder`, which holds it.
    pub fn of_file(folder: &Path, file: &Path) -> Option<String> {
        let below = file.strip_prefix(folder).ok()?;
        let names = below
            .components()
            .map(|name| name.as_os_str().to_str().map(globset::escape));
        Some(names.collect::<Option<Vec<_>>>()?.join("/"))
    }

    /// Whether they name `file`, or a folder that holds it.
    pub fn contain(&self, file: &Path) -> bool {
        let Ok(file) = std::path::absolute(file) else {
            return false;
        };
        let below = file.strip_prefix(&self.folder).unwrap_or(&file);
        below.ancestors().any(|path| self.patterns.is_match(path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_takes_what_is_in_it_along() {
        let named = ["drafts/", "**/old-*.md", "*.txt"].map(str::to_owned);
        let patterns = FilePatterns::new(Path::new("/briefs"), &named);
        let contain = |file: &str| patterns.contain(&Path::new("/briefs").join(file));
        assert!(contain("drafts/2021/a.md"));
        assert!(contain("russia/old-a.md"));
        assert!(contain("a.txt"));
        assert!(!contain("russia/a.txt"));
        assert!(!contain("a.md"));
    }

    #[test]
    fn a_pattern_may_name_one_file() {
        let (folder, file) = (Path::new("/briefs"), Path::new("/briefs/a b/c[1].txt"));
        let pattern = FilePatterns::of_file(folder, file).unwrap();
        assert_eq!(pattern, "a b/c[[]1[]].txt");
        assert!(FilePatterns::new(folder, &[pattern]).contain(file));
        assert_eq!(FilePatterns::of_file(Path::new("/other"), file), None);
    }
}
