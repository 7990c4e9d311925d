use std::hash::{DefaultHasher, Hash, Hasher};

use rustc_hash::FxHashMap;

use crate::citation::Identity;

use super::{CitationId, Sources};

/// One of the things by which a source is known again, in eight bytes: of the millions of sources of an archive,
/// hardly two that differ have the same.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct SourceKey(u64);

impl From<&Identity> for SourceKey {
    fn from(identity: &Identity) -> SourceKey {
        let mut hasher = DefaultHasher::new();
        identity.hash(&mut hasher);
        SourceKey(hasher.finish())
    }
}

/// A source that a document cites.
#[derive(Debug, Default)]
pub struct Work {
    /// By what it is known again; empty where nothing tells.
    pub keys: Vec<SourceKey>,
    /// Its citations, by place.
    pub citations: Vec<CitationId>,
}

/// The sources of a document: citations that share a key, directly or through others, are of one.
#[derive(Debug, Default)]
pub(super) struct Works {
    pub all: Vec<Work>,
    of: FxHashMap<CitationId, usize>,
}

impl Works {
    pub fn of(sources: &Sources) -> Works {
        let citations = sources.ids().iter().flat_map(|note| {
            let citations = sources.citations_of(*note);
            citations.map(move |(part, citation)| (CitationId { note: *note, part }, citation))
        });
        let citations = citations.map(|(id, citation)| {
            let identities = citation.identities();
            (id, identities.iter().map(SourceKey::from).collect())
        });
        let citations: Vec<(CitationId, Vec<SourceKey>)> = citations.collect();
        let mut groups = Groups::new(citations.len());
        let mut first: FxHashMap<SourceKey, usize> = FxHashMap::default();
        for (index, (_, keys)) in citations.iter().enumerate() {
            for key in keys {
                groups.join(*first.entry(*key).or_insert(index), index);
            }
        }
        let mut works = Works::default();
        let mut of_group: FxHashMap<usize, usize> = FxHashMap::default();
        for (index, (id, keys)) in citations.into_iter().enumerate() {
            let work = *of_group.entry(groups.of(index)).or_insert(works.all.len());
            if work == works.all.len() {
                works.all.push(Work::default());
            }
            works.of.insert(id, work);
            if let Some(work) = works.all.get_mut(work) {
                work.citations.push(id);
                work.keys.extend(keys);
            }
        }
        for work in &mut works.all {
            work.keys.sort_unstable();
            work.keys.dedup();
        }
        works
    }

    /// The source of a citation.
    pub fn get(&self, id: CitationId) -> Option<&Work> {
        self.all.get(*self.of.get(&id)?)
    }
}

/// Things that are joined to groups: each knows one of its group, the first one itself.
struct Groups(Vec<usize>);

impl Groups {
    fn new(len: usize) -> Groups {
        Groups((0..len).collect())
    }

    /// The first of the group of `index`.
    fn of(&mut self, mut index: usize) -> usize {
        while let Some(next) = self.0.get(index).copied()
            && next != index
        {
            // Halving the path keeps the next ones short.
            let after = self.0.get(next).copied().unwrap_or(next);
            if let Some(known) = self.0.get_mut(index) {
                *known = after;
            }
            index = after;
        }
        index
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.of(one), self.of(other));
        if let Some(later) = self.0.get_mut(one.max(other)) {
            *later = one.min(other);
        }
    }
}
