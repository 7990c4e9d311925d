//! Comments that suppress a rule: `<!-- brief-ls-ignore CODE… -->` for the block or note after it or
//! around it, `<!-- brief-ls-ignore-file CODE… -->` for the file.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::text::Span;

use super::{Item, ItemKind};

const OPENING: &str = "<!-- brief-ls-ignore";

/// Longer comments suppress nothing, in bytes: looking for the end of each would take the square of their
/// number where none ends.
const LONGEST: usize = 1000;

static FINDER: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(OPENING));

/// Appends an item for each such comment in the first `end` bytes of `text`, the text of one block.
/// `alone`: whether the block is a comment and nothing else.
pub(super) fn scan(text: &str, end: usize, alone: bool, items: &mut Vec<Item>) {
    let bytes = &text.as_bytes()[..end];
    let found = FINDER.find_iter(bytes).filter_map(|start| {
        let rest = &text[start + OPENING.len()..end];
        let nearby = &rest[..rest.floor_char_boundary(LONGEST)];
        let len = nearby.find("-->")?;
        let file = rest.starts_with("-file");
        let span = Span::new(start, start + OPENING.len() + len + "-->".len());
        let delimited = rest[if file { 5 } else { 0 }..].starts_with([' ', '\n', '\r', '\t', '-']);
        let kind = ItemKind::Suppression { file, alone };
        delimited.then_some(Item { span, kind })
    });
    items.extend(found);
}

/// The rule codes that a suppression comment names; none means all rules.
pub fn suppressions(comment: &str) -> Vec<&str> {
    let inner = comment.strip_prefix(OPENING).unwrap_or(comment);
    let inner = inner.strip_prefix("-file").unwrap_or(inner);
    let inner = inner.strip_suffix("-->").unwrap_or(inner);
    inner
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|code| !code.is_empty())
        .collect()
}
