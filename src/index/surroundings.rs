//! What a brief stands in: the bibliographies that it may cite, the files that it may link to. The
//! workspace finds it; to everyone else it is a part of the snapshot.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::bibliography::Bibliography;

use super::Summary;

/// What is known around a brief. Empty where nothing is: then no rule reports what only it could tell.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// The bibliographies of the brief, in the order in which it names them: where two have a key, the first
    /// counts.
    pub bibliographies: Vec<Arc<Bibliography>>,
    /// Whether neither the brief nor the configuration names a bibliography, so that one was taken that stands
    /// beside the brief: the brief may have another.
    pub guessed: bool,
    /// The bibliographies that are named and could not be read, in the order in which they are named.
    pub unread: Vec<Unread>,
    /// What is known of the places that its links lead to.
    pub paths: Paths,
}

/// A bibliography that is named and was not read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unread {
    /// As the front matter of the brief names it; none where the configuration does.
    pub name: Option<String>,
    /// Why it was not.
    pub why: WhyUnread,
}

/// Why a bibliography was not read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum WhyUnread {
    /// It stands outside of the workspace folders, and the configuration does not name it.
    Outside,
    /// There is none.
    Missing,
    /// It is no text, or the system does not let it be read; in a few words.
    Unreadable(String),
}

/// What is known of the files that the links of a brief lead to, by their paths as the links have them. Cheap
/// to clone.
#[derive(Clone, Debug, Default)]
pub struct Paths {
    known: Arc<FxHashMap<Box<str>, Destination>>,
    /// Shared by those of which one has but more paths than the other.
    lineage: Arc<()>,
}

/// What a link leads to.
#[derive(Clone, Debug)]
pub enum Destination {
    /// A brief, and what it says.
    Brief(Arc<Summary>),
    /// Something else that is there.
    There,
    /// Nothing: no file or folder has the name.
    Missing,
}

impl Surroundings {
    /// Whether whoever asked `self` would have heard the same from `other`, which may know of more paths.
    pub fn agree_with(&self, other: &Surroundings) -> bool {
        let same = |(a, b): (&Arc<Bibliography>, &Arc<Bibliography>)| Arc::ptr_eq(a, b);
        let bibliographies = self.bibliographies.iter().zip(&other.bibliographies);
        self.bibliographies.len() == other.bibliographies.len()
            && bibliographies.into_iter().all(same)
            && self.guessed == other.guessed
            && self.unread == other.unread
            && Arc::ptr_eq(&self.paths.lineage, &other.paths.lineage)
    }
}

impl Paths {
    /// What is known of a path; none where nobody has looked.
    pub fn get(&self, path: &str) -> Option<&Destination> {
        self.known.get(path)
    }

    /// The same, and `more` of them.
    pub fn with(&self, more: Vec<(Box<str>, Destination)>) -> Paths {
        let mut known = FxHashMap::clone(&self.known);
        known.extend(more);
        Paths {
            known: Arc::new(known),
            lineage: self.lineage.clone(),
        }
    }

    /// Whether both know the same of every path that both know.
    pub fn same_as(&self, other: &Paths) -> bool {
        let same = |a: &Destination, b: &Destination| match (a, b) {
            (Destination::Brief(a), Destination::Brief(b)) => Arc::ptr_eq(a, b),
            (Destination::There, Destination::There) => true,
            (Destination::Missing, Destination::Missing) => true,
            _ => false,
        };
        let both = self
            .known
            .iter()
            .filter_map(|(path, a)| Some((a, other.get(path)?)));
        both.into_iter().all(|(a, b)| same(a, b))
    }
}
