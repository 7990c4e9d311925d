//! The names of editors within a book, which are passed over.

use std::ops::Range;

use super::tail_parser::TailParser;
use crate::citation::names::names;

/// How far behind `in` the word that calls the names before it those of editors is looked for, in bytes.
const LONGEST_LIST: usize = 160;

/// What calls the names before it those of editors.
const CALLS: &[&str] = &[
    ", editors,",
    ", editor,",
    ", eds.,",
    ", ed.,",
    ", Eds.,",
    ", Ed.,",
    ", eds. ",
    ", Eds. ",
    ", ed. ",
    " (eds.)",
    " (eds)",
    " (ed.)",
    " (Eds.)",
    " (Ed.)",
    " (Hrsg.)",
    " (Hg.)",
];

impl TailParser<'_, '_> {
    /// `In Ana Bell and Bo Cole, editors, Tides of Work`: passes over the names of editors that stand at the start of
    /// `range`, up to what they edited.
    pub(super) fn editors_within(&mut self, range: &Range<usize>) -> bool {
        let annotations = self.builder.annotations;
        let rest = annotations.words(range.start..self.builder.body.end);
        let near = rest.get(..rest.floor_char_boundary(LONGEST_LIST));
        let near = near.unwrap_or_default();
        let found = CALLS
            .iter()
            .filter_map(|word| Some((near.find(word)?, word)));
        let Some((at, word)) = found.min_by_key(|(at, _)| *at) else {
            return false;
        };
        let list = range.start..range.start + at;
        let found = names(&annotations.plain.text, list.clone(), true);
        if !found.whole {
            return false;
        }
        self.passed = list.end + word.len();
        self.editors = true;
        self.edited_next = true;
        true
    }
}
