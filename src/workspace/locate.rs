//! Where the bibliographies and the citation style of a brief are.

use std::path::{Path, PathBuf};

use crate::index::{FrontMatter, joined, resolved};

use super::Library;
use super::declared::{BibliographyFile, DeclaredBibliographies, NamedFile, Project, StyleSource};
use super::inside::System;

impl Library {
    /// Where the bibliographies of the brief at `brief` are: those that its front matter names, then those of the
    /// configuration, then those of the book project that it is a part of; where none does, one that stands beside
    /// it.
    pub fn locate(
        &self,
        brief: &Path,
        front_matter: &FrontMatter,
        project: Project<'_>,
    ) -> DeclaredBibliographies {
        let place = BriefLocation { brief, project };
        let named = front_matter.bibliography.iter();
        let mut bibliographies: Vec<BibliographyFile> =
            named.map(|it| place.named(&it.name)).collect();
        let configured_too = project.config.bibliography.iter().flatten();
        bibliographies.extend(configured_too.map(|path| BibliographyFile {
            name: None,
            place: NamedFile::At(project.folder.join(path)),
        }));
        let book = self.book(brief, project.roots);
        let book = book.filter(|book| book.renders(brief));
        let of_book = book.iter().flat_map(|book| {
            let paths = book.bibliography.iter().map(|name| book.folder.join(name));
            paths.filter(|path| path.is_file() && place.may_read(path))
        });
        for path in of_book {
            let source = BibliographyFile {
                name: None,
                place: NamedFile::At(path),
            };
            if !bibliographies
                .iter()
                .any(|known| known.place == source.place)
            {
                bibliographies.push(source);
            }
        }
        let is_guessed = bibliographies.is_empty();
        if is_guessed {
            let beside = self.beside(brief).filter(|path| place.may_read(path));
            bibliographies.extend(beside.map(|path| BibliographyFile {
                name: None,
                place: NamedFile::At(path),
            }));
        }
        DeclaredBibliographies {
            is_guessed: is_guessed && !bibliographies.is_empty(),
            bibliographies,
            style: place.style(front_matter),
        }
    }
}

/// Where a brief is, and what is set for it.
struct BriefLocation<'a> {
    brief: &'a Path,
    project: Project<'a>,
}

impl BriefLocation<'_> {
    /// The file that the front matter calls `name`: from the folder of the brief, as most renderers have it, or
    /// from the top of the project, as Pandoc has it there.
    fn named(&self, name: &str) -> BibliographyFile {
        let place = match name.contains("://") {
            true => NamedFile::Remote,
            false => {
                let from_brief = resolved(self.brief, name);
                let tops = self
                    .project
                    .roots
                    .iter()
                    .filter(|root| self.brief.starts_with(root));
                let tops = tops.map(PathBuf::as_path).chain([self.project.folder]);
                let from_top = tops.map(|top| joined(top, name));
                let found = [from_brief.clone()].into_iter().chain(from_top);
                let found = found
                    .filter(|path| self.may_look(path) && path.is_file())
                    .find(|path| self.may_read(path));
                match found {
                    Some(path) => NamedFile::At(path),
                    None if self.may_look(&from_brief) && self.may_read(&from_brief) => {
                        NamedFile::At(from_brief)
                    }
                    None => NamedFile::Outside,
                }
            }
        };
        BibliographyFile {
            name: Some(name.to_owned()),
            place,
        }
    }

    /// Whether the disk may be asked for a file on the word of a brief, by the words of the path alone.
    fn may_look(&self, path: &Path) -> bool {
        let text = |path: &Path| path.to_string_lossy().into_owned();
        let configured = self.project.config.bibliography.iter().flatten();
        let configured = configured.map(|name| text(&self.project.folder.join(name)));
        let mut folders: Vec<String> = self.folders().map(text).collect();
        folders.extend(configured);
        System::HERE.may_look(&text(path), &folders)
    }

    /// The folders in which files may be read on the word of a brief.
    fn folders(&self) -> impl Iterator<Item = &Path> {
        let roots = self.project.roots;
        let beside = self.brief.parent().filter(|_| roots.is_empty());
        roots.iter().map(PathBuf::as_path).chain(beside)
    }

    /// Whether a file may be read on the word of a brief: it stands in a workspace folder or beside the brief,
    /// links of the file system resolved, or the configuration names it.
    fn may_read(&self, path: &Path) -> bool {
        let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let path_is = real(path);
        let configured = self.project.config.bibliography.iter().flatten();
        let mut configured = configured.map(|name| self.project.folder.join(name));
        self.folders()
            .any(|folder| path_is.starts_with(real(folder)))
            || configured.any(|named| real(&named) == path_is)
    }

    fn style(&self, front_matter: &FrontMatter) -> Option<StyleSource> {
        let is_file = |name: &str| name.ends_with(".csl");
        if let Some(named) = &front_matter.citation_style {
            return Some(match is_file(&named.name) {
                true => StyleSource::File(self.named(&named.name)),
                false => StyleSource::Named(named.name.clone()),
            });
        }
        let name = self.project.config.citation_style.as_ref()?;
        Some(match is_file(name) {
            true => StyleSource::File(BibliographyFile {
                name: None,
                place: NamedFile::At(self.project.folder.join(name)),
            }),
            false => StyleSource::Named(name.clone()),
        })
    }
}
