//! The bibliographies and citation styles that briefs use, each read once.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use crate::bibliography::{Bibliography, BibliographyFormat, CitationStyle};
use crate::index::{DocumentContext, Unread, WhyUnread};
use crate::text::Text;

use super::book::BookProject;
use super::declared::{BibliographyFile, DeclaredBibliographies, NamedFile, StyleSource};
use super::once::Once;
use super::site::{Site, top_of};
use super::{ReadError, read_found};

/// Reads bibliographies and citation styles, and keeps them. What an editor has open counts as it is there.
#[derive(Debug, Default)]
pub struct Library {
    bibliographies: Once<PathBuf, Result<Arc<Bibliography>, WhyUnread>>,
    styles: Once<StyleSource, Result<Arc<CitationStyle>, WhyUnread>>,
    beside: Once<PathBuf, Option<PathBuf>>,
    books: Once<PathBuf, Option<Arc<BookProject>>>,
    sites: Once<PathBuf, bool>,
    pages: Once<PathBuf, Arc<Site>>,
    buffers: Mutex<HashMap<PathBuf, Arc<Buffer>>>,
}

/// A bibliography that an editor has open, in one state. It is read when it is first asked for.
#[derive(Debug)]
pub struct Buffer {
    path: PathBuf,
    text: Text,
    read: OnceLock<Arc<Bibliography>>,
}

impl Buffer {
    /// The bibliography at `path`, which says `text`. A name that is none of a bibliography is taken for one of
    /// BibTeX, as the client has said so.
    pub fn new(path: PathBuf, text: Text) -> Buffer {
        Buffer {
            path,
            text,
            read: OnceLock::new(),
        }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What it says.
    pub fn bibliography(&self) -> &Arc<Bibliography> {
        let format = BibliographyFormat::of(&self.path).unwrap_or(BibliographyFormat::BibTex);
        let read = || Bibliography::read(self.path.clone(), self.text.clone(), format);
        self.read.get_or_init(|| Arc::new(read()))
    }
}

/// The names that a bibliography beside a brief may have where there are several.
const USUAL: [&str; 3] = ["references", "refs", "bibliography"];

/// The endings of the names of bibliographies that are no BibTeX: CSL-JSON and Hayagriva.
const OTHERS: [&str; 3] = ["json", "yml", "yaml"];

impl Library {
    /// The bibliographies of `sources` and the citation style, and why what is missing is missing. The paths
    /// that the links of the brief lead to are not looked at.
    pub fn context(&self, sources: &DeclaredBibliographies) -> DocumentContext {
        let mut context = DocumentContext {
            is_guessed: sources.is_guessed,
            ..DocumentContext::default()
        };
        for source in &sources.bibliographies {
            match self.bibliography(source) {
                Ok(bibliography) => context.bibliographies.push(bibliography),
                Err(why) => context.unread.push(Unread {
                    name: source.name.clone(),
                    why,
                }),
            }
        }
        if let Some(source) = &sources.style {
            match self.style(source) {
                Ok(style) => context.style = Some(style),
                Err(why) => {
                    let name = match source {
                        StyleSource::Named(name) => Some(name.clone()),
                        StyleSource::File(source) => source.name.clone(),
                    };
                    context.unread_style = Some(Unread { name, why });
                }
            }
        }
        context
    }

    /// The bibliography that stands beside the brief at `brief`: the only `.bib` of its folder, or the one with
    /// a usual name; where there is none, a file of another format with a usual name that holds entries.
    pub(super) fn beside(&self, brief: &Path) -> Option<PathBuf> {
        let folder = brief.parent()?.to_owned();
        self.beside.get(folder.clone(), || {
            let entries = std::fs::read_dir(&folder).ok()?;
            let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
            let is_bib = |path: &PathBuf| {
                let extension = path.extension();
                extension.is_some_and(|it| it.eq_ignore_ascii_case("bib")) && path.is_file()
            };
            let mut found: Vec<PathBuf> = paths.filter(is_bib).collect();
            if found.is_empty() {
                return self.usual_of_another_format(&folder);
            }
            if found.len() < 2 {
                return found.pop();
            }
            let stem = |path: &&PathBuf| path.file_stem()?.to_str().map(str::to_lowercase);
            let usual = |name: &&str| {
                found
                    .iter()
                    .find(|path| stem(path).as_deref() == Some(*name))
            };
            USUAL.iter().find_map(usual).cloned()
        })
    }

    /// The file of a usual name in `folder` that is a bibliography and no BibTeX: the names alone do not tell.
    fn usual_of_another_format(&self, folder: &Path) -> Option<PathBuf> {
        let names = USUAL
            .iter()
            .flat_map(|stem| OTHERS.map(|extension| (stem, extension)));
        let mut paths = names.map(|(stem, extension)| folder.join(format!("{stem}.{extension}")));
        paths.find(|path| {
            let source = BibliographyFile {
                name: None,
                place: NamedFile::At(path.clone()),
            };
            let read = path.is_file().then(|| self.bibliography(&source));
            read.is_some_and(|read| read.is_ok_and(|it| !it.entries().is_empty()))
        })
    }

    /// The book project in which `brief` stands, its top within `roots`.
    pub(super) fn book(&self, brief: &Path, roots: &[PathBuf]) -> Option<Arc<BookProject>> {
        let book = |folder: &Path| {
            self.books
                .get(folder.to_owned(), || BookProject::at(folder).map(Arc::new))
        };
        top_of(brief, roots, |folder| book(folder).is_some()).and_then(|top| book(&top))
    }

    /// The top of the site that a generator makes of the folder of `brief`, within `roots`.
    pub(super) fn site(&self, brief: &Path, roots: &[PathBuf]) -> Option<PathBuf> {
        top_of(brief, roots, |folder| {
            self.sites.get(folder.to_owned(), || Site::is_at(folder))
        })
    }

    /// The pages of the site whose top is `folder`.
    pub(super) fn pages(&self, folder: &Path) -> Arc<Site> {
        self.pages.get(folder.to_owned(), || Site::at(folder))
    }

    /// Takes a bibliography that an editor has open; none where it is open no longer, so that the disk counts again.
    pub fn set_buffer(&self, path: &Path, buffer: Option<Arc<Buffer>>) {
        match buffer {
            Some(buffer) => lock(&self.buffers).insert(path.to_owned(), buffer),
            None => lock(&self.buffers).remove(path),
        };
        self.bibliographies.forget(|read| read == path);
    }

    /// Forgets what was read at `path` or below it: it is read again when it is asked for.
    pub fn forget(&self, path: &Path) {
        self.bibliographies.forget(|read| read.starts_with(path));
        self.beside
            .forget(|folder| folder.starts_with(path) || path.parent() == Some(folder.as_path()));
        self.books.forget(|folder| path.starts_with(folder));
        self.sites
            .forget(|folder| path.parent() == Some(folder.as_path()));
        self.pages.forget(|folder| path.starts_with(folder));
        self.styles.forget(|style| match style {
            StyleSource::Named(_) => false,
            StyleSource::File(source) => match &source.place {
                NamedFile::At(read) => read.starts_with(path),
                _ => false,
            },
        });
    }

    fn bibliography(&self, source: &BibliographyFile) -> Result<Arc<Bibliography>, WhyUnread> {
        let path = path_of(source)?;
        if let Some(buffer) = lock(&self.buffers).get(path).cloned() {
            return Ok(buffer.bibliography().clone());
        }
        self.bibliographies.get(path.clone(), || {
            let format = BibliographyFormat::of(path).ok_or_else(|| {
                let why = "is not a bibliography: expected .bib, .json, .yml or .yaml";
                WhyUnread::Unreadable(why.to_owned())
            })?;
            let text = Text::new(&read_found(path).map_err(why)?);
            Ok(Arc::new(Bibliography::read(path.clone(), text, format)))
        })
    }

    fn style(&self, source: &StyleSource) -> Result<Arc<CitationStyle>, WhyUnread> {
        let fault = |error: crate::bibliography::StyleError| WhyUnread::Unreadable(error.0);
        self.styles.get(source.clone(), || match source {
            StyleSource::Named(name) => CitationStyle::named(name).map(Arc::new).map_err(fault),
            StyleSource::File(source) => {
                let csl = read_found(path_of(source)?).map_err(why)?;
                CitationStyle::from_csl(&csl).map(Arc::new).map_err(fault)
            }
        })
    }
}

/// Where a source is that may be read.
fn path_of(source: &BibliographyFile) -> Result<&PathBuf, WhyUnread> {
    match &source.place {
        NamedFile::At(path) => Ok(path),
        NamedFile::Outside => Err(WhyUnread::Outside),
        NamedFile::Remote => Err(WhyUnread::Remote),
    }
}

fn why(error: ReadError) -> WhyUnread {
    match error {
        ReadError::Missing => WhyUnread::Missing,
        other => WhyUnread::Unreadable(other.to_string()),
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The name of the bibliography that is taken from a folder with these files.
    fn beside(files: &[(&str, &str)]) -> Option<String> {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        let found = Library::default().beside(&folder.path().join("brief.md"))?;
        Some(found.file_name()?.to_str()?.to_owned())
    }

    const JSON: &str = r#"[{"id": "roy", "type": "book", "title": "Dams"}]"#;
    const YAML: &str = "roy:\n  type: book\n  title: Dams\n";
    const BIB: &str = "@book{roy, title = {Dams}}";

    #[test]
    fn a_file_of_any_format_with_a_usual_name() {
        for (files, expected) in [
            (&[("sources.bib", BIB)][..], Some("sources.bib")),
            (&[("a.bib", BIB), ("refs.bib", BIB)], Some("refs.bib")),
            (&[("references.json", JSON)], Some("references.json")),
            (&[("references.yml", YAML)], Some("references.yml")),
            (
                &[("bibliography.json", JSON), ("a.bib", BIB)],
                Some("a.bib"),
            ),
            (&[("sources.json", JSON)], None),
            (&[("references.json", r#"{"compilerOptions": []}"#)], None),
            (
                &[("refs.yml", "- a\n- b\n"), ("references.json", "{")],
                None,
            ),
        ] {
            assert_eq!(beside(files).as_deref(), expected, "{files:?}");
        }
    }
}
