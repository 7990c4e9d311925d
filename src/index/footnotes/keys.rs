//! The keys that a document cites or defines, as far as its items tell.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::syntax::Confidence;

use super::candidates::Candidates;
use super::item_id::ItemId;

/// The keys of a document, as far as its items tell.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Keys {
    /// Where a key may be cited, in order.
    pub(in crate::index) candidates: Vec<ItemId>,
    /// The keys that the document defines for itself, each with the first place.
    definitions: FxHashMap<Arc<str>, ItemId>,
    /// The keys that are cited in brackets.
    pub(in crate::index) in_brackets: FxHashSet<Arc<str>>,
    /// Whether something else than a citation shows that the document is for Pandoc.
    pub pandoc: bool,
}

impl Keys {
    pub(super) fn of(candidates: &Candidates<'_>, pandoc: bool) -> Keys {
        let mut keys = Keys {
            pandoc,
            ..Keys::default()
        };
        for (id, key, confidence) in &candidates.citations {
            keys.candidates.push(*id);
            if *confidence == Confidence::Certain {
                keys.in_brackets.insert(Arc::clone(key));
            }
        }
        for (id, key) in &candidates.keys {
            keys.definitions.entry(Arc::clone(key)).or_insert(*id);
        }
        keys
    }

    /// The keys that the document defines for itself.
    pub fn defined(&self) -> impl Iterator<Item = &Arc<str>> {
        self.definitions.keys()
    }

    /// Where the document defines `key`.
    pub fn definition(&self, key: &str) -> Option<ItemId> {
        self.definitions.get(key).copied()
    }
}
