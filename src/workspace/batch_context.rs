//! What stands around briefs that are read one by one, without a workspace: on the command line.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::config::DialectChoice;
use crate::index::{Document, Summary};

use super::once::Once;
use super::{Configured, ContextProvider, Library, Project, kind, read_found};

/// Finds what stands around one brief after another, and reads each file that several share once.
#[derive(Debug, Default)]
pub struct BatchContext {
    library: Library,
    summaries: Once<PathBuf, Option<Arc<Summary>>>,
    keys: Once<PathBuf, Arc<FxHashSet<Arc<str>>>>,
    tops: Once<PathBuf, Option<PathBuf>>,
}

impl BatchContext {
    /// `document`, the brief at `path`, with what stands around it. Nothing is looked for outside of the current
    /// folder and the top of the brief's repository, or, where it has none, its own folder.
    pub fn add_context(
        &self,
        document: Document,
        path: &Path,
        configured: &Configured,
    ) -> Document {
        let Ok(path) = std::path::absolute(path) else {
            return document;
        };
        let roots = self.roots(&path);
        let folder = path.parent().unwrap_or(Path::new(""));
        let here = std::path::absolute(&configured.folder).unwrap_or_default();
        let provider = ContextProvider {
            path: &path,
            project: Project {
                config: &configured.config,
                house: &configured.house,
                folder: &here,
                roots: &roots,
            },
            library: &self.library,
            summary: &|path| self.summary(path),
            keys: &|| self.keys(folder),
            revision: 0,
        };
        let context = provider.context_of(&document);
        document.with_context(Arc::new(context))
    }

    fn roots(&self, path: &Path) -> Vec<PathBuf> {
        let folder = path.parent().unwrap_or(Path::new(""));
        let top = self.tops.get(folder.to_owned(), || {
            let top = folder.ancestors().find(|it| it.join(".git").exists());
            top.map(Path::to_owned)
        });
        let current = std::env::current_dir().ok();
        let mut roots: Vec<PathBuf> = top.into_iter().chain(current).collect();
        if !roots.iter().any(|root| path.starts_with(root)) {
            roots.push(folder.to_owned());
        }
        roots
    }

    fn summary(&self, path: &Path) -> Option<Arc<Summary>> {
        self.summaries.get(path.to_owned(), || {
            let text = read_found(path).ok()?;
            let summary = Summary::read(&text, kind(path)?, DialectChoice::Auto);
            Some(Arc::new(summary))
        })
    }

    /// The keys that the briefs in `folder` define for themselves.
    fn keys(&self, folder: &Path) -> Arc<FxHashSet<Arc<str>>> {
        self.keys.get(folder.to_owned(), || {
            let entries = std::fs::read_dir(folder).into_iter().flatten();
            let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
            let briefs = paths.filter(|path| kind(path).is_some());
            let summaries = briefs.filter_map(|path| self.summary(&path));
            let keys = summaries.flat_map(|summary| summary.defines.to_vec());
            Arc::new(keys.collect())
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::index::LinkDestination;
    use crate::syntax::DocumentKind;
    use crate::testing::document;
    use crate::workspace::batch_context::*;

    /// A folder with these files in a repository.
    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("w/.git")).unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        folder
    }

    const ROY: &str = "@book{roy, title = {Rivers}}\n";

    /// The bibliographies of the brief `w/sub/a.md`, those that could not be read, and whether they were guessed.
    fn found(
        files: &[(&str, &str)],
        text: &str,
        bibliography: &[&str],
    ) -> (Vec<String>, String, bool) {
        let folder = folder(files);
        let mut configured = Configured::default();
        configured.folder = folder.path().join("w");
        if !bibliography.is_empty() {
            let named = bibliography.iter().map(|name| (*name).to_owned());
            configured.config.bibliography = Some(named.collect());
        }
        let path = folder.path().join("w/sub/a.md");
        let document = document(DocumentKind::Markdown, text);
        let document = BatchContext::default().add_context(document, &path, &configured);
        let context = document.context();
        let names = context.bibliographies.iter();
        let names = names.map(|it| it.path().file_name().unwrap().to_string_lossy().into());
        let unread = context.unread.iter();
        let unread: Vec<_> = unread
            .map(|it| format!("{:?} {:?}", it.name, it.why))
            .collect();
        (names.collect(), unread.join("; "), context.is_guessed)
    }

    fn read(names: &[&str], is_guessed: bool) -> (Vec<String>, String, bool) {
        let names = names.iter().map(|name| (*name).to_owned());
        (names.collect(), String::new(), is_guessed)
    }

    #[test]
    fn bibliographies_are_named_or_stand_beside_the_brief() {
        let files = [("w/sub/r.bib", ROY), ("w/top.bib", ROY), ("out.bib", ROY)];
        assert_eq!(found(&files, "[@roy]\n", &[]), read(&["r.bib"], true));
        let text = "---\nbibliography: [r.bib, top.bib, ../top.bib]\n---\n";
        let named = read(&["r.bib", "top.bib", "top.bib"], false);
        assert_eq!(found(&files, text, &[]), named);
        let configured = read(&["out.bib"], false);
        assert_eq!(found(&files, "[@roy]\n", &["../out.bib"]), configured);
        let files = [("w/sub/r.bib", ROY), ("w/sub/refs.bib", ROY)];
        assert_eq!(found(&files, "a", &[]), read(&["refs.bib"], true));
        let files = [("w/sub/r.bib", ROY), ("w/sub/s.bib", ROY)];
        assert_eq!(found(&files, "a", &[]), read(&[], false));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_of_the_file_system_leads_nowhere_outside() {
        let folder = folder(&[("out.bib", ROY), ("w/sub/a.md", "")]);
        let link = folder.path().join("w/sub/in.bib");
        std::os::unix::fs::symlink(folder.path().join("out.bib"), link).unwrap();
        let document = document(DocumentKind::Markdown, "[@roy]\n");
        let path = folder.path().join("w/sub/a.md");
        let found = BatchContext::default().add_context(document, &path, &Configured::default());
        assert!(found.context().bibliographies.is_empty());
    }

    #[test]
    fn what_is_not_read_is_told_of() {
        let unread = |text: &str| found(&[("out.bib", ROY), ("w/d.bib/x", "")], text, &[]).1;
        assert_eq!(
            unread("---\nbibliography: no.bib\n---\n"),
            "Some(\"no.bib\") Missing"
        );
        let outside = "---\nbibliography: ../../out.bib\n---\n";
        assert_eq!(unread(outside), "Some(\"../../out.bib\") Outside");
        let folder = unread("---\nbibliography: ../d.bib\n---\n");
        assert_eq!(folder, "Some(\"../d.bib\") Unreadable(\"is a folder\")");
        assert!(unread("---\nbibliography: refs.docx\n---\n").contains("not a bibliography"));
        let files = [("out.bib", ROY)];
        let text = "---\nbibliography: ../../out.bib\n---\n";
        let (names, unread, _) = found(&files, text, &["../out.bib"]);
        assert_eq!((names.len(), unread.as_str()), (2, ""));
        let remote = "---\nbibliography: https://a.example/b.bib\n---\n";
        let remote = found(&files, remote, &[]).1;
        assert_eq!(remote, "Some(\"https://a.example/b.bib\") Remote");
    }

    #[test]
    fn links_and_the_keys_of_the_folder() {
        let folder = folder(&[
            ("w/sub/b.md", "# There\n\n[@tag:c]: doi:10.1234/5\n"),
            ("w/sub/c.png", ""),
        ]);
        let text = "[b](b.md#there) [c](c.png) [d](d.md) [@tag:c]\n";
        let path = folder.path().join("w/sub/a.md");
        let document = document(DocumentKind::Markdown, text);
        let document = BatchContext::default().add_context(document, &path, &Configured::default());
        let paths = &document.context().paths;
        assert!(matches!(
            paths.get("b.md"),
            Some(LinkDestination::Brief(..))
        ));
        assert!(matches!(
            paths.get("c.png"),
            Some(LinkDestination::There(_))
        ));
        assert!(matches!(paths.get("d.md"), Some(LinkDestination::Missing)));
        assert!(paths.get("e.md").is_none());
        assert!(document.context().keys.contains("tag:c"));
    }
}
