use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::check::RuleLevels;
use crate::config::{Config, DialectChoice};
use crate::text::Span;

use super::once::Once;
use super::{Exclusions, Project, find_config, parse_config, read, root_of};

/// The configuration of every file; each configuration file is read once.
#[derive(Debug, Default)]
pub struct Configurations {
    /// The workspace folders.
    pub roots: Arc<[PathBuf]>,
    /// What counts whatever a file says.
    first: Config,
    /// What counts where a file says nothing.
    last: Config,
    /// What need not be read.
    known: HashMap<PathBuf, Config>,
    by_folder: Once<PathBuf, Arc<Configured>>,
    /// What is set by a configuration file, by its path; where there is none, by the workspace folder.
    by_source: Once<PathBuf, Arc<Configured>>,
    faults: Mutex<Vec<ConfigFaults>>,
}

/// What is wrong with a configuration file.
#[derive(Clone, Debug)]
pub struct ConfigFaults {
    /// The file.
    pub path: PathBuf,
    /// Its text; empty for one that cannot be read.
    pub text: String,
    /// Each with its place, in bytes of the text.
    pub faults: Vec<(Span, String)>,
}

/// What is set for the files of a folder.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Configured {
    /// All of it.
    pub config: Config,
    /// The folder that the paths in it start from: that of the configuration file, or the workspace folder.
    pub folder: PathBuf,
    /// The levels of the rules that follow from it.
    pub levels: RuleLevels,
    pub(super) exclusions: Exclusions,
}

impl Configurations {
    /// Those of the workspace folders `roots`. `known` are configuration files that need not be read, such as
    /// those that an editor has open; `settings` counts where a file says nothing.
    pub fn new(roots: Arc<[PathBuf]>, settings: Config, known: HashMap<PathBuf, Config>) -> Self {
        Configurations {
            roots,
            last: settings,
            known,
            ..Configurations::default()
        }
    }

    /// Those of a run without workspace folders, in which `first` counts whatever a file says.
    pub fn with(first: Config) -> Configurations {
        Configurations {
            first,
            ..Configurations::default()
        }
    }

    /// What is set for `file`.
    pub fn of(&self, file: &Path) -> Arc<Configured> {
        let folder = file.parent().unwrap_or(Path::new(""));
        self.by_folder.get(folder.to_owned(), || {
            let found = find_config(file, &self.roots);
            let source = found.as_ref().or_else(|| self.root_of(file));
            self.by_source.get(source.cloned().unwrap_or_default(), || {
                Arc::new(self.configured(file, found.as_deref()))
            })
        })
    }

    fn configured(&self, file: &Path, found: Option<&Path>) -> Configured {
        let first = || self.first.clone();
        let found = found.map(|path| (path, first().or(&self.config(path))));
        Configured::new(Some(file), found, &first().or(&self.last), &self.roots)
    }

    /// The workspace folder that holds `file`: the innermost.
    pub fn root_of(&self, file: &Path) -> Option<&PathBuf> {
        root_of(file, &self.roots)
    }

    /// What is wrong with the files that were read since it was asked last, in the order in which they were met.
    pub fn take_faults(&self) -> Vec<ConfigFaults> {
        let mut faults = self.faults.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut faults)
    }

    /// What a configuration file says; nothing where it is broken as a whole.
    fn config(&self, path: &Path) -> Config {
        match self.known.get(path) {
            Some(config) => config.clone(),
            None => self.read(path),
        }
    }

    fn read(&self, path: &Path) -> Config {
        let (text, config, faults) = match read(path) {
            Ok(text) => {
                let file = parse_config(path, text);
                let faults = file.faults.into_iter();
                let faults = faults.map(|fault| (fault.span, fault.message)).collect();
                (file.text, file.config, faults)
            }
            Err(error) => {
                let fault = (Span::at(0), format!("The file {error}."));
                (String::new(), None, vec![fault])
            }
        };
        if !faults.is_empty() {
            let path = path.to_owned();
            let mut all = self.faults.lock().unwrap_or_else(PoisonError::into_inner);
            all.push(ConfigFaults { path, text, faults });
        }
        config.unwrap_or_default()
    }
}

impl Configured {
    /// What is set for `file`: what its configuration file says, which is given with its path, and where that says
    /// nothing, `settings`. `roots` are the workspace folders.
    pub fn new(
        file: Option<&Path>,
        found: Option<(&Path, Config)>,
        settings: &Config,
        roots: &[PathBuf],
    ) -> Configured {
        let (path, config) = found.unzip();
        let root = || root_of(file?, roots).map(PathBuf::as_path);
        let folder = path.and_then(Path::parent).or_else(root);
        let folder = folder.unwrap_or(Path::new("")).to_owned();
        let config = config.unwrap_or_default().or(settings);
        let (levels, _) = RuleLevels::new(&config);
        let exclusions = Exclusions::new(&folder, config.exclude.as_deref().unwrap_or_default());
        Configured {
            config,
            folder,
            levels,
            exclusions,
        }
    }

    /// Which renderer the files are written for.
    pub fn dialect(&self) -> DialectChoice {
        self.config.dialect.unwrap_or_default()
    }

    /// Whether an outline shows notes.
    pub fn outlines_notes(&self) -> bool {
        self.config.outline.notes.unwrap_or(true)
    }

    /// Whether a file or folder that nobody named is left out.
    pub fn excludes(&self, path: &Path) -> bool {
        self.config.exclude.is_some() && self.exclusions.contain(path)
    }

    /// The same as a [`Project`] in the workspace folders `roots`.
    pub fn project<'a>(&'a self, roots: &'a [PathBuf]) -> Project<'a> {
        Project {
            config: &self.config,
            folder: &self.folder,
            roots,
        }
    }
}
