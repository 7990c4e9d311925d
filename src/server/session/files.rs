//! What changes on the disk, as far as the client tells of it.

use std::path::PathBuf;
use std::sync::Arc;

use tower_lsp::lsp_types::{
    CreateFilesParams, DeleteFilesParams, DidChangeWorkspaceFoldersParams, FileEvent,
    RenameFilesParams, Url,
};

use crate::workspace::{CONFIG_NAME, tells_dialect};

use super::Session;

/// Where more files change at once than this, such as by another branch, all are read again.
const MANY: usize = 50;

impl Session {
    /// Takes changes of watched files.
    pub fn files_changed(self: &Arc<Self>, events: &[FileEvent]) {
        self.paths_changed(events.iter().map(|event| &event.uri));
    }

    /// Takes files and folders that the client has made.
    pub fn files_created(self: &Arc<Self>, params: &CreateFilesParams) {
        self.named_changed(params.files.iter().map(|file| file.uri.as_str()));
    }

    /// Takes files and folders that the client has deleted.
    pub fn files_deleted(self: &Arc<Self>, params: &DeleteFilesParams) {
        self.named_changed(params.files.iter().map(|file| file.uri.as_str()));
    }

    /// Takes files and folders that the client has given another name.
    pub fn files_renamed(self: &Arc<Self>, params: &RenameFilesParams) {
        let names = params.files.iter();
        self.named_changed(names.flat_map(|file| [file.old_uri.as_str(), file.new_uri.as_str()]));
    }

    /// Takes a document that the client has saved, where it does not watch files.
    pub fn saved(self: &Arc<Self>, uri: &Url) {
        self.paths_changed([uri].into_iter());
    }

    /// Takes changes of the workspace folders.
    pub fn folders_changed(self: &Arc<Self>, params: DidChangeWorkspaceFoldersParams) {
        let paths = |folders: Vec<tower_lsp::lsp_types::WorkspaceFolder>| -> Vec<PathBuf> {
            folders
                .iter()
                .filter_map(|it| it.uri.to_file_path().ok())
                .collect()
        };
        let removed = paths(params.event.removed);
        let mut state = self.state();
        let kept = state.roots.iter().filter(|root| !removed.contains(root));
        let mut roots: Vec<PathBuf> = kept.cloned().collect();
        for added in paths(params.event.added) {
            if !roots.contains(&added) {
                roots.push(added);
            }
        }
        state.roots = roots.into();
        drop(state);
        self.reload();
        self.index_folders();
    }

    fn named_changed<'a>(self: &Arc<Self>, names: impl Iterator<Item = &'a str>) {
        let uris: Vec<Url> = names.filter_map(|name| Url::parse(name).ok()).collect();
        self.paths_changed(uris.iter());
    }

    /// Has read again what stands at these places. What decides on the whole workspace has all of it read.
    fn paths_changed<'a>(self: &Arc<Self>, uris: impl Iterator<Item = &'a Url>) {
        let mut paths: Vec<PathBuf> = uris.filter_map(|uri| uri.to_file_path().ok()).collect();
        paths.sort();
        paths.dedup();
        let named = |name: &str| paths.iter().any(|path| path.ends_with(name));
        for path in &paths {
            self.index.library.forget(path);
        }
        // A configuration file that no open document has is not known here.
        let known: Vec<PathBuf> = self.state().files.paths().cloned().collect();
        let mut configs = paths.iter().filter(|path| path.ends_with(CONFIG_NAME));
        let another = configs.any(|path| !known.contains(path));
        let tool = paths.iter().any(|path| tells_dialect(path));
        if named(CONFIG_NAME) || tool {
            self.reload();
        }
        if named(".gitignore") || named(".ignore") || another || tool {
            self.index_folders();
        }
        match paths.len() > MANY {
            true => self.index_folders(),
            false => self.index_paths(paths),
        }
    }
}
