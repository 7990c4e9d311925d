//! What an entry inherits from others: `crossref` and `xdata` (BibLaTeX manual, section 2.4).

use biblatex::{Field, RawBibliography, RawChunk, RawEntry, Spanned};
use rustc_hash::FxHashMap;

use super::Raw;

/// From how many entries one inherits at most: the library follows them by recursion.
const MOST: usize = 8;

/// Who can be inherited from in a file.
pub(super) struct Inheritance<'r> {
    by_key: FxHashMap<&'r str, &'r Raw<'r>>,
}

impl<'r> Inheritance<'r> {
    /// Of the entries of a file; of those with one key, the first counts.
    pub fn of(raws: &'r [Raw<'r>]) -> Self {
        let mut by_key = FxHashMap::default();
        for raw in raws {
            by_key.entry(raw.entry.key.v).or_insert(raw);
        }
        Inheritance { by_key }
    }

    /// The entry followed by those that it inherits from, as the library needs them. Each names only entries
    /// after it, so that a circle ends.
    pub fn family(&self, entry: RawEntry<'r>) -> RawBibliography<'r> {
        let mut family = vec![entry];
        let mut heirs = 0;
        while let Some(heir) = family.get(heirs) {
            for parent in parents(heir) {
                let known = family.iter().any(|entry| entry.key.v == parent);
                if let Some(raw) = self.by_key.get(parent)
                    && !known
                    && family.len() <= MOST
                {
                    family.push(raw.entry.clone());
                }
            }
            heirs += 1;
        }
        let keys: Vec<&str> = family.iter().map(|entry| entry.key.v).collect();
        for (place, entry) in family.iter_mut().enumerate() {
            leave_out(entry, keys.get(..=place).unwrap_or_default());
        }
        together(family)
    }
}

/// A bibliography of these entries.
pub(super) fn together(entries: Vec<RawEntry<'_>>) -> RawBibliography<'_> {
    RawBibliography {
        preamble: String::new(),
        entries: entries.into_iter().map(Spanned::zero).collect(),
        abbreviations: Vec::new(),
    }
}

fn names_parents(field: &str) -> bool {
    field.eq_ignore_ascii_case("crossref") || field.eq_ignore_ascii_case("xdata")
}

fn keys<'s>(field: &Field<'s>) -> Vec<&'s str> {
    let texts = field.iter().map(|chunk| match chunk.v {
        RawChunk::Normal(text) | RawChunk::Abbreviation(text) => text,
    });
    let keys = texts.flat_map(|text| text.split(',')).map(str::trim);
    keys.filter(|key| !key.is_empty()).collect()
}

/// The keys of the entries that one inherits from.
fn parents<'s>(entry: &RawEntry<'s>) -> Vec<&'s str> {
    let fields = entry.fields.iter();
    let fields = fields.filter(|field| names_parents(field.key.v));
    fields.flat_map(|field| keys(&field.value.v)).collect()
}

/// Takes away that `entry` inherits from any of `earlier`.
fn leave_out(entry: &mut RawEntry<'_>, earlier: &[&str]) {
    for field in &mut entry.fields {
        if names_parents(field.key.v) {
            let kept = keys(&field.value.v);
            let kept = kept.into_iter().filter(|key| !earlier.contains(key));
            let chunks = kept.flat_map(|key| [RawChunk::Normal(key), RawChunk::Normal(",")]);
            let mut chunks: Vec<_> = chunks.map(Spanned::zero).collect();
            chunks.pop();
            field.value.v = chunks;
        }
    }
    entry
        .fields
        .retain(|field| !names_parents(field.key.v) || !field.value.v.is_empty());
}
