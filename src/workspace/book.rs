//! Book projects: files that a renderer makes one book of, with the bibliography of the project.

use std::path::{Path, PathBuf};

use crate::index::{BookKind, FrontMatter};

use super::{kind, read_found};

/// A book project.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct BookProject {
    /// What makes it a book.
    pub kind: BookKind,
    /// Whether its files are chapters that become one work, and no pages of a site.
    pub is_book: bool,
    /// The folder that its paths start from.
    pub folder: PathBuf,
    /// The bibliographies that it names.
    pub bibliography: Vec<String>,
    /// Its settings, which may name its files.
    settings: String,
}

/// The files that make a folder the top of a book, and what renders it.
const FILES: [(&str, BookKind); 5] = [
    ("_quarto.yml", BookKind::Quarto),
    ("_quarto.yaml", BookKind::Quarto),
    ("_bookdown.yml", BookKind::Bookdown),
    ("src/SUMMARY.md", BookKind::MdBook),
    ("SUMMARY.md", BookKind::MdBook),
];

impl BookProject {
    /// The one whose top is `folder`: it has a file of settings (Quarto, "Project basics"; bookdown, "Usage"; mdBook,
    /// "SUMMARY.md").
    pub fn at(folder: &Path) -> Option<BookProject> {
        let (name, kind) = *FILES.iter().find(|(name, _)| folder.join(name).is_file())?;
        let settings = read_found(&folder.join(name)).unwrap_or_default();
        let named = match kind {
            BookKind::Quarto => Some(FrontMatter::of_settings(&settings)),
            BookKind::Bookdown => front_matter_of_index(folder),
            BookKind::MdBook => None,
        };
        let named = named
            .map(|settings| settings.bibliography)
            .unwrap_or_default();
        Some(BookProject {
            kind,
            is_book: kind != BookKind::Quarto || settings.lines().any(is_type_of_book),
            folder: folder.to_owned(),
            bibliography: named.into_iter().map(|named| named.name).collect(),
            settings,
        })
    }

    /// Whether the project makes a page or a chapter of `brief`. Of Markdown, a book takes what its settings name, and a
    /// site all but `README.md` (Quarto, "Project basics", "Render targets"; bookdown, "Usage").
    pub fn renders(&self, brief: &Path) -> bool {
        let name = brief.strip_prefix(&self.folder).unwrap_or(brief);
        let name = name.to_string_lossy().replace('\\', "/");
        match brief.extension().map(|it| it.to_ascii_lowercase()) {
            Some(extension) if extension == "qmd" || extension == "rmd" => true,
            _ if self.is_book => self.settings.contains(&name) || self.has_written(brief),
            _ => !brief.ends_with("README.md"),
        }
    }

    /// Whether `brief` is a chapter as bookdown wrote it to its output folder (bookdown, "Configuration").
    pub fn has_written(&self, brief: &Path) -> bool {
        let lines = self.settings.lines();
        let mut folders = lines.filter_map(|line| line.strip_prefix("output_dir:"));
        let folder = folders.next().unwrap_or("_book");
        let folder = folder
            .trim()
            .trim_matches(['"', '\''])
            .trim_end_matches('/');
        self.kind == BookKind::Bookdown && brief.starts_with(self.folder.join(folder))
    }

    /// The chapters that stand in the folder of `brief`, in the order of their names, without `brief`.
    pub fn chapters(&self, brief: &Path) -> Vec<PathBuf> {
        let folder = brief.parent().unwrap_or(&self.folder);
        let entries = std::fs::read_dir(folder).into_iter().flatten();
        let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
        let extension = |path: &Path| path.extension().map(|it| it.to_ascii_lowercase());
        let own = extension(brief);
        let is_chapter =
            |path: &PathBuf| path != brief && kind(path).is_some() && extension(path) == own;
        let mut chapters: Vec<PathBuf> = paths.filter(is_chapter).collect();
        chapters.sort();
        chapters
    }
}

/// Whether a line of Quarto's settings says that the project is a book (Quarto, "Project basics").
fn is_type_of_book(line: &str) -> bool {
    let value = line.trim_start().strip_prefix("type:").unwrap_or_default();
    value.trim().trim_matches(['"', '\'']) == "book"
}

/// The front matter of the first file of a bookdown project, which speaks for all.
fn front_matter_of_index(folder: &Path) -> Option<FrontMatter> {
    let mut names = ["index.Rmd", "index.rmd"].iter();
    let text = names.find_map(|name| read_found(&folder.join(name)).ok())?;
    Some(FrontMatter::of_text(&text))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The book whose top is a folder with these files.
    fn book(files: &[(&str, &str)]) -> Option<(BookKind, Vec<String>)> {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        let book = BookProject::at(folder.path())?;
        Some((book.kind, book.bibliography))
    }

    #[test]
    fn the_bibliography_of_a_project() {
        let named = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let quarto = "project:\n  type: book\n\nbibliography: references.bib\n";
        assert_eq!(
            book(&[("_quarto.yml", quarto)]),
            Some((BookKind::Quarto, named(&["references.bib"])))
        );
        let listed = "bibliography:\n  - a.bib\n  - b.bib\n";
        assert_eq!(
            book(&[("_quarto.yml", listed)]),
            Some((BookKind::Quarto, named(&["a.bib", "b.bib"])))
        );
        let index = "---\ntitle: Water\nbibliography: [w.bib]\n---\n\n# A\n";
        let files = [
            ("_bookdown.yml", "book_filename: w\n"),
            ("index.Rmd", index),
        ];
        assert_eq!(book(&files), Some((BookKind::Bookdown, named(&["w.bib"]))));
        assert_eq!(
            book(&[("src/SUMMARY.md", "# Summary\n")]),
            Some((BookKind::MdBook, Vec::new()))
        );
        assert_eq!(book(&[("a.md", "# A\n")]), None);
    }

    #[test]
    fn what_a_project_renders() {
        let folder = tempfile::tempdir().unwrap();
        let renders = |file: &str, settings: &str, brief: &str| {
            std::fs::write(folder.path().join(file), settings).unwrap();
            let book = BookProject::at(folder.path()).unwrap();
            std::fs::remove_file(folder.path().join(file)).unwrap();
            book.renders(&folder.path().join(brief))
        };
        let bookdown = "rmd_files: [index.Rmd, notes/b.md]\n";
        let site = "project:\n  type: website\n";
        for (file, settings, brief, expected) in [
            ("_bookdown.yml", bookdown, "02.Rmd", true),
            ("_bookdown.yml", bookdown, "notes/b.md", true),
            ("_bookdown.yml", bookdown, "misc/style.md", false),
            ("_bookdown.yml", "output_dir: \"docs\"\n", "docs/a.md", true),
            (
                "_bookdown.yml",
                "output_dir: docs\n",
                "documents/a.md",
                false,
            ),
            ("_bookdown.yml", "book_filename: w\n", "_book/a.md", true),
            ("_quarto.yml", site, "misc/page.md", true),
            ("_quarto.yml", site, "README.md", false),
            ("_quarto.yml", "  type: book\n", "a/b.qmd", true),
            ("_quarto.yml", "  type: book\n", "a/b.md", false),
        ] {
            assert_eq!(renders(file, settings, brief), expected, "{file}: {brief}");
        }
    }

    #[test]
    fn a_site_of_quarto_has_no_chapters() {
        for (line, is_book) in [
            ("  type: book", true),
            ("type: 'book'", true),
            ("  type: website", false),
        ] {
            assert_eq!(is_type_of_book(line), is_book, "{line}");
        }
    }
}
