//! A document: its text, its blocks and the table of pairs, as one immutable snapshot.

use std::ops::Range;
use std::sync::Arc;

use crate::config::{DialectChoice, Form};
use crate::syntax::{
    BlockAt, Blocks, DocumentKind, Item, ItemKind, Label, Leaf, Reparse, parse, reparse,
};
use crate::text::{Edit, Span, Text};

use super::cross_references::Worded;
use super::document_context::DocumentContext;
use super::footnotes::headings;
use super::footnotes::headings::Heading;
use super::footnotes::table::{Footnotes, ItemId};
use super::front_matter::FrontMatter;
use super::lazy::Lazy;
use super::note_extent;
use super::note_text::NoteText;
use super::prose::running_words::RunningWords;
use super::prose::sentence;
use super::prose::title_block;
use super::prose::title_block::{TitleBlock, Top};
use super::sources::Sources;

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
    sources: Arc<Lazy<Sources>>,
    worded: Arc<Lazy<Worded>>,
}

/// A resolved marker.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Marker {
    /// Which item of the document it is.
    pub id: ItemId,
    /// How it is written.
    pub form: Form,
    /// What it is called. An inline note has the empty name.
    pub label: Label,
    /// All of it, in bytes of the document. The numbers within a range (`¹⁻³`) stand at its dash.
    pub span: Span,
    /// The note that it cites; an inline note cites itself.
    pub note: Option<ItemId>,
}

/// A resolved note.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Note {
    /// Which item of the document it is.
    pub id: ItemId,
    /// How it is written.
    pub form: Form,
    /// What it is called. An inline note has the empty name.
    pub label: Label,
    /// Its head, in bytes of the document: `[^1]:`, `¹`, `^[`.
    pub opener: Span,
    /// All of it, head included, without blank lines at the end.
    pub span: Span,
    /// What it says, in bytes of the document: the text after the head.
    pub body: Span,
    /// The number that it bears, where its label is a printed number.
    pub number: Option<u32>,
    /// The run of numbers that it belongs to, from 0.
    pub run: u32,
    /// The note of the same run that has the label already.
    pub first: Option<ItemId>,
}

impl Document {
    /// Reads a whole text.
    pub fn new(text: Text, kind: DocumentKind, dialect: DialectChoice) -> Document {
        let blocks = parse(&text.to_string(), kind);
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
        }
    }

    /// The document after `edit`, whose span is clamped to the text. Only the blocks that the edit
    /// touches are read again, and the table of pairs only where an item has changed.
    pub fn edit(&self, edit: &Edit) -> Document {
        let mut text = self.text.clone();
        let replaced = text.replace(edit);
        let change = reparse(&self.blocks, &text, replaced, edit.insert.len(), self.kind);
        let top = match change.old.start.min(change.new.start) > title_block::LONGEST + 1 {
            true => self.top.clone(),
            false => Arc::new(title_block::read(&text, &change.blocks)),
        };
        let same = top.len == self.top.len && self.keeps_items(&change);
        let footnotes = match same {
            true => self.footnotes.clone(),
            false => Arc::new(Footnotes::new(
                &change.blocks,
                self.kind,
                self.dialect,
                top.len,
            )),
        };
        Document {
            text,
            blocks: change.blocks,
            top,
            footnotes,
            context: self.context.clone(),
            sources: self.sources.next(),
            worded: self.worded.next(),
            ..*self
        }
    }

    /// Whether a change leaves every item what it was. Which block is the last one counts too: a line
    /// with nothing below it is no heading.
    fn keeps_items(&self, change: &Reparse) -> bool {
        let last = |blocks: &Blocks| {
            blocks
                .len()
                .checked_sub(1)
                .and_then(|last| Some(blocks.get(last)?.block.items.len()))
        };
        let at_end = change.old.end == self.blocks.len();
        let ends_alike =
            !at_end || (last(&self.blocks) == Some(0) && last(&change.blocks) == Some(0));
        let mut old = self.blocks.items_of(change.old.clone());
        let mut new = change.blocks.items_of(change.new.clone());
        let mut pairs = std::iter::from_fn(|| match (old.next(), new.next()) {
            (None, None) => None,
            pair => Some(pair),
        });
        ends_alike
            && pairs.all(|pair| match pair {
                (Some(old), Some(new)) => old.kind.pairs_like(&new.kind),
                _ => false,
            })
    }

    /// The same text, read for another dialect.
    pub fn with_dialect(&self, dialect: DialectChoice) -> Document {
        if dialect == self.dialect {
            return self.clone();
        }
        let footnotes = Footnotes::new(&self.blocks, self.kind, dialect, self.top.len);
        Document {
            dialect,
            footnotes: Arc::new(footnotes),
            sources: self.sources.next(),
            ..self.clone()
        }
    }

    /// The same brief with another text, read as a whole: cheaper than many edits one by one.
    pub fn with_text(&self, text: Text) -> Document {
        let context = self.context.clone();
        Document::new(text, self.kind, self.dialect).with_context(context)
    }

    /// The same brief, in another context.
    pub fn with_context(&self, context: Arc<DocumentContext>) -> Document {
        Document {
            context,
            ..self.clone()
        }
    }

    /// What its front matter says.
    pub fn front_matter(&self) -> FrontMatter {
        FrontMatter::of(&self.blocks, |span| self.text.slice(span).into_owned())
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
        let ItemKind::Marker { form, label, .. } = &item.kind else {
            return None;
        };
        let span = item.span.shift(block.start);
        Some(Marker {
            id,
            form: *form,
            label: label.clone(),
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
        let inline = self.items_in(at).filter_map(|(id, _)| self.note(id));
        if let Some(note) = inline.filter(|note| note.span.touches(offset)).last() {
            return Some(note);
        }
        let near = self.notes_touching(at.index..at.index + 1);
        let near = self.footnotes.notes()[near].iter().rev();
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

    /// The sentence that holds a marker, without any marker in it. A sentence that page-foot notes cut
    /// in two is whole.
    pub fn sentence(&self, marker: &Marker) -> String {
        sentence::around(self, marker)
    }

    /// Where a span of a note's text stands in the document, in bytes.
    pub fn in_note(&self, id: ItemId, span: Span) -> Option<Span> {
        let (block, _) = self.item(id)?;
        let note = self.sources().note(id)?;
        Some(note.text().in_block(span).shift(block.start))
    }

    /// What its notes cite, and where their back-references lead. Read when it is first asked for, and after
    /// an edit only in the notes that it touches.
    pub fn sources(&self) -> &Sources {
        self.sources.get(|before| Sources::of(self, before))
    }

    /// What in its running text has the words of a reference to a note. Read as its sources are.
    pub(super) fn worded(&self) -> &Worded {
        self.worded.get(|before| Worded::of(self, before))
    }

    /// How many words of running text each part of it has.
    pub fn words(&self) -> RunningWords {
        RunningWords::of(self)
    }

    /// The block of whose paragraph `second` is the other half, where notes cut it in two.
    pub fn first_half(&self, second: BlockAt<'_>) -> Option<BlockAt<'_>> {
        sentence::first_half(self, second)
    }

    /// The block that goes on with the paragraph of `first` where notes cut it in two, and the notes
    /// between them.
    pub fn second_half(&self, first: BlockAt<'_>) -> Option<(BlockAt<'_>, Vec<ItemId>)> {
        let mut notes = Vec::new();
        for at in self.blocks.iter_from(first.index + 1) {
            let opener = self
                .items_in(at)
                .next()
                .filter(|(id, _)| self.footnotes.note(*id).is_some());
            match opener {
                Some((id, _)) => notes.push(id),
                None if at.block.leaf == Leaf::Comment || at.block.kept > 0 => {}
                None => {
                    let continues = self
                        .items_in(at)
                        .any(|(id, _)| self.footnotes.is_continuation(id));
                    return (continues && !notes.is_empty()).then_some((at, notes));
                }
            }
        }
        None
    }
}
