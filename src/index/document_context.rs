//! What a brief stands in: the bibliographies that it may cite, the files that it may link to. The
//! workspace finds it; to everyone else it is a part of the snapshot.

use std::path::Path;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::bibliography::{Bibliography, CitationStyle};
use crate::config::House;

use super::Summary;

/// What is known around a brief. Empty where nothing is: then no rule reports what only it could tell.
#[derive(Clone, Debug, Default)]
pub struct DocumentContext {
    /// The bibliographies of the brief, in the order in which it names them: where two have a key, the first
    /// counts.
    pub bibliographies: Vec<Arc<Bibliography>>,
    /// Whether neither the brief nor the configuration names a bibliography, so that one was taken that stands
    /// beside the brief: the brief may have another.
    pub is_guessed: bool,
    /// The keys that the briefs in its folder define for themselves.
    pub keys: Arc<FxHashSet<Arc<str>>>,
    /// The style in which sources are shown; [`CitationStyle::DEFAULT`] if none.
    pub style: Option<Arc<CitationStyle>>,
    /// The bibliographies that are named and could not be read, in the order in which they are named.
    pub unread: Vec<Unread>,
    /// The citation style, where one is named that could not be read.
    pub unread_style: Option<Unread>,
    /// What is known of the places that its links lead to.
    pub paths: Paths,
    /// The book that it is a chapter of.
    pub book: Option<Arc<Book>>,
    /// Whether a site generator makes a page of it, so that pages have addresses of their own.
    pub site: bool,
    /// What its house asks of it; nothing where it has none.
    pub house: Arc<House>,
}

/// A book: files that a renderer makes one work of.
#[derive(Debug)]
pub struct Book {
    /// What renders it.
    pub kind: BookKind,
    /// Its other chapters in the same folder, each with what it says.
    pub chapters: Vec<(Arc<Path>, Arc<Summary>)>,
}

/// What renders a book.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BookKind {
    /// Quarto: each chapter on its own, and for print all as one document.
    Quarto,
    /// bookdown: all chapters as one document.
    Bookdown,
    /// mdBook: each chapter on its own, and all on the page that is printed.
    MdBook,
}

impl Book {
    /// Whether the place with that name is in another chapter, and a link leads there without naming the file.
    pub fn has_place(&self, fragment: &str) -> bool {
        let nowhere = |summary: &Summary| summary.find(fragment) == super::Anchored::Nowhere;
        self.kind == BookKind::Bookdown
            && self.chapters.iter().any(|(_, chapter)| !nowhere(chapter))
    }

    fn agrees_with(&self, other: &Book) -> bool {
        let summaries = |book: &Book| {
            book.chapters
                .iter()
                .map(|(_, it)| Arc::as_ptr(it))
                .collect::<Vec<_>>()
        };
        self.kind == other.kind && summaries(self) == summaries(other)
    }
}

/// A bibliography or a citation style that is named and was not read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unread {
    /// As the front matter of the brief names it; none where the configuration does.
    pub name: Option<String>,
    /// Why it was not.
    pub why: WhyUnread,
}

/// Why it was not read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum WhyUnread {
    /// It stands outside of the workspace folders, and the configuration does not name it.
    Outside,
    /// It stands on the web, where nothing is read.
    Remote,
    /// There is none.
    Missing,
    /// It is no text, or the system does not let it be read; in a few words.
    Unreadable(String),
}

/// What is known of the files that the links of a brief lead to, by their paths as the links have them. Cheap
/// to clone.
#[derive(Clone, Debug, Default)]
pub struct Paths {
    /// What cannot be told is kept too, so that it is not looked for again.
    known: Arc<FxHashMap<Box<str>, Option<LinkDestination>>>,
    /// Whether the brief was taken out of its folder.
    is_torn: bool,
    /// Shared by those that say the same of a path that both know.
    lineage: Arc<()>,
}

/// What a link leads to.
#[derive(Clone, Debug)]
pub enum LinkDestination {
    /// A brief, where it is and what it says.
    Brief(Arc<Path>, Arc<Summary>),
    /// A file or folder that is there, and where.
    There(Arc<Path>),
    /// Nothing: no file or folder has the name.
    Missing,
}

/// A brief with no fewer links to files, none of which is there, was taken out of its folder.
const TORN: usize = 3;

impl DocumentContext {
    /// Whether whoever asked `self` would have heard the same from `other`, which may know of more paths.
    pub fn agrees_with(&self, other: &DocumentContext) -> bool {
        self.has_same_bibliographies(other)
            && self.is_in_same_book(other)
            && Arc::ptr_eq(&self.paths.lineage, &other.paths.lineage)
    }

    /// Whether both have the same chapters around them.
    fn is_in_same_book(&self, other: &DocumentContext) -> bool {
        let same = match (&self.book, &other.book) {
            (Some(book), Some(other)) => book.agrees_with(other),
            (None, None) => true,
            _ => false,
        };
        same && self.site == other.site && self.house == other.house
    }

    /// Whether `other` says the same, of every path that both know.
    pub fn agrees_with_all_of(&self, other: &DocumentContext) -> bool {
        self.has_same_bibliographies(other)
            && self.is_in_same_book(other)
            && self.paths.agree_with(&other.paths)
    }

    /// Whether both have the same bibliographies, keys from elsewhere and citation style.
    pub fn has_same_bibliographies(&self, other: &DocumentContext) -> bool {
        let same = |(a, b): (&Arc<Bibliography>, &Arc<Bibliography>)| Arc::ptr_eq(a, b);
        let bibliographies = self.bibliographies.iter().zip(&other.bibliographies);
        let style = |it: &DocumentContext| it.style.as_ref().map(Arc::as_ptr);
        self.bibliographies.len() == other.bibliographies.len()
            && bibliographies.into_iter().all(same)
            && self.is_guessed == other.is_guessed
            && self.unread == other.unread
            && self.unread_style == other.unread_style
            && self.keys == other.keys
            && style(self) == style(other)
    }
}

impl Paths {
    /// What is known of a path; none where nobody has looked, or where it cannot be told. Where nothing is there
    /// of all that a brief links to, it was taken out of its folder, and nothing can be told.
    pub fn get(&self, path: &str) -> Option<&LinkDestination> {
        let found = self.known.get(path)?.as_ref();
        found.filter(|found| !self.is_torn || !matches!(found, LinkDestination::Missing))
    }

    /// Whether somebody has looked for a path, and if `inside`, for what the file says.
    pub fn tell_of(&self, path: &str, inside: bool) -> bool {
        let there =
            |found: &Option<LinkDestination>| matches!(found, Some(LinkDestination::There(_)));
        self.known
            .get(path)
            .is_some_and(|found| !inside || !there(found))
    }

    /// What somebody who looked for a path has found, if anybody did.
    pub fn found(&self, path: &str) -> Option<LinkDestination> {
        self.known.get(path).cloned().flatten()
    }

    /// These in place of those, of which they say the same where both know a path.
    pub fn replaced(&self, found: Vec<(Box<str>, Option<LinkDestination>)>) -> Paths {
        let known: FxHashMap<_, _> = found.into_iter().collect();
        let missing = |it: &&Option<LinkDestination>| matches!(it, Some(LinkDestination::Missing));
        let there = known.values().flatten().count() - known.values().filter(missing).count();
        let is_torn = there == 0 && known.len() >= TORN;
        let lineage = match is_torn == self.is_torn {
            true => self.lineage.clone(),
            false => Arc::default(),
        };
        Paths {
            known: Arc::new(known),
            is_torn,
            lineage,
        }
    }

    /// Whether both are the same, by address.
    pub fn is_same(&self, other: &Paths) -> bool {
        Arc::ptr_eq(&self.known, &other.known)
    }

    /// Whether `other` knows every path that this one knows, and says the same of it.
    fn agree_with(&self, other: &Paths) -> bool {
        let same = |a: &Option<LinkDestination>, b: &Option<LinkDestination>| match (a, b) {
            (Some(LinkDestination::Brief(_, a)), Some(LinkDestination::Brief(_, b))) => {
                Arc::ptr_eq(a, b)
            }
            (Some(LinkDestination::There(a)), Some(LinkDestination::There(b))) => a == b,
            (Some(LinkDestination::Missing), Some(LinkDestination::Missing)) => true,
            (None, None) => true,
            _ => false,
        };
        let mut known = self.known.iter();
        self.is_torn == other.is_torn
            && known.all(|(path, a)| other.known.get(path).is_some_and(|b| same(a, b)))
    }
}
