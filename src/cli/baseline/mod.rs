//! The findings that are known already, so that an archive can adopt the tool and hear of new ones alone.
//!
//! A finding is known by the path of its file, its code and what stands there ([`excerpt`]), and by how many
//! of the kind there are: not by lines, so that an edit elsewhere in the file leaves it known.

mod excerpt;
mod file;
mod place;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use crate::index::Document;
use crate::workspace::{self, ReadError};

use super::printable::name;
use super::report::ReportedDiagnostic;

/// How many findings there are of a code at each excerpt.
type FindingCounts = BTreeMap<(String, String), usize>;

/// What is known, by the path of each file from the baseline's folder.
pub(super) struct Baseline {
    path: PathBuf,
    folder: PathBuf,
    known: BTreeMap<String, FindingCounts>,
    /// Whether all that is found is to be known from now on.
    to_be_written: bool,
}

/// What the baseline says of one file.
#[derive(Debug)]
pub(super) struct Compared {
    /// The path of the file as the baseline has it.
    path: String,
    /// What stands in the file.
    found: FindingCounts,
    /// What is known and does not stand there any more.
    gone: FindingCounts,
}

impl Baseline {
    /// Reads the baseline at `path`. Where there is none it knows nothing, if it is `to_be_written`.
    ///
    /// # Errors
    /// What is wrong with the file, in words that follow its path.
    pub fn read(path: &Path, to_be_written: bool) -> Result<Baseline, String> {
        let known = match workspace::read(path) {
            Ok(text) => file::parse(&text)?,
            Err(ReadError::Missing) if to_be_written => BTreeMap::new(),
            Err(error) => return Err(error.to_string()),
        };
        let absolute = std::path::absolute(path).map_err(|error| error.to_string())?;
        Ok(Baseline {
            path: path.to_owned(),
            folder: absolute.parent().map(Path::to_owned).unwrap_or_default(),
            known,
            to_be_written,
        })
    }

    /// Takes out of `found`, which is what the rules find in the document at `path`, what is known: all of
    /// it, if the baseline is to be written. It is returned, and with it what the baseline has to be told.
    pub fn compare(
        &self,
        path: &Path,
        document: &Document,
        found: &mut Vec<ReportedDiagnostic>,
    ) -> (Vec<ReportedDiagnostic>, Compared) {
        let path = place::relative(&self.folder, path);
        let mut left = self.known.get(&path).cloned().unwrap_or_default();
        let mut counts = FindingCounts::new();
        let is_known = |diagnostic: &mut ReportedDiagnostic| {
            let text = excerpt::excerpt(document, diagnostic.span);
            let key = (diagnostic.code.to_owned(), text);
            let known = left.get_mut(&key).filter(|count| **count > 0);
            let is_known = known.map(|count| *count -= 1).is_some() || self.to_be_written;
            *counts.entry(key).or_default() += 1;
            is_known
        };
        let known = found.extract_if(.., is_known).collect();
        left.retain(|_, count| *count > 0);
        let compared = Compared {
            path,
            found: counts,
            gone: left,
        };
        (known, compared)
    }
}

/// What became of a baseline in a run.
pub(super) struct BaselineComparison<'a> {
    baseline: &'a Baseline,
    /// Those of the baseline's files that were checked.
    checked: BTreeSet<String>,
    gone: Vec<(String, FindingCounts)>,
    /// What is to be written, by file: nothing where nothing is.
    found: Option<BTreeMap<String, FindingCounts>>,
}

impl<'a> BaselineComparison<'a> {
    /// Nothing has been checked yet.
    pub fn new(baseline: &'a Baseline) -> Self {
        BaselineComparison {
            baseline,
            checked: BTreeSet::new(),
            gone: Vec::new(),
            found: baseline.to_be_written.then(BTreeMap::new),
        }
    }

    /// Takes note of a file.
    pub fn add(&mut self, compared: Compared) {
        let Compared { path, found, gone } = compared;
        if !gone.is_empty() {
            self.gone.push((path.clone(), gone));
        }
        if self.baseline.known.contains_key(&path) {
            self.checked.insert(path.clone());
        }
        if let Some(all) = self.found.as_mut().filter(|_| !found.is_empty()) {
            all.insert(path, found);
        }
    }

    /// The files of the baseline that were not checked, each with what is known of it and whether it is there.
    fn unchecked(&self) -> impl Iterator<Item = (&'a String, &'a FindingCounts, bool)> {
        let known = self.baseline.known.iter();
        known
            .filter(|(path, _)| !self.checked.contains(*path))
            .map(|(path, counts)| (path, counts, self.baseline.folder.join(path).exists()))
    }

    /// What is known and stands nowhere any more, in sentences; of files that were not checked, only where
    /// they are not there.
    pub fn gone(&self) -> Vec<String> {
        let vanished = self.unchecked().filter(|(.., is_there)| !is_there);
        let vanished = vanished.map(|(path, counts, _)| (path, counts));
        let gone = self.gone.iter().map(|(path, counts)| (path, counts));
        let mut lines = Vec::new();
        for (path, counts) in gone.chain(vanished) {
            for ((code, text), count) in counts {
                let times = if *count > 1 {
                    format!(", {count} times")
                } else {
                    String::new()
                };
                lines.push(format!("{path}: {code} at \"{text}\"{times}"));
            }
        }
        lines
    }

    /// Writes the baseline anew, if it is to be written: what was found, and what was known of files that
    /// are there and were not checked. A sentence that says so.
    ///
    /// # Errors
    /// What the system says.
    pub fn write(&self) -> io::Result<Option<String>> {
        let Some(found) = &self.found else {
            return Ok(None);
        };
        let kept = self.unchecked().filter(|(.., is_there)| *is_there);
        let kept = kept.map(|(path, counts, _)| (path, counts));
        let all: BTreeMap<&String, &FindingCounts> = found.iter().chain(kept).collect();
        let count: usize = all.values().flat_map(|counts| counts.values()).sum();
        workspace::replace(&self.baseline.path, file::render(&all))?;
        let path = name(&self.baseline.path);
        Ok(Some(match count {
            1 => format!("{path} has 1 finding"),
            _ => format!("{path} has {count} findings"),
        }))
    }
}
