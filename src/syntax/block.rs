use crate::text::Span;

use super::{BlockState, Item, ItemKind};

/// A leaf of the document (a paragraph, a heading, a fence …) with the blank lines after it. Blocks tile
/// the text; spans in a block count from its first byte, so that a block does not change when it moves.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Block {
    /// Length in bytes.
    pub len: usize,
    /// What the splitter knew before it.
    pub start: BlockState,
    /// How many of the containers open before it hold it.
    pub kept: usize,
    /// What it is.
    pub leaf: Leaf,
    /// Its content: no container prefix on the first line, no note's opener, no blank lines at the end.
    pub body: Span,
    /// What the document has to know of it, by place; a note's opener comes first.
    pub items: Box<[Item]>,
    /// The container depth of the note or list item that it begins, if it begins one.
    pub opens: Option<usize>,
}

/// The kinds of leaf (CommonMark 0.31, "Leaf blocks").
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Leaf {
    /// Blank lines at the top of a document.
    Blank,
    /// YAML between `---` lines at the top.
    FrontMatter,
    /// Running text, tables included.
    Paragraph,
    /// A heading of the given level, from 1.
    Heading(u8),
    /// Fenced or indented code.
    Code,
    /// An HTML block.
    Html,
    /// An HTML comment on its own.
    Comment,
    /// A thematic break, or the fence of a Pandoc div.
    Rule,
}

impl Block {
    /// Whether it begins a note in some form, or may.
    pub fn opener(&self) -> Option<&Item> {
        let first = self.items.first()?;
        matches!(first.kind, ItemKind::Note { .. }).then_some(first)
    }

    /// Whether Markdown renderers take nothing in it for prose.
    pub fn is_opaque(&self) -> bool {
        matches!(
            self.leaf,
            Leaf::Code | Leaf::FrontMatter | Leaf::Comment | Leaf::Rule
        )
    }
}
