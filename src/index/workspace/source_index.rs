//! The sources of many briefs, by their keys and by the words of their names.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use crate::bibliography::fold;

use crate::index::{Brief, CitedSources, KnownSource, SourceKey};
use crate::text;

/// The sources of briefs as they were when it was made, looked up without asking each of them.
#[derive(Debug, Default)]
pub(in crate::index) struct SourceIndex {
    briefs: Vec<IndexedBrief>,
    /// Each key with the number of each source that has it, in order.
    keys: Vec<(SourceKey, u32)>,
    words: OnceLock<NameWords>,
}

#[derive(Debug)]
struct IndexedBrief {
    path: Arc<Path>,
    cited: Arc<OnceLock<CitedSources>>,
    /// The number of its first source.
    first: u32,
}

/// The words of the names of sources.
#[derive(Debug, Default)]
pub(in crate::index) struct NameWords {
    /// Each word, in order, with where its sources begin in `saying`.
    all: Vec<(Box<str>, usize)>,
    /// For one word after the other, the numbers of the sources whose name says it.
    saying: Vec<u32>,
}

/// A source with the path of its brief.
pub type CitedBy<'a> = (&'a Arc<Path>, &'a KnownSource);

impl SourceIndex {
    /// The index of those of these briefs, which come by path, whose notes are read.
    pub fn of<'a>(briefs: impl Iterator<Item = (&'a Arc<Path>, &'a Brief)>) -> SourceIndex {
        let mut index = SourceIndex::default();
        let mut number = 0;
        for (path, brief) in briefs.filter(|(_, brief)| brief.cited.get().is_some()) {
            index.briefs.push(IndexedBrief {
                path: path.clone(),
                cited: brief.cited.clone(),
                first: number,
            });
            for source in sources_of(&brief.cited) {
                index
                    .keys
                    .extend(source.keys.iter().map(|key| (*key, number)));
                number += 1;
            }
        }
        index.keys.sort_unstable();
        index.keys.shrink_to_fit();
        index
    }

    /// The number of the brief at `path`.
    pub fn number(&self, path: &Path) -> Option<usize> {
        let found = self
            .briefs
            .binary_search_by(|brief| (*brief.path).cmp(path));
        found.ok()
    }

    /// The number of the brief of the source of that number.
    pub fn brief_of(&self, number: u32) -> usize {
        let until = self.briefs.partition_point(|brief| brief.first <= number);
        until.saturating_sub(1)
    }

    /// The path of the brief of the source of that number, and the place of the source among those of the brief.
    pub fn place(&self, number: u32) -> Option<(&Arc<Path>, usize)> {
        let brief = self.briefs.get(self.brief_of(number))?;
        Some((&brief.path, (number - brief.first) as usize))
    }

    /// The source of that number.
    pub fn get(&self, number: u32) -> Option<CitedBy<'_>> {
        let brief = self.briefs.get(self.brief_of(number))?;
        let source = sources_of(&brief.cited).get((number - brief.first) as usize)?;
        Some((&brief.path, source))
    }

    /// The numbers of the sources that have `key`, in order.
    pub fn with_key(&self, key: SourceKey) -> impl Iterator<Item = u32> + '_ {
        let from = self.keys.partition_point(|(other, _)| *other < key);
        let with = self.keys.iter().skip(from);
        with.take_while(move |(other, _)| *other == key)
            .map(|(_, number)| *number)
    }

    /// The numbers of the sources in whose names one of `words`, folded letters and digits, begins a word: that which
    /// begins the fewest. Each once and in order; of all sources where there is no word.
    pub fn saying(&self, words: &[&str]) -> Vec<u32> {
        let index = self.words();
        let saying = words.iter().map(|word| index.beginning(word));
        let Some(fewest) = saying.min_by_key(|numbers| numbers.len()) else {
            let last = self.briefs.last();
            let end = last.map_or(0, |it| it.first + sources_of(&it.cited).len() as u32);
            return (0..end).collect();
        };
        let mut numbers = fewest.to_vec();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    /// The words, which are made when they are first asked for: it takes some time where sources are many.
    pub fn words(&self) -> &NameWords {
        self.words.get_or_init(|| NameWords::of(&self.briefs))
    }
}

fn sources_of(cited: &OnceLock<CitedSources>) -> &[KnownSource] {
    cited.get().map_or(&[], |cited| &cited.sources)
}

impl NameWords {
    fn of(briefs: &[IndexedBrief]) -> NameWords {
        let sources = briefs.iter().flat_map(|brief| sources_of(&brief.cited));
        let mut saying: FxHashMap<Box<str>, Vec<u32>> = FxHashMap::default();
        for (number, source) in (0..).zip(sources) {
            let name = fold(&source.name);
            for word in text::words(&name) {
                match saying.get_mut(word) {
                    Some(numbers) if numbers.last() == Some(&number) => {}
                    Some(numbers) => numbers.push(number),
                    None => drop(saying.insert(word.into(), vec![number])),
                }
            }
        }
        let mut saying: Vec<_> = saying.into_iter().collect();
        saying.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        let mut words = NameWords::default();
        for (word, numbers) in saying {
            words.all.push((word, words.saying.len()));
            words.saying.extend(numbers);
        }
        words
    }

    /// The numbers of the sources of the words that `start` begins, one word after the other.
    fn beginning(&self, start: &str) -> &[u32] {
        let from = self.all.partition_point(|(word, _)| **word < *start);
        let words = self.all.get(from..).unwrap_or_default();
        let to = from + words.partition_point(|(word, _)| word.starts_with(start));
        let place = |word: usize| self.all.get(word).map_or(self.saying.len(), |it| it.1);
        self.saying.get(place(from)..place(to)).unwrap_or_default()
    }
}
