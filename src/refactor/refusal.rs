use std::fmt;

use crate::index::ItemId;

/// Why a refactoring changes nothing: a sentence for the author.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refusal {
    sentence: String,
    /// The notes that would mean another source.
    pub(super) changed: Vec<ItemId>,
}

impl Refusal {
    /// The refusal that `sentence` gives the reason of.
    pub(crate) fn new(sentence: impl Into<String>) -> Refusal {
        Refusal {
            sentence: sentence.into(),
            changed: Vec::new(),
        }
    }

    /// The same, because `notes` would mean another source.
    pub(super) fn for_meaning(self, notes: Vec<ItemId>) -> Refusal {
        Refusal {
            changed: notes,
            ..self
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence)
    }
}

impl std::error::Error for Refusal {}
