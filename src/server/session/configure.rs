//! What is set for each document: `brief-ls.toml`, which wins, and the client's settings.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::Value;
use tower_lsp::lsp_types::Url;

use crate::server::convert::config_diagnostics;
use crate::text::Text;
use crate::workspace::{self, CONFIG_NAME, ReadError};

use super::open::Role;
use super::{Session, client_settings};

/// The text of a configuration file, from the client or from the disk.
struct Source {
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
    /// Its text; none where there is no such file yet.
    pub text: Option<Text>,
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
        if let Some(config) = config {
            let source = self.config_source(&config);
            return Some(ConfigTarget {
                uri: source.uri?,
                version: source.version,
                text: Some(Text::new(&source.text.ok()?)),
            });
        }
        if !self.abilities().edits.creates {
            return None;
        }
        let path = uri.to_file_path().ok()?;
        let holds = roots.iter().filter(|root| path.starts_with(root));
        let folder = holds.max_by_key(|root| root.components().count());
        let folder = folder.map_or_else(|| path.parent(), |root| Some(root.as_path()))?;
        let uri = Url::from_file_path(folder.join(CONFIG_NAME)).ok()?;
        Some(ConfigTarget {
            uri,
            version: None,
            text: None,
        })
    }

    /// Takes new settings of the client. None at all (`null`) are no news.
    pub fn set_client_settings(self: &Arc<Self>, settings: &Value) {
        if settings.is_null() {
            return;
        }
        let (config, faults) = client_settings::read(settings);
        faults.into_iter().for_each(|fault| self.outbox.warn(fault));
        let differ;
        let documents: Vec<_> = {
            let mut state = self.state();
            let settings = config.or(&state.options);
            differ = settings != state.settings;
            state.settings = settings;
            let documents = state.documents.iter();
            documents
                .map(|(uri, open)| (uri.clone(), open.config.clone()))
                .collect()
        };
        self.configure_all(documents);
        if differ {
            self.index_folders();
        }
    }

    /// Looks again for the configuration of every open brief, and reads it.
    pub fn reload(self: &Arc<Self>) {
        let (briefs, roots, mut files) = {
            let state = self.state();
            let briefs = state
                .documents
                .iter()
                .filter_map(|(uri, open)| match &open.role {
                    Role::Brief(path) => Some((uri.clone(), path.clone())),
                    Role::Bibliography(path) => Some((uri.clone(), Some(path.clone()))),
                    Role::Config(_) => None,
                });
            let briefs: Vec<_> = briefs.collect();
            let buffers = state
                .documents
                .values()
                .filter_map(|open| open.role.config_path());
            let files: Vec<PathBuf> = state.files.paths().chain(buffers).cloned().collect();
            (briefs, state.roots.clone(), files)
        };
        let find = |path: Option<PathBuf>| workspace::find_config(path.as_deref()?, &roots);
        let documents: Vec<_> = briefs
            .into_iter()
            .map(|(uri, path)| (uri, find(path)))
            .collect();
        files.extend(documents.iter().filter_map(|(_, config)| config.clone()));
        files.sort();
        files.dedup();
        let before = self.state().files.all().collect::<HashMap<_, _>>();
        files.iter().for_each(|path| self.read_config(path));
        let after = self.state().files.all().collect::<HashMap<_, _>>();
        self.configure_all(documents);
        if before != after {
            self.index_folders();
        }
    }

    /// Reads the configuration file at `path`, and pushes what is wrong with it: no client pulls that.
    pub(super) fn read_config(&self, path: &Path) {
        let source = self.config_source(path);
        let read = source.text.map(|text| {
            let file = workspace::parse_config(path, text);
            let text = Text::new(&file.text);
            let diagnostics = config_diagnostics(&file, &text, &self.abilities());
            (file, diagnostics)
        });
        let mut state = self.state();
        let diagnostics = match read {
            Ok((file, diagnostics)) => {
                state.files.accept(path, file.config);
                diagnostics
            }
            Err(ReadError::Missing) => {
                state.files.forget(path);
                Vec::new()
            }
            Err(error) => {
                self.outbox.error(format!(
                    "the settings stay as they were: {} {error}",
                    path.display()
                ));
                return;
            }
        };
        if state.files.show(path, &diagnostics)
            && let Some(uri) = source.uri
        {
            self.push(uri, diagnostics, source.version);
        }
    }

    /// The client's text where it has the file open, else the disk's.
    fn config_source(&self, path: &Path) -> Source {
        let state = self.state();
        let mut open = state.documents.iter();
        match open.find(|(_, open)| open.role.config_path().is_some_and(|open| open == path)) {
            Some((uri, open)) => Source {
                uri: Some(uri.clone()),
                version: Some(open.version),
                text: Ok(open.document.text().to_string()),
            },
            None => {
                drop(state);
                Source {
                    uri: Url::from_file_path(path).ok(),
                    version: None,
                    text: workspace::read(path),
                }
            }
        }
    }

    /// Gives each document what is set for it, and has its diagnostics shown anew where that changed.
    fn configure_all(self: &Arc<Self>, documents: Vec<(Url, Option<PathBuf>)>) {
        let mut changed = false;
        for (uri, config) in documents {
            changed |= self.configure(&uri, config);
        }
        if changed {
            self.neighbours_changed();
        }
    }

    fn configure(&self, uri: &Url, config: Option<PathBuf>) -> bool {
        let mut state = self.state();
        let path = state
            .documents
            .get(uri)
            .and_then(|open| open.role.path().cloned());
        let effective = state.effective(path.as_deref(), config.as_ref());
        let generation = state.next();
        let Some(open) = state.documents.get_mut(uri) else {
            return false;
        };
        open.config = config;
        if *open.effective == effective {
            return false;
        }
        let dialect = effective.config().dialect.unwrap_or_default();
        if dialect != open.effective.config().dialect.unwrap_or_default() {
            open.document = open.document.with_dialect(dialect);
        }
        open.effective = Arc::new(effective);
        open.generation = generation;
        open.wake.notify_one();
        true
    }
}
