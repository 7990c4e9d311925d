//! Syntax: a brief as a sequence of blocks with candidate markers, notes and headings.
//!
//! Parsing cannot fail. What one block alone cannot decide (is `x²` a marker?) stays a candidate with
//! its confidence; the index resolves it with the facts of the whole document.

mod anchor;
mod block;
mod block_start;
mod container;
mod finish;
mod flat;
mod flat_opener;
mod front_matter;
mod heading_words;
mod html;
mod identifier;
mod inline;
mod item;
mod leaf;
mod line;
mod link_label;
mod linked;
mod linked_opener;
mod list_item;
mod local_link;
mod marker;
mod next_opener;
mod note_opener;
mod plain;
mod plain_text;
mod reparse;
mod segmenter;
mod sequence;
mod sign;
mod split;
mod suppression;
mod unread;
mod wrapped_address;

pub use block::{Block, Leaf};
pub use container::{BlockState, Container, PrecedingBlock, Previous};
pub use flat_opener::FlatCount;
pub use heading_words::is_notes as is_notes_heading;
pub use identifier::is_identifier;
pub use inline::{Link, links, not_text};
pub use item::{Confidence, HeadingKind, Item, ItemKind, Label, Malformation};
pub use local_link::{LocalLink, destinations, local_links, local_path};
pub use marker::citation::{cited, key_len, unfinished_key};
pub use marker::citation_group::{CitationGroup, GroupItem, brackets_around, citation_group};
pub use marker::inline_note::makes_link;
pub use plain::{ends_sentence, is_closing, is_finished, may_be_heading};
pub use plain_text::{LinkedWords, NO_WORD, PlainText};
pub use reparse::{Reparse, reparse};
pub use sequence::{BlockAt, BlockChunk, Blocks};
pub use sign::Sign;
pub use suppression::suppressions;
pub use wrapped_address::{is_cut_address, wrapped_address_end};

/// What kind of text a document is, as its file name or its editor says.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum DocumentKind {
    /// Markdown, of any renderer.
    #[default]
    Markdown,
    /// Markdown that Pandoc reads: `.qmd`, `.rmd`.
    Pandoc,
    /// Markdown that MkDocs reads, with text indented below `!!! note`.
    Mkdocs,
    /// Markdown that Obsidian reads, with comments between `%%`.
    Obsidian,
    /// Plain text, such as a page layout leaves: it has no indented code and no HTML blocks.
    Plain,
}

/// Reads a whole text.
pub fn parse(text: &str, kind: DocumentKind) -> Blocks {
    blocks(segmenter::BlockSegmenter::new(
        text,
        BlockState::start(),
        kind,
        true,
    ))
}

/// Reads of a whole text what other documents may ask of it: in running text the keys and the names of places, no
/// markers. The blocks are those that [`parse`] gives.
pub fn skim(text: &str, kind: DocumentKind) -> Blocks {
    blocks(segmenter::BlockSegmenter::skimming(text, kind))
}

fn blocks(mut segmenter: segmenter::BlockSegmenter<'_>) -> Blocks {
    let mut blocks = Vec::new();
    while let Some(block) = segmenter.next_block() {
        blocks.push(std::sync::Arc::new(block));
    }
    Blocks::new(blocks)
}
