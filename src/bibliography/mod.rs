//! What a file of sources says: BibTeX and BibLaTeX, CSL-JSON, Hayagriva YAML, and how a style prints it.
//!
//! Text in, value out. What is broken in a file is a fault at its place, and loses only itself: the entries
//! around it can be cited.

mod addition;
mod bibtex;
mod csl_json;
mod describe;
mod entry;
mod fault;
mod fold;
mod format;
mod hayagriva_yaml;
mod key_style;
mod locator;
mod render;
mod same;
mod search;
mod style;

use std::path::{Path, PathBuf};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::text::{Span, Text};

pub use addition::NewEntry;
pub use entry::Entry;
pub use fault::BibliographyFault;
pub use fold::fold;
pub use format::BibliographyFormat;
pub use locator::Locator;
pub use render::Formatted;
pub use search::begin_words;
pub use style::{CitationStyle, StyleError};

/// A file of sources. What is broken in it is a fault at its place, and loses only itself.
#[derive(Clone, Debug, Default)]
pub struct Bibliography {
    path: PathBuf,
    text: Text,
    format: BibliographyFormat,
    entries: Vec<Entry>,
    faults: Vec<BibliographyFault>,
    /// The first entry of each key, and of each other name that an entry has.
    by_key: FxHashMap<String, usize>,
    /// The keys of entries that are too broken to be read.
    lost: FxHashSet<String>,
}

/// What reading a file gives, before its keys are known.
#[derive(Default)]
struct ParsedBibliography {
    entries: Vec<Entry>,
    faults: Vec<BibliographyFault>,
}

impl Bibliography {
    /// Reads a bibliography. Cannot fail: a file that is not a bibliography at all has a fault and no entries.
    pub fn read(path: impl Into<PathBuf>, text: Text, format: BibliographyFormat) -> Self {
        let content = text.to_string();
        let mut reading = match format {
            BibliographyFormat::BibTex => bibtex::read(&content),
            BibliographyFormat::CslJson => csl_json::read(&content),
            BibliographyFormat::Hayagriva => hayagriva_yaml::read(&content),
        };
        reading.entries.sort_by_key(|entry| entry.span);
        reading.faults.sort_by_key(|fault| fault.span);
        let lost = reading.faults.iter();
        let lost = lost.filter_map(|fault| fault.lost_key.as_ref());
        Bibliography {
            path: path.into(),
            text,
            format,
            by_key: by_key(&reading.entries),
            lost: lost.cloned().collect(),
            entries: reading.entries,
            faults: reading.faults,
        }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Its text.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// Its entries, by place. A key may stand in several.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// What is wrong with it, by place.
    pub fn faults(&self) -> &[BibliographyFault] {
        &self.faults
    }

    /// The entry that is cited by `key` (without `@`): the first that has it for a key, else the first that
    /// has it for another name.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.entries.get(*self.by_key.get(key)?)
    }

    /// Whether an entry has this key but is too broken to be read: its fault tells of it, and a citation of it
    /// is no second mistake.
    pub fn has_broken(&self, key: &str) -> bool {
        self.lost.contains(key)
    }

    /// The entry whose text the cursor at `offset` (bytes of the file) touches.
    pub fn entry_at(&self, offset: usize) -> Option<&Entry> {
        let after = self
            .entries
            .partition_point(|entry| entry.span.start <= offset);
        let entry = self.entries.get(after.checked_sub(1)?)?;
        entry.span.touches(offset).then_some(entry)
    }

    /// The entries whose key an earlier one has, each after that one.
    pub fn duplicates(&self) -> impl Iterator<Item = (&Entry, &Entry)> {
        self.entries.iter().filter_map(|entry| {
            let first = self.get(&entry.key)?;
            (first.key == entry.key && first.key_span != entry.key_span).then_some((first, entry))
        })
    }

    /// At most `limit` entries that have all words of `query` in their key, authors, year, title or container,
    /// the best first: those whose key begins with it, then by place. Accents and case count for nothing. An
    /// empty query finds all.
    pub fn search(&self, query: &str, limit: usize) -> Vec<&Entry> {
        search::search(&self.entries, query, limit)
    }
}

/// The first entry of each key. Keys go before other names, wherever they stand.
fn by_key(entries: &[Entry]) -> FxHashMap<String, usize> {
    let mut found = FxHashMap::default();
    for (index, entry) in entries.iter().enumerate() {
        found.entry(entry.key.clone()).or_insert(index);
    }
    for (index, entry) in entries.iter().enumerate() {
        for name in &entry.other_names {
            found.entry(name.clone()).or_insert(index);
        }
    }
    found
}

/// The span of `range`, in bytes of a piece that begins at `base`, kept within `within`.
fn place(base: usize, range: std::ops::Range<usize>, within: Span) -> Span {
    let start = (base.saturating_add(range.start)).clamp(within.start, within.end);
    let end = (base.saturating_add(range.end)).clamp(start, within.end);
    Span::new(start, end)
}
