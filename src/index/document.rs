//! A document: its text, its blocks and the table of pairs, as one immutable snapshot.

mod editing;

use std::ops::Range;
use std::sync::Arc;

use crate::config::{DialectChoice, Form, House};
use crate::syntax::{BlockAt, Blocks, DocumentKind, Item, ItemKind, Label, parse};
use crate::text::{Edit, Span, Text};

use super::document_context::DocumentContext;
use super::footnotes::dialect::splitting;
use super::footnotes::headings::{self, Heading};
use super::footnotes::item_id::ItemId;
use super::footnotes::table::Footnotes;
use super::front_matter::FrontMatter;
use super::lazy::Lazy;
use super::note::{Marker, Note};
use super::note_extent;
use super::note_text::NoteText;
use super::prose::passages::Passages;
use super::prose::title_block::{self, TitleBlock, Top};
use super::sources::Sources;
use super::worded::Worded;

pub use editing::Editing;

/// A brief as it stands at one moment. Cloning it is cheap, and so is the one that an edit gives: both
/// share what is the same.
#[derive(Clone, Debug)]
pub struct Document {
    text: Text,
    kind: DocumentKind,
    dialect: DialectChoice,
    blocks: Blocks,
    top: Arc<Top>,
    footnotes: Arc<Footnotes>,
    context: Arc<DocumentContext>,
    pub(super) sources: Arc<Lazy<Sources>>,
    pub(super) worded: Arc<Lazy<Worded>>,
    pub(super) passages: Arc<Lazy<Passages>>,
}

impl Document {
    /// Reads a whole text.
    pub fn new(text: Text, kind: DocumentKind, dialect: DialectChoice) -> Document {
        let blocks = parse(&text.to_string(), splitting(kind, dialect));
        let top = Arc::new(title_block::read(&text, &blocks));
        let footnotes = Arc::new(Footnotes::new(&blocks, kind, dialect, top.len));
        Document {
            text,
            kind,
            dialect,
            blocks,
            top,
            footnotes,
            context: Arc::default(),
            sources: Arc::default(),
            worded: Arc::default(),
            passages: Arc::default(),
        }
    }

    /// The document after `edit`, whose span is clamped to the text. Only the blocks that the edit
    /// touches are read again, and the table of pairs only where an item has changed.
    pub fn edit(&self, edit: &Edit) -> Document {
        let mut editing = Editing::new(self.clone());
        editing.replace(edit);
        editing.finish()
    }

    /// The same text, read for another dialect.
    pub fn with_dialect(self, dialect: DialectChoice) -> Document {
        if dialect == self.dialect {
            return self;
        }
        if splitting(self.kind, dialect) != splitting(self.kind, self.dialect) {
            let context = self.context.clone();
            let document = Document::new(self.text.clone(), self.kind, dialect);
            return document.with_context(context);
        }
        self.paired_for(dialect)
    }

    /// The same blocks and items, paired for another dialect.
    pub fn paired_for(&self, dialect: DialectChoice) -> Document {
        let footnotes = Footnotes::new(&self.blocks, self.kind, dialect, self.top.len);
        Document {
            dialect,
            footnotes: Arc::new(footnotes),
            sources: self.sources.next(),
            passages: self.passages.next(),
            ..self.clone()
        }
    }

    /// The same brief with another text, read as a whole: cheaper than many edits one by one.
    pub fn with_text(&self, text: Text) -> Document {
        let context = self.context.clone();
        Document::new(text, self.kind, self.dialect).with_context(context)
    }

    /// The same brief with another text, read as another kind of document.
    pub fn with_kind(&self, text: Text, kind: DocumentKind) -> Document {
        let context = self.context.clone();
        Document::new(text, kind, self.dialect).with_context(context)
    }

    /// The same brief, in another context.
    pub fn with_context(self, context: Arc<DocumentContext>) -> Document {
        Document { context, ..self }
    }

    /// What its front matter says.
    pub fn front_matter(&self) -> FrontMatter {
        FrontMatter::of(&self.blocks, |span| self.text.slice(span).into_owned())
    }

    /// What its house asks of it.
    pub fn house(&self) -> &House {
        &self.context.house
    }

    /// What is known around it: the same, by address, in the snapshots that an edit gives.
    pub fn context(&self) -> &Arc<DocumentContext> {
        &self.context
    }

    /// Its text.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// What kind of text it is.
    pub fn kind(&self) -> DocumentKind {
        self.kind
    }

    /// The blocks that it consists of.
    pub fn blocks(&self) -> &Blocks {
        &self.blocks
    }

    /// Which items are markers and notes, and which belong together.
    pub fn footnotes(&self) -> &Arc<Footnotes> {
        &self.footnotes
    }

    /// The block of an item, and the item itself, with its span in bytes of the block.
    pub fn item(&self, id: ItemId) -> Option<(BlockAt<'_>, &Item)> {
        self.blocks.item(id.number())
    }

    /// The items of `block`, each with its id.
    pub fn items_in<'a>(&self, block: BlockAt<'a>) -> impl Iterator<Item = (ItemId, &'a Item)> {
        let id = move |(index, item)| (ItemId::new(block.items + index), item);
        block.block.items.iter().enumerate().map(id)
    }

    /// All items, by place, each with its block.
    pub fn items(&self) -> impl Iterator<Item = (ItemId, BlockAt<'_>, &Item)> {
        let in_block = |at| self.items_in(at).map(move |(id, item)| (id, at, item));
        self.blocks.iter().flat_map(in_block)
    }

    /// The markers in `block`, by place.
    pub fn markers_in<'a>(&'a self, block: BlockAt<'a>) -> impl Iterator<Item = Marker> + 'a {
        let items = self.items_in(block);
        items.filter_map(move |(id, item)| self.as_marker(id, block, item))
    }

    /// All markers, by place.
    pub fn markers(&self) -> impl Iterator<Item = Marker> {
        self.items()
            .filter_map(|(id, block, item)| self.as_marker(id, block, item))
    }

    /// The markers that Pandoc reads, by place: none in the text of a footnote.
    pub fn printed_markers(&self) -> impl Iterator<Item = Marker> {
        let outside = self.blocks.iter().filter(|at| !at.is_in_note());
        outside.flat_map(|at| self.markers_in(at).collect::<Vec<_>>())
    }

    /// All notes, by place, inline ones included.
    pub fn notes(&self) -> impl Iterator<Item = Note> {
        self.footnotes
            .notes()
            .iter()
            .filter_map(|id| self.note(*id))
    }

    /// The marker that an item is.
    pub fn marker(&self, id: ItemId) -> Option<Marker> {
        let (block, item) = self.item(id)?;
        self.as_marker(id, block, item)
    }

    fn as_marker(&self, id: ItemId, block: BlockAt<'_>, item: &Item) -> Option<Marker> {
        let note = self.footnotes.cited_by(id)?;
        let (form, label) = match &item.kind {
            ItemKind::Marker { form, label, .. } => (*form, label.clone()),
            ItemKind::Flattened { number, .. } => (Form::Flat, Label::Number(*number)),
            _ => return None,
        };
        let span = item.span.shift(block.start);
        Some(Marker {
            id,
            form,
            label,
            span,
            note,
        })
    }

    /// The note that an item is.
    pub fn note(&self, id: ItemId) -> Option<Note> {
        let entry = self.footnotes.note(id)?;
        let (block, item) = self.item(id)?;
        let span = item.span.shift(block.start);
        let (form, label, opener, body) = match &item.kind {
            ItemKind::Marker { form, label, .. } => {
                let body = Span::new(span.start + "^[".len(), span.end - "]".len());
                (form, label, Span::new(span.start, body.start), body)
            }
            ItemKind::Note { form, label, .. } => {
                let (_, end) = note_extent::end(&self.blocks, block);
                (
                    form,
                    label,
                    span,
                    Span::new(block.body().start.min(end), end),
                )
            }
            _ => return None,
        };
        Some(Note {
            id,
            form: *form,
            label: label.clone(),
            opener,
            span: span.join(body),
            body,
            number: entry.number,
            run: entry.run,
            first: entry.first,
        })
    }

    /// What a note says, in Markdown, without its head and the indentation of further paragraphs.
    pub fn note_text(&self, note: &Note) -> NoteText {
        let block = self.item(note.id).map_or(0, |(block, _)| block.start);
        let indent = if note.form == Form::Markdown { 4 } else { 0 };
        let source = self.text.slice(note.body);
        NoteText::new(&source, note.body.start.saturating_sub(block), indent)
    }

    /// The note of which the byte at `offset` is a part; its end counts.
    pub fn note_at(&self, offset: usize) -> Option<Note> {
        let at = self.blocks.at_offset(offset)?;
        let notes = self.footnotes.notes();
        let before = |item| notes.partition_point(|id| id.number() < item);
        let inside = before(at.items)..before(at.items + at.block.items.len());
        // Most notes in a paragraph are inline, and their spans are known without the note.
        let may_touch = |id: &&ItemId| {
            self.item(**id).is_none_or(|(_, item)| match item.kind {
                ItemKind::Marker { .. } => item.span.shift(at.start).touches(offset),
                _ => true,
            })
        };
        let earlier = self.notes_touching(at.index..at.index + 1).start..inside.start;
        let near = notes[inside].iter().rev().filter(may_touch);
        let near = near.chain(notes[earlier].iter().rev());
        let mut near = near.filter_map(|id| self.note(*id));
        near.find(|note| note.span.touches(offset))
    }

    /// Which of the notes, counted from the first, what stands in `blocks` may be a part of: those that
    /// begin there, and the ones before that may reach as far.
    pub fn notes_touching(&self, blocks: Range<usize>) -> Range<usize> {
        let items = |index| {
            self.blocks
                .get(index)
                .map_or(self.blocks.item_count(), |at| at.items)
        };
        let before = |item| {
            self.footnotes
                .notes()
                .partition_point(|id| id.number() < item)
        };
        let end = before(items(blocks.end));
        let mut start = before(items(blocks.start));
        while start > 0 {
            start -= 1;
            let reaches = |(at, item): (BlockAt<'_>, &Item)| match item.kind {
                // An inline note may stand in a note that reaches further.
                ItemKind::Marker { .. } => at.block.kept > 0 || at.block.opens.is_some(),
                _ => at.block.opens.is_some_and(|depth| depth > 0),
            };
            if !self
                .item(self.footnotes.notes()[start])
                .is_some_and(reaches)
            {
                break;
            }
        }
        start..end
    }

    /// The headings, by place, without the title of a brief laid out as text.
    pub fn headings(&self) -> impl Iterator<Item = Heading> {
        self.footnotes.headings().iter().filter_map(|id| {
            let (block, item) = self.item(*id)?;
            headings::heading(*id, block, item)
        })
    }

    /// What stands above the first heading of a brief laid out as text.
    pub fn title(&self) -> Option<&TitleBlock> {
        self.top
            .block
            .as_ref()
            .filter(|_| self.footnotes.is_laid_out)
    }
}
