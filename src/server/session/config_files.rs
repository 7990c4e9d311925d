use std::collections::HashMap;
use std::path::{Path, PathBuf};

use tower_lsp::lsp_types::Diagnostic;

use crate::config::Config;

/// What the configuration files say, each as it could be read last.
#[derive(Default)]
pub struct ConfigFiles {
    files: HashMap<PathBuf, LoadedConfig>,
}

#[derive(Default)]
struct LoadedConfig {
    /// How often its reading was begun.
    begun: u64,
    config: Config,
    shown: Vec<Diagnostic>,
}

impl ConfigFiles {
    /// What the file at `path` says; nothing where there is none.
    pub fn config(&self, path: Option<&Path>) -> Config {
        let loaded = path.and_then(|path| self.files.get(path));
        loaded
            .map(|loaded| loaded.config.clone())
            .unwrap_or_default()
    }

    /// A reading of the file at `path` begins: its number.
    pub fn begin(&mut self, path: &Path) -> u64 {
        let loaded = self.files.entry(path.to_owned()).or_default();
        loaded.begun += 1;
        loaded.begun
    }

    /// Whether that reading of the file at `path` is the one that was begun last.
    pub fn is_latest(&self, path: &Path, number: u64) -> bool {
        self.files.get(path).is_some_and(|it| it.begun == number)
    }

    /// Takes a new reading of the file at `path`; where it is broken as a whole, what it said before
    /// stays.
    pub fn accept(&mut self, path: &Path, config: Option<Config>) {
        let loaded = self.files.entry(path.to_owned()).or_default();
        if let Some(config) = config {
            loaded.config = config;
        }
    }

    /// The file at `path` is no more.
    pub fn forget(&mut self, path: &Path) {
        if let Some(loaded) = self.files.get_mut(path) {
            loaded.config = Config::default();
        }
    }

    /// Whether `diagnostics` are others than the client shows in the file at `path`; it shows them from
    /// now on.
    pub fn show(&mut self, path: &Path, diagnostics: &[Diagnostic]) -> bool {
        let loaded = self.files.entry(path.to_owned()).or_default();
        let differ = loaded.shown != diagnostics;
        loaded.shown = diagnostics.to_vec();
        differ
    }

    /// All of them, and what they say.
    pub fn all(&self) -> impl Iterator<Item = (PathBuf, Config)> {
        let files = self.files.iter();
        files.map(|(path, loaded)| (path.clone(), loaded.config.clone()))
    }

    /// The files that were read once.
    pub fn paths(&self) -> impl Iterator<Item = &PathBuf> {
        self.files.keys()
    }
}
