use std::ffi::OsStr;
use std::fmt;
use std::fs::FileType;
use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher, GlobSet};
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

/// The briefs of a folder, by their names, in the order of their paths, found as they are asked for. Of
/// those that are only text by their names ([`super::is_text`]), the one who reads them has to see whether
/// they are briefs. A part that cannot be looked at is an error in its place, and the rest follows.
pub struct Walk {
    walk: ignore::Walk,
    included: Inclusions,
    /// The pattern that a path has to match, if the walk is one of a pattern.
    pattern: Option<GlobMatcher>,
}

/// Files of other names that count as briefs in folders.
#[derive(Clone, Debug, Default)]
pub struct Inclusions(GlobSet);

impl Inclusions {
    /// What `patterns` name: a pattern without a slash files in any folder.
    ///
    /// # Errors
    /// What is wrong with a pattern.
    pub fn new(patterns: &[String]) -> Result<Inclusions, globset::Error> {
        let mut set = GlobSet::builder();
        for pattern in patterns {
            let pattern = match pattern.contains('/') {
                true => pattern.clone(),
                false => format!("**/{pattern}"),
            };
            set.add(GlobBuilder::new(&pattern).literal_separator(true).build()?);
        }
        Ok(Inclusions(set.build()?))
    }
}

impl Walk {
    /// The same walk, with what `included` names.
    pub fn including(self, included: &Inclusions) -> Walk {
        Walk {
            included: included.clone(),
            ..self
        }
    }

    fn takes(&self, entry: &DirEntry) -> bool {
        match &self.pattern {
            Some(pattern) => is_file(entry) && pattern.is_match(entry.path()),
            None => is_brief(entry, &self.included),
        }
    }
}

/// The briefs in and below `folder`, without hidden files and those that `.gitignore` or `.ignore` names;
/// none where it is no folder. Links to folders are not followed, so that no circle of them matters.
pub fn walk(folder: &Path) -> Option<Walk> {
    if !folder.is_dir() {
        return None;
    }
    // By names within each folder is by paths in all: the order of paths is that of their parts.
    let walk = WalkBuilder::new(folder)
        .require_git(false)
        .sort_by_file_name(OsStr::cmp)
        .build();
    Some(Walk {
        walk,
        included: Inclusions::default(),
        pattern: None,
    })
}

/// Whether a path has signs of a pattern, such as `drafts/*.md`.
pub fn is_pattern(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?', '[', '{'])
}

/// The files that match `pattern`, as a shell would find them, whatever their names; `**` stands for any folders. What a
/// [`walk`] leaves out is left out. None where `pattern` has no sign of one, or is the name of a file.
pub fn walk_matches(pattern: &Path) -> Option<Walk> {
    if !is_pattern(pattern) || pattern.symlink_metadata().is_ok() {
        return None;
    }
    let base: PathBuf = pattern
        .components()
        .take_while(|part| !is_pattern(Path::new(part.as_os_str())))
        .collect();
    let within = pattern.strip_prefix(&base).ok()?;
    let depth = within.components().count();
    let any_depth = within.to_string_lossy().contains("**");
    let start = match base.as_os_str().is_empty() {
        true => Path::new("."),
        false => &base,
    };
    let glob = start.join(within);
    let glob = GlobBuilder::new(&glob.to_string_lossy())
        .literal_separator(true)
        .build();
    let walk = WalkBuilder::new(start)
        .require_git(false)
        .max_depth((!any_depth).then_some(depth))
        .sort_by_file_name(OsStr::cmp)
        .build();
    Some(Walk {
        walk,
        included: Inclusions::default(),
        pattern: Some(glob.ok()?.compile_matcher()),
    })
}

impl Iterator for Walk {
    type Item = Result<PathBuf, WalkError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.walk.next()? {
                Ok(entry) if self.takes(&entry) => {
                    return Some(Ok(entry.into_path()));
                }
                Ok(_) => {}
                Err(error) => return Some(Err(WalkError(error))),
            }
        }
    }
}

/// Whether an entry is a file with the name of a brief.
fn is_brief(entry: &DirEntry, included: &Inclusions) -> bool {
    let path = entry.path();
    (kind(path).is_some() || included.0.is_match(path)) && is_file(entry)
}

/// Whether an entry is a file. A link that leads nowhere is one too, so that whoever reads it can say so.
fn is_file(entry: &DirEntry) -> bool {
    let is_file = |kind: FileType| match kind.is_symlink() {
        true => entry.path().metadata().map_or(true, |to| to.is_file()),
        false => kind.is_file(),
    };
    entry.file_type().is_some_and(is_file)
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
            "b.md",
            "b0.md",
            "b/c.qmd",
            "b/.hidden/d.md",
            ".e.md",
            "drafts/f.md",
            "g.csv",
        ];
        for file in files {
            std::fs::write(root.join(file), "").unwrap();
        }
        let found: Vec<PathBuf> = walk(root).unwrap().map(Result::unwrap).collect();
        let expected = ["a.txt", "b/c.qmd", "b.md", "b0.md", "z.md"].map(|file| root.join(file));
        assert_eq!(found, expected);
        assert!(found.is_sorted());
        assert!(walk(&root.join("z.md")).is_none());
    }

    #[test]
    fn a_pattern_is_matched_as_a_shell_matches_it() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        std::fs::create_dir_all(root.join("b/c")).unwrap();
        for file in [
            "a.md",
            "a.docx",
            "b/d.md",
            "b/c/e.md",
            "b/c/.f.md",
            "x[1].md",
        ] {
            std::fs::write(root.join(file), "").unwrap();
        }
        let found = |pattern: &str| {
            let walk = walk_matches(&root.join(pattern)).unwrap();
            let paths = walk.map(Result::unwrap);
            let below = paths.map(|path| path.strip_prefix(root).unwrap().to_owned());
            below.collect::<Vec<_>>()
        };
        let paths = |files: &[&str]| files.iter().map(PathBuf::from).collect::<Vec<_>>();
        assert_eq!(found("*.md"), paths(&["a.md", "x[1].md"]));
        assert_eq!(found("a.*"), paths(&["a.docx", "a.md"]));
        assert_eq!(found("*/*.md"), paths(&["b/d.md"]));
        assert_eq!(found("b/**/*.md"), paths(&["b/c/e.md", "b/d.md"]));
        assert_eq!(found("{a,b/d}.md"), paths(&["a.md", "b/d.md"]));
        assert_eq!(found("z*"), paths(&[]));
        assert!(walk_matches(&root.join("x[1].md")).is_none());
        assert!(walk_matches(&root.join("a.md")).is_none());
    }

    #[test]
    fn files_of_other_names_are_included_where_they_are_named() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        std::fs::create_dir_all(root.join("b")).unwrap();
        for file in ["a.docx", "b/c.docx", "d.md", "e.pdf"] {
            std::fs::write(root.join(file), "").unwrap();
        }
        let found = |patterns: &[&str]| {
            let patterns: Vec<String> = patterns.iter().map(|it| (*it).to_owned()).collect();
            let included = Inclusions::new(&patterns).unwrap();
            let walk = walk(root).unwrap().including(&included);
            walk.map(Result::unwrap).collect::<Vec<PathBuf>>()
        };
        let paths = |files: &[&str]| files.iter().map(|it| root.join(it)).collect::<Vec<_>>();
        assert_eq!(found(&[]), paths(&["d.md"]));
        assert_eq!(found(&["*.docx"]), paths(&["a.docx", "b/c.docx", "d.md"]));
        assert_eq!(found(&["**/b/*.docx"]), paths(&["b/c.docx", "d.md"]));
        assert!(Inclusions::new(&["[".to_owned()]).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_circle_of_links_is_not_walked_and_a_link_to_nowhere_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let link = |to: &str, name: &str| {
            std::os::unix::fs::symlink(folder.path().join(to), folder.path().join(name)).unwrap();
        };
        std::fs::write(folder.path().join("a.md"), "").unwrap();
        link("a.md", "b.md");
        link(".", "c.md");
        link("d.md", "d.md");
        let found: Vec<PathBuf> = walk(folder.path()).unwrap().map(Result::unwrap).collect();
        assert_eq!(
            found,
            ["a.md", "b.md", "d.md"].map(|file| folder.path().join(file))
        );
    }
}
