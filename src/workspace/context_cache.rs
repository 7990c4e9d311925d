//! Keeps what stands around one brief up to date, and looks again only where its text or the disk changed.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::index::{Book, Document, DocumentContext, Paths, Summary};
use crate::syntax::{BlockAt, Item, ItemKind, Leaf, local_links};

use super::destination::Finder;
use super::{Library, Project};

/// The most chapters that are looked at around a brief.
const MOST_CHAPTERS: usize = 200;

/// Where a brief stands.
pub struct ContextProvider<'a> {
    /// Its path.
    pub path: &'a Path,
    /// What is set for it.
    pub project: Project<'a>,
    /// The bibliographies.
    pub library: &'a Library,
    /// What another brief says, where that is known.
    pub summary: &'a dyn Fn(&Path) -> Option<Arc<Summary>>,
    /// The keys that the briefs of its folder define for themselves.
    pub keys: &'a dyn Fn() -> Arc<FxHashSet<Arc<str>>>,
    /// Another number where anything of this, or on the disk, may be another.
    pub revision: u64,
}

/// What stands around one brief, from one state of it to the next.
#[derive(Debug, Default)]
pub struct ContextCache {
    last: Option<(Document, u64)>,
}

impl ContextCache {
    /// `document` with what stands around it.
    pub fn add_context(&mut self, document: &Document, provider: &ContextProvider<'_>) -> Document {
        let context = match &self.last {
            Some((last, revision)) if *revision == provider.revision => {
                provider.after_an_edit(last, document)
            }
            Some((last, _)) => {
                let new = provider.context_of(document);
                let old = last.context();
                match new.agrees_with_all_of(old) {
                    true => old.clone(),
                    false => Arc::new(new),
                }
            }
            None => Arc::new(provider.context_of(document)),
        };
        let document = document.clone().with_context(context);
        self.last = Some((document.clone(), provider.revision));
        document
    }
}

/// Whether one of `items` cites a key that neither the brief nor its bibliographies have.
fn needs_keys<'d>(
    document: &Document,
    mut items: impl Iterator<Item = &'d Item>,
    context: &DocumentContext,
) -> bool {
    items.any(|item| match &item.kind {
        ItemKind::Citation { key, .. } => {
            let mut bibliographies = context.bibliographies.iter();
            document.footnotes().keys().definition(key).is_none()
                && !context.keys.contains(key)
                && !bibliographies.any(|bibliography| bibliography.get(key).is_some())
        }
        _ => false,
    })
}

impl ContextProvider<'_> {
    /// What stands around `document`.
    pub fn context_of(&self, document: &Document) -> DocumentContext {
        let mut context = self.bibliographies(document);
        context.paths = self.paths(document, &Paths::default());
        context.book = self.book();
        context.site = self.library.site(self.path, self.project.roots).is_some();
        context
    }

    /// The same after an edit: the front matter is read again where it changed, and paths are looked for that
    /// are new, where links changed.
    fn after_an_edit(&self, last: &Document, document: &Document) -> Arc<DocumentContext> {
        let known = last.context();
        let (old, new) = document.blocks().difference(last.blocks());
        let olds = last.blocks().iter_from(old.start).take(old.len());
        let news = document.blocks().iter_from(new.start).take(new.len());
        let paths = match links(last, olds) == links(document, news) {
            true => known.paths.clone(),
            false => self.paths(document, &known.paths),
        };
        let named = match old.start.min(new.start) {
            0 => Some(self.bibliographies(document)),
            _ if needs_keys(document, document.blocks().items_of(new), known) => {
                Some(DocumentContext {
                    keys: (self.keys)(),
                    ..DocumentContext::clone(known)
                })
            }
            _ => None,
        };
        let named = named.filter(|named| !named.has_same_bibliographies(known));
        match named {
            None if paths.is_same(&known.paths) => known.clone(),
            None => Arc::new(DocumentContext {
                paths,
                ..DocumentContext::clone(known)
            }),
            Some(named) => Arc::new(DocumentContext {
                paths,
                book: known.book.clone(),
                site: known.site,
                ..named
            }),
        }
    }

    /// The book that the brief is a chapter of.
    fn book(&self) -> Option<Arc<Book>> {
        let project = self.library.book(self.path, self.project.roots);
        let project = project.filter(|project| project.is_book)?;
        let chapters = project.chapters(self.path).into_iter().take(MOST_CHAPTERS);
        let chapters = chapters.filter_map(|path| {
            let summary = (self.summary)(&path)?;
            Some((Arc::from(path), summary))
        });
        Some(Arc::new(Book {
            kind: project.kind,
            chapters: chapters.collect(),
        }))
    }

    fn bibliographies(&self, document: &Document) -> DocumentContext {
        let front_matter = document.front_matter();
        let sources = self.library.locate(self.path, &front_matter, self.project);
        let mut context = self.library.context(&sources);
        if needs_keys(document, document.blocks().items(), &context) {
            context.keys = (self.keys)();
        }
        context.house = self.project.house.clone();
        context
    }

    /// What the links of `document` lead to, as far as it is not `known`. The paths that no link has any more go: while
    /// one is typed, each of its beginnings is one.
    fn paths(&self, document: &Document, known: &Paths) -> Paths {
        let site_root = self.project.config.site_root.as_ref();
        let finder = Finder {
            brief: self.path,
            roots: self.project.roots,
            site_root: site_root.map(|folder| self.project.folder.join(folder)),
            summary: self.summary,
            may_be_page: &|link| {
                let site = self.library.site(self.path, self.project.roots);
                site.is_some_and(|top| self.library.pages(&top).may_have(link))
            },
        };
        let links = links(document, document.blocks().iter());
        let found = links.into_iter().map(|(path, inside)| {
            let found = match known.tell_of(&path, inside) {
                true => known.found(&path),
                false => finder.find(&path, inside),
            };
            (path.into_boxed_str(), found)
        });
        known.replaced(found.collect())
    }
}

/// The paths of the links in `blocks`, each once, and whether a place in the file is meant.
fn links<'d>(
    document: &Document,
    blocks: impl Iterator<Item = BlockAt<'d>>,
) -> BTreeMap<String, bool> {
    let mut links = BTreeMap::new();
    for at in blocks {
        if !matches!(at.block.leaf, Leaf::Paragraph | Leaf::Heading(_)) {
            continue;
        }
        for link in local_links(&document.text().slice(at.body())) {
            if !link.path.is_empty() {
                *links.entry(link.path).or_default() |= link.fragment.is_some();
            }
        }
    }
    links
}
