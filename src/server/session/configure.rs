//! What is set for each document: `brief-ls.toml`, which wins, and the client's settings.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use serde_json::Value;
use tower_lsp::lsp_types::Url;

use crate::config::Config;
use crate::server::compute::compute;
use crate::server::convert::config_diagnostics;
use crate::text::Text;
use crate::workspace::{self, CONFIG_NAME, ConfigFile, ConfigPlace, ReadError, root_of};

use super::open::{DocumentRole, OpenDocument};
use super::{Session, SessionState, client_settings};

/// The text of a configuration file, from the client or from the disk.
struct ConfigText {
    uri: Option<Url>,
    version: Option<i32>,
    text: Result<String, ReadError>,
}

/// The configuration file in which something can be set for a brief.
pub struct ConfigTarget {
    /// Its URI.
    pub uri: Url,
    /// The client's version of its text, where it is open.
    pub version: Option<i32>,
    written: ConfigOrigin,
}

/// Where the text of a configuration file is.
enum ConfigOrigin {
    Open(Text),
    OnDisk(PathBuf),
    Nowhere,
}

impl ConfigTarget {
    /// Its text, which may be read from the disk: never to be asked where messages are handled. None where there is
    /// no such file yet.
    ///
    /// # Errors
    /// [`ReadError`] where it cannot be read.
    pub fn text(&self) -> Result<Option<Text>, ReadError> {
        match &self.written {
            ConfigOrigin::Open(text) => Ok(Some(text.clone())),
            ConfigOrigin::OnDisk(path) => Ok(Some(Text::new(&workspace::read(path)?))),
            ConfigOrigin::Nowhere => Ok(None),
        }
    }
}

/// The configuration of all open briefs, read again.
struct ConfigReading {
    /// Where the configuration of each document is.
    documents: Vec<(Url, ConfigPlace)>,
    /// What each file said before, and what it says.
    changes: Vec<(Config, Config)>,
}

impl Session {
    /// The configuration file of the brief that is open under `uri`; where it has none, one to be made at
    /// the top of its workspace folder, or else beside it, if the client makes files.
    pub fn config_target(&self, uri: &Url) -> Option<ConfigTarget> {
        let (config, roots) = {
            let state = self.state();
            (
                state.documents.get(uri)?.config.clone(),
                state.roots.clone(),
            )
        };
        if let Some(config) = config.files.first() {
            return Some(match self.open_config(config) {
                Some((uri, version, text)) => ConfigTarget {
                    uri,
                    version: Some(version),
                    written: ConfigOrigin::Open(text),
                },
                None => ConfigTarget {
                    uri: Url::from_file_path(config).ok()?,
                    version: None,
                    written: ConfigOrigin::OnDisk(config.clone()),
                },
            });
        }
        if !self.abilities().edits.creates {
            return None;
        }
        let path = uri.to_file_path().ok()?;
        let root = root_of(&path, &roots).map(PathBuf::as_path);
        let folder = root.or_else(|| path.parent())?;
        Some(ConfigTarget {
            uri: Url::from_file_path(folder.join(CONFIG_NAME)).ok()?,
            version: None,
            written: ConfigOrigin::Nowhere,
        })
    }

    /// Takes new settings of the client. None at all (`null`) are no news.
    pub fn set_client_settings(self: &Arc<Self>, settings: &Value) {
        if settings.is_null() {
            return;
        }
        let (config, faults) = client_settings::read(settings);
        faults
            .into_iter()
            .for_each(|fault| self.client_sender.warn(fault));
        let mut state = self.state();
        let settings = config.or(&state.options);
        let old = std::mem::replace(&mut state.settings, settings.clone());
        let documents = state.configured();
        drop(state);
        self.configure_all(documents, &[(old, settings)]);
    }

    /// Looks again for the configuration of every open brief, and reads it.
    pub fn reload(self: &Arc<Self>) {
        self.reloads.fetch_add(1, Ordering::Relaxed);
        let reading = self.read_again();
        self.configure_all(reading.documents, &reading.changes);
    }

    /// The same in a task, as the disk may be slow. Where another reload has begun meanwhile, that one says where the
    /// configuration of each document is.
    pub(super) fn reload_in_task(self: &Arc<Self>) {
        let number = self.reloads.fetch_add(1, Ordering::Relaxed) + 1;
        let session = self.clone();
        tokio::spawn(async move {
            let reader = session.clone();
            if let Ok(mut reading) = compute(move || reader.read_again()).await {
                if session.reloads.load(Ordering::Relaxed) != number {
                    reading.documents.clear();
                }
                session.configure_all(reading.documents, &reading.changes);
            }
        });
    }

    /// Finds and reads the configuration of every open brief.
    fn read_again(&self) -> ConfigReading {
        let (briefs, roots, mut files) = {
            let state = self.state();
            let briefs = state
                .documents
                .iter()
                .filter_map(|(uri, open)| match &open.role {
                    DocumentRole::Brief(path) => Some((uri.clone(), path.clone())),
                    DocumentRole::Bibliography(path) => Some((uri.clone(), Some(path.clone()))),
                    DocumentRole::Config(_) => None,
                });
            let briefs: Vec<_> = briefs.collect();
            let buffers = state
                .documents
                .values()
                .filter_map(|open| open.role.config_path());
            let files: Vec<PathBuf> = state.files.paths().chain(buffers).cloned().collect();
            (briefs, state.roots.clone(), files)
        };
        let find = |path: Option<PathBuf>| match path {
            Some(path) => workspace::find_config(&path, &roots),
            None => ConfigPlace::default(),
        };
        let documents: Vec<_> = briefs
            .into_iter()
            .map(|(uri, path)| (uri, find(path)))
            .collect();
        files.extend(documents.iter().flat_map(|(_, place)| place.files.clone()));
        files.sort();
        files.dedup();
        let read = files.iter().map(|path| self.read_config(path));
        let changes = read.collect();
        ConfigReading { documents, changes }
    }

    /// Reads the configuration file at `path` again, which is open and has changed.
    pub(super) fn reread(self: &Arc<Self>, path: &Path) {
        let read = self.read_config(path);
        let documents = self.state().configured();
        self.configure_all(documents, &[read]);
    }

    /// Reads the configuration file at `path`, and pushes what is wrong with it: no client pulls that. What it said
    /// before, and what it says.
    pub(super) fn read_config(&self, path: &Path) -> (Config, Config) {
        let number = self.state().files.begin(path);
        let source = self.config_source(path);
        let file = match source.text {
            Ok(text) => Some(workspace::parse_config(path, text)),
            Err(ReadError::Missing) => None,
            Err(error) => Some(ConfigFile::unread(path, &error)),
        };
        let read = file.map(|file| {
            let text = Text::new(&file.text);
            let diagnostics = config_diagnostics(&file, &text, &self.abilities());
            (file, diagnostics)
        });
        let mut state = self.state();
        let before = state.files.config(Some(path));
        if !state.files.is_latest(path, number) {
            return (before.clone(), before);
        }
        let diagnostics = match read {
            Some((file, diagnostics)) => {
                state.files.accept(path, file.config);
                diagnostics
            }
            None => {
                state.files.forget(path);
                Vec::new()
            }
        };
        if state.files.show(path, &diagnostics)
            && let Some(uri) = source.uri
        {
            self.push(uri, diagnostics, source.version);
        }
        (before, state.files.config(Some(path)))
    }

    /// The client's text where it has the file open, else the disk's.
    fn config_source(&self, path: &Path) -> ConfigText {
        match self.open_config(path) {
            Some((uri, version, text)) => ConfigText {
                uri: Some(uri),
                version: Some(version),
                text: Ok(text.to_string()),
            },
            None => ConfigText {
                uri: Url::from_file_path(path).ok(),
                version: None,
                text: workspace::read(path),
            },
        }
    }

    /// The configuration file at `path` as the client has it open: its URI, version and text.
    fn open_config(&self, path: &Path) -> Option<(Url, i32, Text)> {
        let state = self.state();
        let mut open = state.documents.iter();
        let is_meant = |open: &OpenDocument| open.role.config_path().is_some_and(|it| it == path);
        let (uri, open) = open.find(|(_, open)| is_meant(open))?;
        Some((uri.clone(), open.version, open.document.text().clone()))
    }

    /// Gives each document what is set for it, and has shown anew and read again what `changes`, each a
    /// configuration before and after, make another.
    fn configure_all(
        self: &Arc<Self>,
        documents: Vec<(Url, ConfigPlace)>,
        changes: &[(Config, Config)],
    ) {
        let mut differs = changes.iter().any(|(before, after)| before != after);
        for (uri, config) in documents {
            differs |= self.configure(&uri, config);
        }
        if differs {
            self.context_changed();
        }
        let is_kept = |(before, after): &(Config, Config)| before.reads_as(after);
        if !changes.iter().all(is_kept) {
            self.index_folders();
        }
    }
}

impl SessionState {
    /// The open documents, each with the place of its configuration.
    fn configured(&self) -> Vec<(Url, ConfigPlace)> {
        let documents = self.documents.iter();
        documents
            .map(|(uri, open)| (uri.clone(), open.config.clone()))
            .collect()
    }
}
