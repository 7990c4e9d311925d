use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::config::Config;

use super::{Exclusions, Project, find_config, parse_config, read};

/// The configuration of every file of a workspace; each configuration file is read once.
#[derive(Debug)]
pub struct Configurations {
    /// The workspace folders.
    pub roots: Arc<[PathBuf]>,
    /// What counts where a file says nothing.
    settings: Config,
    by_file: Mutex<HashMap<PathBuf, Config>>,
    by_folder: Mutex<HashMap<PathBuf, Both>>,
}

/// What is set for the files of a folder, and which of them are left out.
type Both = (Arc<Configured>, Arc<Exclusions>);

/// What is set for the files of a folder.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Configured {
    /// All of it.
    pub config: Config,
    /// The folder that the paths in it start from: that of the configuration file, or the workspace folder.
    pub folder: PathBuf,
}

impl Configurations {
    /// Those of the workspace folders `roots`. `known` are configuration files that need not be read, such as
    /// those that an editor has open; `settings` counts where a file says nothing.
    pub fn new(roots: Arc<[PathBuf]>, settings: Config, known: HashMap<PathBuf, Config>) -> Self {
        Configurations {
            roots,
            settings,
            by_file: Mutex::new(known),
            by_folder: Mutex::default(),
        }
    }

    /// What is set for `file`.
    pub fn of(&self, file: &Path) -> Arc<Configured> {
        self.both(file).0
    }

    /// Whether a file or folder is left out.
    pub fn exclude(&self, file: &Path) -> bool {
        let (configured, exclusions) = self.both(file);
        configured.config.exclude.is_some() && exclusions.contain(file)
    }

    fn both(&self, file: &Path) -> Both {
        let folder = file.parent().unwrap_or(Path::new(""));
        let mut known = self
            .by_folder
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(both) = known.get(folder) {
            return both.clone();
        }
        let configured = self.configured(file);
        let patterns = configured.config.exclude.as_deref().unwrap_or_default();
        let exclusions = Exclusions::new(&configured.folder, patterns);
        let both = (Arc::new(configured), Arc::new(exclusions));
        known.insert(folder.to_owned(), both.clone());
        both
    }

    /// The workspace folder that holds `file`: the innermost.
    pub fn root_of(&self, file: &Path) -> Option<&PathBuf> {
        let holding = self.roots.iter().filter(|root| file.starts_with(root));
        holding.max_by_key(|root| root.components().count())
    }

    fn configured(&self, file: &Path) -> Configured {
        let found = find_config(file, &self.roots);
        let config = found.as_deref().map(|path| self.config(path));
        let folder = found.as_deref().and_then(Path::parent);
        let folder = folder.or_else(|| self.root_of(file).map(PathBuf::as_path));
        Configured {
            config: config.unwrap_or_default().or(&self.settings),
            folder: folder.unwrap_or(Path::new("")).to_owned(),
        }
    }

    fn config(&self, path: &Path) -> Config {
        let mut known = self.by_file.lock().unwrap_or_else(PoisonError::into_inner);
        let read = || {
            let text = read(path).ok()?;
            parse_config(path, text).config
        };
        let config = known.entry(path.to_owned());
        config.or_insert_with(|| read().unwrap_or_default()).clone()
    }
}

impl Configured {
    /// The same as a [`Project`] in the workspace folders `roots`.
    pub fn project<'a>(&'a self, roots: &'a [PathBuf]) -> Project<'a> {
        Project {
            config: &self.config,
            folder: &self.folder,
            roots,
        }
    }
}
