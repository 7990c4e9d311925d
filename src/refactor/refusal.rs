use std::fmt;

use crate::index::ItemId;

/// Why a refactoring changes nothing: a sentence for the author.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refusal {
    sentence: String,
    /// The notes that would mean another source.
    pub(super) changed: Vec<ItemId>,
    /// The marker that is in the way, or the last one before what is, in bytes of the document; where that is known.
    pub(super) at: Option<usize>,
}

impl Refusal {
    /// The refusal that `sentence` gives the reason of.
    pub(crate) fn new(sentence: impl Into<String>) -> Refusal {
        Refusal {
            sentence: sentence.into(),
            changed: Vec::new(),
            at: None,
        }
    }

    /// The sentence without the words that nothing was changed, for a list that says so once.
    pub fn reason(&self) -> &str {
        let reason = self.sentence.strip_prefix("Nothing was changed: ");
        reason.unwrap_or(&self.sentence)
    }

    /// The same in other words.
    pub(crate) fn reworded(self, sentence: String) -> Refusal {
        Refusal { sentence, ..self }
    }

    /// The same, because of the marker at `offset`, in bytes of the document.
    pub(super) fn at(self, offset: Option<usize>) -> Refusal {
        Refusal { at: offset, ..self }
    }

    /// The line, from 1, that the sentence names first.
    pub fn line(&self) -> Option<u32> {
        let words: Vec<&str> = self.sentence.split_whitespace().collect();
        let mut pairs = words.windows(2);
        pairs.find_map(|pair| {
            let number = pair[1].trim_end_matches(|c: char| !c.is_ascii_digit());
            number
                .parse()
                .ok()
                .filter(|_| pair[0].eq_ignore_ascii_case("line"))
        })
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
