//! The words of a brief, paragraph by paragraph, as an editor reads them: without markup and markers.

use std::ops::Range;
use std::sync::Arc;

use crate::index::footnotes::item_id::ItemId;
use crate::index::footnotes::table::Footnotes;
use crate::syntax::{Blocks, PlainText};
use crate::text::Span;

use super::section_kind::SectionKind;

/// The passages of a document, by place.
#[derive(Debug)]
pub(in crate::index) struct Passages {
    pub blocks: Blocks,
    pub footnotes: Arc<Footnotes>,
    /// The words of each block; none of one without text.
    pub words: Vec<Option<Arc<BlockWords>>>,
    pub all: Vec<Passage>,
}

/// A paragraph, list item, heading or table, or a block of a note. The halves of a paragraph that notes cut in two are
/// one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Passage {
    /// What it is.
    pub role: PassageRole,
    /// What its section is for.
    pub section: SectionKind,
    /// Its words on one line, but that further paragraphs begin a new one.
    pub text: String,
    /// The quotations in it with their marks, and what is emphasised or linked, in bytes of `text`, by place.
    pub quoted: Vec<Span>,
    /// The markers and keys of sources in it: where they stand, in bytes of `text`.
    pub markers: Vec<usize>,
    /// What leads to another place, in bytes of `text`.
    pub links: Vec<Span>,
    parts: Vec<Part>,
}

/// What a passage is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PassageRole {
    /// A paragraph of the body.
    Body,
    /// An item of a list in the body.
    Item,
    /// A quotation that is set off.
    Quote,
    /// A table.
    Table,
    /// A heading.
    Heading,
    /// A part of that note.
    Note(ItemId),
    /// No running text: the title block, a copyright line, what a section such as About the Author says.
    Apart,
}

impl PassageRole {
    /// Whether the author says it in running text.
    pub fn is_prose(self) -> bool {
        matches!(
            self,
            PassageRole::Body | PassageRole::Item | PassageRole::Quote
        )
    }
}

/// A block's part of a passage.
#[derive(Clone, Debug)]
struct Part {
    /// Where it begins in the passage.
    start: usize,
    block: usize,
    words: Arc<BlockWords>,
}

impl PartialEq for Part {
    fn eq(&self, other: &Part) -> bool {
        (self.start, self.block) == (other.start, other.block)
    }
}

impl Eq for Part {}

/// The words of one block.
#[derive(Debug)]
pub(in crate::index) struct BlockWords {
    /// The markers that it was read with.
    pub read_with: Vec<BlockMarker>,
    pub plain: PlainText,
    /// Where the source of `plain` begins, in bytes of the block.
    pub base: usize,
    pub quoted: Vec<Span>,
    pub markers: Vec<usize>,
    pub links: Vec<Span>,
    /// Whether its lines are a table.
    pub is_table: bool,
    /// The inline notes in it: the number of each one's item in the block, and its words.
    pub inline: Vec<(usize, Arc<BlockWords>)>,
}

/// A marker in a block, and the text of its note if it is an inline one, in bytes of the block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::index) struct BlockMarker {
    pub span: Span,
    pub inline: Option<Span>,
}

impl Passage {
    /// Which passages of `old` are others in `new`, as their numbers there and here, where so many more blocks and items
    /// stand behind what changed. Passages that begin in one block are the same or others together.
    pub fn difference(
        old: &[Passage],
        new: &[Passage],
        blocks: isize,
        items: isize,
    ) -> (Range<usize>, Range<usize>) {
        let same = old
            .iter()
            .zip(new)
            .take_while(|(old, new)| new.is(old, 0, 0));
        let mut start = same.count();
        let most = old.len().min(new.len()) - start;
        let back = old.iter().rev().zip(new.iter().rev()).take(most);
        let mut kept = back
            .take_while(|(old, new)| new.is(old, blocks, items))
            .count();
        let begins = |passages: &[Passage], at: usize| {
            let before = at.checked_sub(1).and_then(|before| passages.get(before));
            let here = passages.get(at);
            before.is_none_or(|before| here.is_none_or(|here| here.block() != before.block()))
        };
        while start > 0 && !(begins(old, start) && begins(new, start)) {
            start -= 1;
        }
        while kept > 0 && !(begins(old, old.len() - kept) && begins(new, new.len() - kept)) {
            kept -= 1;
        }
        (start..old.len() - kept, start..new.len() - kept)
    }

    /// Whether it is `old`, so many blocks and items later.
    fn is(&self, old: &Passage, blocks: isize, items: isize) -> bool {
        let role = match old.role {
            PassageRole::Note(id) => PassageRole::Note(id.shifted(items)),
            role => role,
        };
        let same = |(part, old): (&Part, &Part)| {
            Arc::ptr_eq(&part.words, &old.words)
                && part.block == old.block.saturating_add_signed(blocks)
        };
        (self.role, self.section, self.parts.len()) == (role, old.section, old.parts.len())
            && self.parts.iter().zip(&old.parts).all(same)
    }

    /// Where `span` of its text stands: the number of the block, and the place in bytes from its start. Of a span that
    /// reaches over both halves of a paragraph, the part in the first.
    pub fn place(&self, span: Span) -> Option<(usize, Span)> {
        let after = self.parts.partition_point(|part| part.start <= span.start);
        let part = self.parts.get(after.checked_sub(1)?)?;
        let end = self
            .parts
            .get(after)
            .map_or(span.end, |next| span.end.min(next.start));
        let source = part
            .words
            .plain
            .source(&(span.start - part.start..end - part.start));
        Some((part.block, source.shift(part.words.base)))
    }

    /// The number of its first block.
    pub fn block(&self) -> usize {
        self.parts.first().map_or(0, |part| part.block)
    }

    /// The numbers of its blocks.
    pub fn blocks(&self) -> impl Iterator<Item = usize> {
        self.parts.iter().map(|part| part.block)
    }

    /// The words of a span.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// Whether a span stands in a quotation, in emphasis or in a link, at least in part.
    pub fn is_quoted(&self, span: Span) -> bool {
        let after = self
            .quoted
            .partition_point(|quoted| quoted.end <= span.start);
        self.quoted
            .get(after)
            .is_some_and(|quoted| quoted.start < span.end)
    }

    pub(super) fn of(role: PassageRole, section: SectionKind) -> Passage {
        Passage {
            role,
            section,
            text: String::new(),
            quoted: Vec::new(),
            markers: Vec::new(),
            links: Vec::new(),
            parts: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, block: usize, words: &Arc<BlockWords>) {
        if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
            self.text.push(' ');
        }
        let start = self.text.len();
        self.text += &words.plain.text;
        let moved = |span: &Span| span.shift(start);
        self.quoted.extend(words.quoted.iter().map(moved));
        self.links.extend(words.links.iter().map(moved));
        self.markers
            .extend(words.markers.iter().map(|at| at + start));
        self.parts.push(Part {
            start,
            block,
            words: words.clone(),
        });
    }
}
