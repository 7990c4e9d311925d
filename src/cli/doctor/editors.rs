use std::path::{Path, PathBuf};

use crate::cli::editors::{EDITORS, Editor};
use crate::workspace;

use super::path;

/// How a configuration names the program: Lua and Emacs Lisp have names of their own for it.
const NAMES: [&str; 2] = ["brief-ls", "brief_ls"];

/// An editor of this machine.
pub(super) struct Seen {
    pub editor: &'static Editor,
    /// Its program.
    pub program: PathBuf,
    /// The file or folder of its configuration that names brief-ls.
    pub settings: Option<PathBuf>,
}

/// The editors on the PATH, with their configuration below `home`.
pub(super) fn seen(home: Option<&Path>) -> Vec<Seen> {
    let seen = |editor: &'static Editor| {
        let program = editor.programs.iter().find_map(|name| path::find(name))?;
        let mut settings = editor
            .settings
            .iter()
            .filter_map(|path| Some(home?.join(path)));
        let settings = settings.find_map(|path| workspace::mention(&path, &NAMES));
        Some(Seen {
            editor,
            program,
            settings,
        })
    };
    EDITORS.iter().filter_map(seen).collect()
}
