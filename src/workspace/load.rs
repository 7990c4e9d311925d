//! Loads the briefs of a workspace: finds them, reads them side by side, keeps of each what others ask of it.

use std::fmt;
use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ignore::{DirEntry, WalkBuilder};

use crate::index::{Brief, Document, Summary, Workspace};
use crate::text::Text;

use super::{Configurations, Library, ReadError, is_text, kind, read_found, side_by_side, threads};

/// Reads the briefs of workspace folders.
#[derive(Clone)]
pub struct Loader {
    /// The folders and what is set in them.
    pub configurations: Arc<Configurations>,
    /// The bibliographies.
    pub library: Arc<Library>,
    /// Set from outside where nobody waits for it any more.
    pub cancelled: Arc<AtomicBool>,
}

/// What loading gave.
#[derive(Debug, Default)]
pub struct LoadedWorkspace {
    /// The briefs that were read.
    pub workspace: Workspace,
    /// What could not be read, by path.
    pub skipped: Vec<SkippedPath>,
    /// Whether nobody waited for all of it, so that briefs may be missing.
    pub cancelled: bool,
}

/// A file or folder that could not be read.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct SkippedPath {
    /// Which it is; none where the system does not say.
    pub path: Option<PathBuf>,
    /// Why, in a few words.
    pub why: String,
}

impl fmt::Display for SkippedPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.path {
            Some(path) => write!(f, "{} {}", path.display(), self.why),
            None => f.write_str(&self.why),
        }
    }
}

/// What became of a file: none if it is not a brief.
type LoadOutcome = Option<Result<(Arc<Path>, Brief), SkippedPath>>;

impl Loader {
    /// Reads all briefs below the workspace folders; `progress` hears how many of how many are read. Links of
    /// the file system are not followed: what they lead to is a part of the workspace by itself, or none.
    pub fn load(&self, progress: &(dyn Fn(usize, usize) + Sync)) -> LoadedWorkspace {
        let (files, mut skipped) = self.files();
        let progress = |done| progress(done, files.len());
        let look = |file: &PathBuf| self.guarded(file);
        let outcomes = side_by_side(&files, threads(), &self.cancelled, &progress, look);
        let outcomes: Vec<_> = outcomes.into_iter().flatten().collect();
        let mut briefs = Vec::with_capacity(outcomes.len());
        for outcome in outcomes {
            match outcome {
                Ok(brief) => briefs.push(brief),
                Err(file) => skipped.push(file),
            }
        }
        skipped.sort();
        LoadedWorkspace {
            workspace: Workspace::new(briefs.into_iter().collect()),
            skipped,
            cancelled: self.cancelled.load(Ordering::Relaxed),
        }
    }

    /// `workspace` with what is on the disk now at `paths`, which may be files or folders that are new, changed
    /// or gone.
    pub fn reload(&self, workspace: &Workspace, paths: &[PathBuf]) -> LoadedWorkspace {
        let mut loaded = LoadedWorkspace {
            workspace: workspace.clone(),
            ..LoadedWorkspace::default()
        };
        for path in paths {
            loaded.workspace = loaded.workspace.without(path);
            if self.configurations.root_of(path).is_none() {
                continue;
            }
            let (files, skipped) = self.files_below(path);
            loaded.skipped.extend(skipped);
            let outcomes = files.iter().filter_map(|file| self.guarded(file));
            let (briefs, skipped): (Vec<_>, Vec<_>) = outcomes.partition(Result::is_ok);
            loaded
                .skipped
                .extend(skipped.into_iter().filter_map(Result::err));
            loaded.workspace = loaded
                .workspace
                .with(briefs.into_iter().filter_map(Result::ok));
        }
        loaded
    }

    /// The files that are briefs by their names, sorted, and what could not be looked at.
    fn files(&self) -> (Vec<PathBuf>, Vec<SkippedPath>) {
        let mut files = Vec::new();
        let mut skipped = Vec::new();
        for root in self.configurations.roots.iter() {
            let (found, errors) = self.files_below(root);
            files.extend(found);
            skipped.extend(errors);
        }
        files.sort();
        files.dedup();
        (files, skipped)
    }

    /// Those at or below `path`, as `.gitignore` and the configuration have it.
    fn files_below(&self, path: &Path) -> (Vec<PathBuf>, Vec<SkippedPath>) {
        let (mut files, mut skipped) = (Vec::new(), Vec::new());
        // What a folder above ignores is not walked into: a single file has to be looked for from its root.
        let root = self.configurations.root_of(path);
        let root = root.map_or(path, PathBuf::as_path).to_owned();
        let asked = path.to_owned();
        let configurations = self.configurations.clone();
        let is_asked = move |entry: &DirEntry| {
            let path = entry.path();
            let leads = path.starts_with(&asked) || asked.starts_with(path);
            leads && (entry.depth() == 0 || !configurations.of(path).excludes(path))
        };
        let entries = WalkBuilder::new(root)
            .require_git(false)
            .filter_entry(is_asked)
            .build();
        for entry in entries {
            if self.cancelled.load(Ordering::Relaxed) {
                break;
            }
            match entry {
                Ok(entry) if is_brief(&entry) => files.push(entry.into_path()),
                Ok(_) => {}
                Err(error) => skipped.push(SkippedPath {
                    path: None,
                    why: error.to_string(),
                }),
            }
        }
        (files, skipped)
    }

    /// A fault of this program in one file keeps no other file from being read.
    fn guarded(&self, file: &Path) -> LoadOutcome {
        let read = std::panic::catch_unwind(AssertUnwindSafe(|| self.look_at(file)));
        read.unwrap_or_else(|_| {
            Some(Err(SkippedPath {
                path: Some(file.to_owned()),
                why: "cannot be read because of a bug in brief-ls: please report it".to_owned(),
            }))
        })
    }

    fn look_at(&self, file: &Path) -> LoadOutcome {
        let kind = kind(file)?;
        let configured = self.configurations.of(file);
        let dialect = configured.dialect();
        let text = match read_found(file) {
            Ok(text) => text,
            // A binary file among text files is not a brief, whatever it is called.
            Err(ReadError::Binary) if is_text(file) => return None,
            Err(error) => {
                return Some(Err(SkippedPath {
                    path: Some(file.to_owned()),
                    why: error.to_string(),
                }));
            }
        };
        let summary = match is_text(file) {
            false => Summary::read(&text, kind, dialect),
            true => {
                let document = Document::new(Text::new(&text), kind, dialect);
                document.notes().next()?;
                Summary::of(&document)
            }
        };
        let project = configured.project(&self.configurations.roots);
        let sources = self.library.locate(file, &summary.front_matter, project);
        let brief = Brief {
            bibliographies: sources.paths().into(),
            summary: Arc::new(summary),
            cited: Arc::default(),
        };
        Some(Ok((Arc::from(file), brief)))
    }
}

fn is_brief(entry: &DirEntry) -> bool {
    let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
    is_file && kind(entry.path()).is_some()
}
