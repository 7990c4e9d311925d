//! A document while its text changes: the text at once, and what it says in as few readings as may be.

use std::sync::Arc;

use crate::index::footnotes::dialect::splitting;
use crate::index::footnotes::table::Footnotes;
use crate::index::prose::title_block;
use crate::syntax::{Blocks, Reparse, reparse};
use crate::text::{Edit, Span, Text};

use super::Document;

/// A document whose text changes. Each change is one of the text as those before it have left it.
#[derive(Debug)]
pub struct Editing {
    document: Document,
    text: Text,
    blocks: Blocks,
    /// What was replaced in the text of `blocks` since they were read, and the length of what stands there now, in
    /// bytes.
    unread: Option<(Span, usize)>,
    /// Whether every item is what it was.
    keeps_items: bool,
    /// The first block that is another one.
    first: usize,
}

impl Editing {
    /// `document`, before any change.
    pub fn new(document: Document) -> Editing {
        Editing {
            text: document.text.clone(),
            blocks: document.blocks.clone(),
            document,
            unread: None,
            keeps_items: true,
            first: usize::MAX,
        }
    }

    /// The text as it is now.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// Makes `edit`, whose span is clamped to the text, and reads nothing yet.
    pub fn replace(&mut self, edit: &Edit) {
        let span = self.text.replace(edit);
        let (old, len) = self.unread.unwrap_or((Span::at(span.start), 0));
        // Where what was replaced before ends now; behind it all is as it was.
        let end = old.start + len;
        let start = old.start.min(span.start);
        let last = end.max(span.end);
        let replaced = Span::new(start, last - end + old.end);
        self.unread = Some((replaced, last - start - span.len() + edit.insert.len()));
    }

    /// Reads what was replaced, and what stands between.
    pub fn read(&mut self) {
        let Some((replaced, len)) = self.unread.take() else {
            return;
        };
        let kind = splitting(self.document.kind, self.document.dialect);
        let change = reparse(&self.blocks, &self.text, replaced, len, kind);
        self.keeps_items = self.keeps_items && keeps_items(&self.blocks, &change);
        self.first = self.first.min(change.old.start).min(change.new.start);
        self.blocks = change.blocks;
    }

    /// The document after all changes. The table of pairs is made anew, once, if an item is another one.
    pub fn finish(mut self) -> Document {
        self.read();
        let old = self.document;
        let top = match self.first > title_block::LONGEST + 1 {
            true => old.top.clone(),
            false => Arc::new(title_block::read(&self.text, &self.blocks)),
        };
        let footnotes = match self.keeps_items && top.len == old.top.len {
            true => old.footnotes,
            false => Arc::new(Footnotes::new(&self.blocks, old.kind, old.dialect, top.len)),
        };
        Document {
            text: self.text,
            blocks: self.blocks,
            top,
            footnotes,
            sources: old.sources.next(),
            worded: old.worded.next(),
            passages: old.passages.next(),
            ..old
        }
    }
}

/// Whether a change of blocks that were `old` leaves every item what it was. Which block is the last one counts too:
/// a line with nothing below it is no heading.
fn keeps_items(old: &Blocks, change: &Reparse) -> bool {
    let last = |blocks: &Blocks| {
        let last = blocks.get(blocks.len().checked_sub(1)?)?;
        Some(last.block.items.len())
    };
    let at_end = change.old.end == old.len();
    let ends_alike = !at_end || (last(old) == Some(0) && last(&change.blocks) == Some(0));
    let mut before = old.items_of(change.old.clone());
    let mut after = change.blocks.items_of(change.new.clone());
    let mut pairs = std::iter::from_fn(|| match (before.next(), after.next()) {
        (None, None) => None,
        pair => Some(pair),
    });
    ends_alike
        && pairs.all(|pair| match pair {
            (Some(before), Some(after)) => before.kind.pairs_like(&after.kind),
            _ => false,
        })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::config::DialectChoice;
    use crate::syntax::{BlockAt, DocumentKind};

    use super::*;

    const TEXT: &str = "---\nA report\n\nOne.[^1] Two.[^2]\n\n[^1]: A, *B*, 2001.\n[^2]: Ibid.\n\n\
                        Three³ and `code`.\n\n> Quoted.[^1]\n\n³ C.\n";

    const FLAT: &str = "A dam.1 The \"decade\"2 is over. 3 Who was\n1 Roe, 2001.\n2Ibid.\n3\nCoe, 2002.\n4\n\u{c}\
                        there then.4 No 5 ships.5\n4 Roe, p. 3.\n\n5 Ibid.\n";

    /// A start and a length in bytes, a text to insert, and whether the document is read after the change.
    type Change = (usize, usize, String, bool);

    /// Asserts that `changes` to `text` leave the document that a fresh reading of the changed text gives.
    fn read_as_afresh(
        text: &str,
        kind: DocumentKind,
        changes: Vec<Change>,
    ) -> Result<(), TestCaseError> {
        let new = |text: &str| Document::new(Text::new(text), kind, DialectChoice::Auto);
        let mut editing = Editing::new(new(text));
        for (start, len, insert, reads) in changes {
            editing.replace(&Edit::new(Span::new(start, start + len), insert));
            if reads {
                editing.read();
            }
        }
        let document = editing.finish();
        let afresh = new(&document.text().to_string());
        let same = |(one, other): (BlockAt<'_>, BlockAt<'_>)| one.block == other.block;
        prop_assert!(
            document
                .blocks()
                .iter()
                .zip(afresh.blocks().iter())
                .all(same)
        );
        prop_assert_eq!(document.blocks().len(), afresh.blocks().len());
        prop_assert_eq!(document.footnotes(), afresh.footnotes());
        Ok(())
    }

    proptest! {
        #[test]
        fn flat_numbers_are_read_as_the_text_that_changes_leave(
            changes in prop::collection::vec(
                (0usize..130, 0usize..12, "([1-6]|[aA .\u{c}]|\n){0,3}", any::<bool>()), 1..12),
        ) {
            read_as_afresh(FLAT, DocumentKind::Plain, changes)?;
        }

        #[test]
        fn many_changes_are_read_as_the_text_that_they_leave(
            changes in prop::collection::vec(
                (0usize..140, 0usize..12, "(\\[\\^[123]\\]:?|[a³.`>-]|\n){0,3}", any::<bool>()), 1..12),
        ) {
            read_as_afresh(TEXT, DocumentKind::Markdown, changes)?;
        }
    }
}
