//! What the arguments name: files, the briefs in folders, a document on standard input.

use std::collections::HashSet;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::syntax::Kind;
use crate::workspace::{self, ReadError};

/// The argument that stands for standard input.
const STDIN: &str = "-";

/// A file to look at.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) struct Input {
    /// Where it is, or what it is called.
    pub path: PathBuf,
    /// How it came to be looked at.
    pub origin: Origin,
}

/// How a file came to be looked at.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Origin {
    /// It was named.
    Named,
    /// It stands in a folder that was named: the argument, from 0.
    Found(usize),
    /// It comes on standard input.
    Stdin,
}

/// What the arguments name.
#[derive(Default)]
pub(super) struct Inputs {
    /// The files, those of a folder sorted; none twice.
    pub files: Vec<Input>,
    /// The folders among the arguments, each with its place there, from 0.
    pub folders: Vec<(usize, PathBuf)>,
    /// What could not be looked at, in sentences.
    pub errors: Vec<String>,
}

impl Inputs {
    /// Finds out what `paths` name; without any, the briefs of the current folder.
    pub fn find(paths: &[PathBuf], stdin_name: Option<&Path>) -> Inputs {
        let here = [PathBuf::from(".")];
        let paths = if paths.is_empty() { &here } else { paths };
        let mut inputs = Inputs::default();
        let mut seen = HashSet::new();
        for (index, path) in paths.iter().enumerate() {
            let files = inputs.expand(index, path, stdin_name);
            let new = |input: &Input| {
                let path = std::path::absolute(&input.path).unwrap_or(input.path.clone());
                seen.insert((path, input.origin == Origin::Stdin))
            };
            inputs.files.extend(files.into_iter().filter(new));
        }
        inputs
    }

    fn expand(&mut self, index: usize, path: &Path, stdin_name: Option<&Path>) -> Vec<Input> {
        if path == Path::new(STDIN) {
            return vec![Input::stdin(stdin_name)];
        }
        let Some(walk) = workspace::walk(path) else {
            return vec![Input::named(path)];
        };
        self.folders.push((index, path.to_owned()));
        self.errors
            .extend(walk.errors.iter().map(ToString::to_string));
        let origin = Origin::Found(index);
        let input = |path| Input { path, origin };
        walk.files.into_iter().map(input).collect()
    }
}

impl Input {
    /// The file that one argument names, standard input for `-`.
    pub fn of(argument: &Path) -> Input {
        match argument == Path::new(STDIN) {
            true => Input::stdin(None),
            false => Input::named(argument),
        }
    }

    fn named(path: &Path) -> Input {
        Input {
            path: path.to_owned(),
            origin: Origin::Named,
        }
    }

    fn stdin(name: Option<&Path>) -> Input {
        Input {
            path: name.map_or_else(|| PathBuf::from("<stdin>"), Path::to_owned),
            origin: Origin::Stdin,
        }
    }

    /// Its text.
    ///
    /// # Errors
    /// As [`workspace::read`].
    pub fn read(&self) -> Result<String, ReadError> {
        if self.origin != Origin::Stdin {
            return workspace::read(&self.path);
        }
        let mut bytes = Vec::new();
        match io::stdin().lock().read_to_end(&mut bytes) {
            Ok(_) => workspace::decode(bytes),
            Err(error) => Err(ReadError::Unreadable(error.to_string())),
        }
    }

    /// What kind of text it is; whatever its name does not tell is Markdown.
    pub fn kind(&self) -> Kind {
        workspace::kind(&self.path).unwrap_or_default()
    }

    /// Whether it counts only if it has a note: some text in a folder.
    pub fn needs_note(&self) -> bool {
        matches!(self.origin, Origin::Found(_)) && workspace::is_text(&self.path)
    }

    /// Its path from the current folder where it is below it, as given otherwise.
    pub fn shown(&self) -> PathBuf {
        shown(&self.path)
    }
}

/// `path` from the current folder where it is below it, as given otherwise.
pub(super) fn shown(path: &Path) -> PathBuf {
    let below = || {
        let absolute = std::path::absolute(path).ok()?;
        let below = absolute.strip_prefix(std::env::current_dir().ok()?).ok()?;
        Some(below.to_owned())
    };
    below().unwrap_or_else(|| path.to_owned())
}
