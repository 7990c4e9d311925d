use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::config::Config;

use super::once::Once;
use super::{Exclusions, Project, find_config, parse_config, read, root_of};

/// The configuration of every file of a workspace; each configuration file is read once.
#[derive(Debug)]
pub struct Configurations {
    /// The workspace folders.
    pub roots: Arc<[PathBuf]>,
    /// What counts where a file says nothing.
    settings: Config,
    /// What need not be read.
    known: HashMap<PathBuf, Config>,
    by_file: Once<PathBuf, Config>,
    by_folder: Once<PathBuf, Both>,
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
            known,
            by_file: Once::default(),
            by_folder: Once::default(),
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
        self.by_folder.get(folder.to_owned(), || {
            let found = find_config(file, &self.roots);
            let found = found.as_deref().map(|path| (path, self.config(path)));
            let configured = Configured::new(Some(file), found, &self.settings, &self.roots);
            let patterns = configured.config.exclude.as_deref().unwrap_or_default();
            let exclusions = Exclusions::new(&configured.folder, patterns);
            (Arc::new(configured), Arc::new(exclusions))
        })
    }

    /// The workspace folder that holds `file`: the innermost.
    pub fn root_of(&self, file: &Path) -> Option<&PathBuf> {
        root_of(file, &self.roots)
    }

    fn config(&self, path: &Path) -> Config {
        let read = || {
            let text = read(path).ok()?;
            parse_config(path, text).config
        };
        match self.known.get(path) {
            Some(config) => config.clone(),
            None => {
                let read = || read().unwrap_or_default();
                self.by_file.get(path.to_owned(), read)
            }
        }
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
        Configured {
            config: config.unwrap_or_default().or(settings),
            folder: folder.unwrap_or(Path::new("")).to_owned(),
        }
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
