use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobSet};

/// The files that a configuration leaves out.
#[derive(Clone, Debug, Default)]
pub struct Exclusions {
    folder: PathBuf,
    named: Vec<String>,
    patterns: GlobSet,
}

impl PartialEq for Exclusions {
    fn eq(&self, other: &Exclusions) -> bool {
        (&self.folder, &self.named) == (&other.folder, &other.named)
    }
}

impl Eq for Exclusions {}

impl Exclusions {
    /// What `patterns` name, relative to `folder`, where the configuration file is. A pattern that is none
    /// names nothing: it is a fault of the configuration.
    pub fn new(folder: &Path, patterns: &[String]) -> Exclusions {
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
        Exclusions {
            folder: folder.to_owned(),
            named: patterns.to_vec(),
            patterns: set.build().unwrap_or_default(),
        }
    }

    /// Whether `file`, or a folder that holds it, is left out.
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
        let patterns = ["drafts/", "**/old-*.md", "*.txt"].map(str::to_owned);
        let exclusions = Exclusions::new(Path::new("/briefs"), &patterns);
        let contains = |file: &str| exclusions.contain(&Path::new("/briefs").join(file));
        assert!(contains("drafts/2021/a.md"));
        assert!(contains("russia/old-a.md"));
        assert!(contains("a.txt"));
        assert!(!contains("russia/a.txt"));
        assert!(!contains("a.md"));
    }
}
