//! The elements of HTML around the blocks of a brief.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use crate::index::Document;
use crate::syntax::{BlockAt, Leaf};

/// Elements that hold blocks (HTML Living Standard, "Sections", "Grouping content", "Tabular data"), and `small`, which
/// authors set around notes.
const HOLDERS: &[&str] = &[
    "aside",
    "blockquote",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "footer",
    "li",
    "ol",
    "p",
    "section",
    "small",
    "table",
    "tbody",
    "td",
    "th",
    "tr",
    "ul",
];

/// No more elements than this are looked through for the one that a tag closes.
const DEEPEST: usize = 64;

/// The elements that are open, as a document is read from its start.
#[derive(Default)]
pub(super) struct Elements {
    open: Vec<&'static str>,
}

impl Elements {
    /// Which are open, hashed.
    pub fn hashed(&self) -> u64 {
        let mut hasher = FxHasher::default();
        self.open.hash(&mut hasher);
        hasher.finish()
    }

    /// Reads the tags of `block`.
    pub fn read(&mut self, document: &Document, block: BlockAt<'_>) {
        if matches!(
            block.block.leaf,
            Leaf::Code | Leaf::FrontMatter | Leaf::Comment
        ) {
            return;
        }
        let text = document.text().slice(block.body());
        // Where a backtick is left over, the first is no code's.
        let mut in_code = text.matches('`').count() % 2 == 1;
        for (at, c) in text.char_indices() {
            match c {
                '`' => in_code = !in_code,
                '<' if !in_code => self.tag(&text[at + 1..]),
                _ => {}
            }
        }
    }

    /// Reads the tag that `rest` begins with, behind its `<`.
    fn tag(&mut self, rest: &str) {
        let (closes, rest) = match rest.strip_prefix('/') {
            Some(rest) => (true, rest),
            None => (false, rest),
        };
        let len = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let name = HOLDERS
            .iter()
            .find(|it| it.eq_ignore_ascii_case(&rest[..len]));
        let Some(name) =
            name.filter(|_| rest[len..].starts_with(['>', ' ', '\t', '\n', '\r', '/']))
        else {
            return;
        };
        if !closes {
            return self.open.push(name);
        }
        let from = self.open.len().saturating_sub(DEEPEST);
        if let Some(at) = self.open[from..].iter().rposition(|it| it == name) {
            self.open.truncate(from + at);
        }
    }
}
