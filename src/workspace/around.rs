//! Keeps what stands around one brief up to date, and looks again only where its text or the disk changed.

use std::path::Path;
use std::sync::Arc;

use crate::index::{Destination, Document, Paths, Summary, Surroundings};
use crate::syntax::{BlockAt, Leaf, local_links};

use super::destination::Finder;
use super::{Library, Project};

/// Where a brief stands.
pub struct Vicinity<'a> {
    /// Its path.
    pub path: &'a Path,
    /// What is set for it.
    pub project: Project<'a>,
    /// The bibliographies.
    pub library: &'a Library,
    /// What another brief says, where that is known.
    pub summary: &'a dyn Fn(&Path) -> Option<Arc<Summary>>,
    /// Another number where anything of this, or on the disk, may be another.
    pub age: u64,
}

/// What stands around one brief, from one state of it to the next.
#[derive(Debug, Default)]
pub struct Around {
    last: Option<(Document, u64)>,
}

impl Around {
    /// `document` with what stands around it.
    pub fn surround(&mut self, document: &Document, vicinity: &Vicinity<'_>) -> Document {
        let surroundings = match &self.last {
            Some((last, age)) if *age == vicinity.age => vicinity.after_an_edit(last, document),
            Some((last, _)) => {
                let new = vicinity.look(document);
                let old = last.surroundings();
                match new.agrees_with_all_of(old) {
                    true => old.clone(),
                    false => Arc::new(new),
                }
            }
            None => Arc::new(vicinity.look(document)),
        };
        let document = document.with_surroundings(surroundings);
        self.last = Some((document.clone(), vicinity.age));
        document
    }
}

impl Vicinity<'_> {
    /// What stands around `document`.
    pub fn look(&self, document: &Document) -> Surroundings {
        let mut surroundings = self.bibliographies(document);
        let blocks = document.blocks().iter();
        surroundings.paths = self.with_paths(document, blocks, &Paths::default());
        surroundings
    }

    /// The same after an edit: the front matter is read again where it changed, and paths are looked for that
    /// are new.
    fn after_an_edit(&self, last: &Document, document: &Document) -> Arc<Surroundings> {
        let known = last.surroundings();
        let (old, new) = document.blocks().difference(last.blocks());
        let blocks = document.blocks().iter_from(new.start).take(new.len());
        let paths = self.with_paths(document, blocks, &known.paths);
        let named = match old.start.min(new.start) {
            0 => Some(self.bibliographies(document)),
            _ => None,
        };
        let named = named.filter(|named| !named.has_same_bibliographies(known));
        match named {
            None if paths.is_same(&known.paths) => known.clone(),
            None => Arc::new(Surroundings {
                paths,
                ..Surroundings::clone(known)
            }),
            Some(named) => Arc::new(Surroundings { paths, ..named }),
        }
    }

    fn bibliographies(&self, document: &Document) -> Surroundings {
        let front_matter = document.front_matter();
        let sources = self.library.locate(self.path, &front_matter, self.project);
        self.library.surroundings(&sources)
    }

    /// `known`, and what the links in `blocks` lead to that is not among it.
    fn with_paths<'d>(
        &self,
        document: &Document,
        blocks: impl Iterator<Item = BlockAt<'d>>,
        known: &Paths,
    ) -> Paths {
        let site_root = self.project.config.site_root.as_ref();
        let finder = Finder {
            brief: self.path,
            roots: self.project.roots,
            site_root: site_root.map(|folder| self.project.folder.join(folder)),
            summary: self.summary,
        };
        let mut more: Vec<(Box<str>, Option<Destination>)> = Vec::new();
        for at in blocks {
            if !matches!(at.block.leaf, Leaf::Paragraph | Leaf::Heading(_)) {
                continue;
            }
            for link in local_links(&document.text().slice(at.body())) {
                let new = !link.path.is_empty() && !known.has(&link.path);
                if new && !more.iter().any(|(path, _)| **path == *link.path) {
                    more.push((link.path.as_str().into(), finder.find(&link.path)));
                }
            }
        }
        match more.is_empty() {
            true => known.clone(),
            false => known.with(more),
        }
    }
}
