//! What the arguments name: files, the briefs in folders, a document on standard input.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

use crate::bibliography::BibliographyFormat;
use crate::config::DialectChoice;
use crate::import::{self, Format, Written};
use crate::index::Document;
use crate::syntax::DocumentKind;
use crate::text::Text;
use crate::workspace::{self, Inclusions, ReadError, Walk};

/// The argument that stands for standard input.
pub(super) const STDIN: &str = "-";

/// A file to look at.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) struct Input {
    /// Where it is, or what it is called.
    pub path: PathBuf,
    /// How it came to be looked at.
    pub origin: InputOrigin,
}

/// A brief that was read.
pub(super) struct InputBrief {
    /// Its text and notes.
    pub document: Document,
    /// Where its text came from, if the file is no text.
    pub import: Option<Import>,
}

/// What is known of a brief that was no text.
#[derive(Debug)]
pub(super) struct Import {
    /// Its text, and where each part of it stood.
    written: Written,
    /// What it has and the text has not, a phrase each.
    pub left_out: Vec<String>,
}

impl Import {
    /// Where the text at `offset` stood in the file.
    pub fn origin(&self, offset: usize) -> Option<import::Origin> {
        self.written.origin(offset)
    }
}

/// How a file came to be looked at.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum InputOrigin {
    /// It was named.
    Named,
    /// It is in a folder that was named, or matches a pattern: the argument, from 0.
    Found(usize),
    /// It comes on standard input.
    Stdin,
}

/// What the arguments name, before anyone has looked at it.
#[derive(Clone, Debug)]
pub(super) struct Arguments {
    /// Each with whether it may be more than the name of a file: `-` in a list is a file of that name.
    paths: Vec<(PathBuf, PathSource)>,
    stdin_name: Option<PathBuf>,
    included: Inclusions,
}

/// Where a path comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum PathSource {
    Typed,
    Listed,
}

impl Arguments {
    /// What `typed` and then `listed` name; without a list and a path, the current folder.
    pub fn new(
        typed: &[PathBuf],
        listed: Option<Vec<PathBuf>>,
        stdin_name: Option<&Path>,
    ) -> Arguments {
        let here = typed.is_empty() && listed.is_none();
        let here = here.then(|| PathBuf::from("."));
        let typed = typed.iter().cloned().chain(here);
        let typed = typed.map(|path| (path, PathSource::Typed));
        let listed = listed.into_iter().flatten();
        let listed = listed.map(|path| (path, PathSource::Listed));
        Arguments {
            paths: typed.chain(listed).collect(),
            stdin_name: stdin_name.map(Path::to_owned),
            included: Inclusions::default(),
        }
    }

    /// The same, with files of other names in folders.
    pub fn including(self, included: Inclusions) -> Arguments {
        Arguments { included, ..self }
    }

    /// Whether they name nothing at all: an empty list.
    pub fn is_empty(&self) -> bool {
        self.paths.is_empty()
    }
}

/// The files that arguments name, found as they are asked for: those of a folder by path, none twice. What
/// could not be looked at is a sentence in its place.
pub(super) struct Inputs {
    arguments: Arguments,
    next: usize,
    walk: Option<Walk>,
    seen: HashSet<(PathBuf, bool)>,
    /// The folders and patterns among the arguments so far, each with its place there, from 0.
    pub searched: Vec<(usize, PathBuf)>,
}

impl Inputs {
    /// What `arguments` name.
    pub fn new(arguments: Arguments) -> Inputs {
        Inputs {
            arguments,
            next: 0,
            walk: None,
            seen: HashSet::new(),
            searched: Vec::new(),
        }
    }

    fn candidate(&mut self) -> Option<Result<Input, String>> {
        loop {
            if let Some(entry) = self.walk.as_mut().and_then(Walk::next) {
                let origin = InputOrigin::Found(self.next - 1);
                let input = |path| Input { path, origin };
                return Some(entry.map(input).map_err(|error| error.to_string()));
            }
            let (path, source) = self.arguments.paths.get(self.next)?;
            self.next += 1;
            if path == Path::new(STDIN) && *source == PathSource::Typed {
                return Some(Ok(Input::stdin(self.arguments.stdin_name.as_deref())));
            }
            let by_pattern =
                || workspace::walk_matches(path).filter(|_| *source == PathSource::Typed);
            let walk = workspace::walk(path).or_else(by_pattern);
            self.walk = walk.map(|walk| walk.including(&self.arguments.included));
            if self.walk.is_none() {
                return Some(Ok(Input::named(path)));
            }
            self.searched.push((self.next - 1, path.clone()));
        }
    }

    /// Whether `input` has not come before. A single argument names nothing twice.
    fn is_new(&mut self, input: &Input) -> bool {
        let path = || std::path::absolute(&input.path).unwrap_or(input.path.clone());
        self.arguments.paths.len() == 1
            || self
                .seen
                .insert((path(), input.origin == InputOrigin::Stdin))
    }
}

impl Iterator for Inputs {
    type Item = Result<Input, String>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let candidate = self.candidate()?;
            if candidate.as_ref().map_or(true, |input| self.is_new(input)) {
                return Some(candidate);
            }
        }
    }
}

/// The names that a list holds, `-` for standard input: one a line, or each ended by a NUL byte where there
/// is one (`find -print0`).
///
/// # Errors
/// As [`workspace::read_bytes`].
pub(super) fn list(source: &Path) -> Result<Vec<PathBuf>, ReadError> {
    let bytes = match source == Path::new(STDIN) {
        true => workspace::read_all(io::stdin().lock())?,
        false => workspace::read_bytes(source)?,
    };
    Ok(names(&bytes))
}

fn names(bytes: &[u8]) -> Vec<PathBuf> {
    let by_nul = bytes.contains(&0);
    let end = if by_nul { 0 } else { b'\n' };
    let names = bytes.split(|byte| *byte == end);
    let names = names.map(|name| match by_nul {
        true => name,
        false => name.strip_suffix(b"\r").unwrap_or(name),
    });
    names.filter(|name| !name.is_empty()).map(path).collect()
}

#[cfg(unix)]
fn path(name: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(name))
}

#[cfg(not(unix))]
fn path(name: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(name).into_owned())
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
            origin: InputOrigin::Named,
        }
    }

    /// The document on standard input, and what it is called.
    pub fn stdin(name: Option<&Path>) -> Input {
        Input {
            path: name.map_or_else(|| PathBuf::from("<stdin>"), Path::to_owned),
            origin: InputOrigin::Stdin,
        }
    }

    /// Its text.
    ///
    /// # Errors
    /// As [`workspace::read`].
    pub fn read(&self) -> Result<String, ReadError> {
        if self.origin != InputOrigin::Stdin {
            return workspace::read(&self.path);
        }
        workspace::decode(workspace::read_all(io::stdin().lock())?)
    }

    /// The brief that it is; none where it is text in a folder that turns out to be no brief.
    ///
    /// # Errors
    /// As [`workspace::read`]; [`ReadError::Bibliography`], [`ReadError::NotBrief`] and [`ReadError::Import`].
    pub fn brief(&self, dialect: DialectChoice) -> Result<Option<InputBrief>, ReadError> {
        if self.is_bibtex() {
            return Err(ReadError::Bibliography);
        }
        if let Some(format) = Format::of(&self.path) {
            return self.imported(format, dialect).map(Some);
        }
        let text = match self.read() {
            Ok(text) => Text::new(&text),
            // A binary file among text files is not a brief, whatever it is called.
            Err(ReadError::Binary) if self.needs_note() => return Ok(None),
            Err(error) => return Err(error),
        };
        let document = Document::new(text, self.kind(), dialect);
        let has_parts = || {
            let footnote = document.notes().next().is_some() || document.markers().next().is_some();
            footnote || document.headings().next().is_some()
        };
        if self.has_foreign_name() && !has_parts() {
            return Err(ReadError::NotBrief);
        }
        let is_brief = !self.needs_note() || document.notes().next().is_some();
        Ok(is_brief.then_some(InputBrief {
            document,
            import: None,
        }))
    }

    /// The brief that a file in another format is.
    fn imported(&self, format: Format, dialect: DialectChoice) -> Result<InputBrief, ReadError> {
        let bytes = match self.origin {
            InputOrigin::Stdin => workspace::read_all(io::stdin().lock())?,
            _ => workspace::read_bytes(&self.path)?,
        };
        let manuscript = format.read(&bytes).map_err(ReadError::Import)?;
        let written = import::markdown(&manuscript);
        let text = Text::new(&written.text);
        Ok(InputBrief {
            document: Document::new(text, DocumentKind::Markdown, dialect),
            import: Some(Import {
                written,
                left_out: manuscript.left_out,
            }),
        })
    }

    /// Whether it is a bibliography by its name. Other formats of bibliographies have names that other files
    /// have, too.
    pub fn is_bibtex(&self) -> bool {
        BibliographyFormat::of(&self.path) == Some(BibliographyFormat::BibTex)
    }

    /// What kind of text it is; whatever its name does not tell is Markdown.
    fn kind(&self) -> DocumentKind {
        workspace::kind(&self.path).unwrap_or_default()
    }

    /// Whether it was named, and its name has an ending that briefs do not have: `data.json`.
    fn has_foreign_name(&self) -> bool {
        let ending = || self.path.extension().is_some() && workspace::kind(&self.path).is_none();
        self.origin == InputOrigin::Named && ending()
    }

    /// Whether it counts only if it has a note: some text in a folder.
    fn needs_note(&self) -> bool {
        matches!(self.origin, InputOrigin::Found(_)) && workspace::is_text(&self.path)
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
        (!below.as_os_str().is_empty()).then(|| below.to_owned())
    };
    below().unwrap_or_else(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_has_a_name_a_line_or_up_to_each_nul() {
        let paths = |names: &[&str]| names.iter().map(PathBuf::from).collect::<Vec<_>>();
        assert_eq!(names(b"a b.md\r\n\n-\nc"), paths(&["a b.md", "-", "c"]));
        assert_eq!(names(b"a\nb.md\0c.md\0"), paths(&["a\nb.md", "c.md"]));
        assert_eq!(names(b""), paths(&[]));
    }
}
