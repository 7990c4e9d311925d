//! A document: its text, its blocks and the table of pairs, as one immutable snapshot.

use std::ops::Range;
use std::sync::Arc;

use crate::config::{DialectChoice, Form};
use crate::syntax::{BlockAt, Blocks, Kind, Label, Leaf, Mark, MarkKind, Reparse, parse, reparse};
use crate::text::{Edit, Span, Text};

use super::cross_references::Worded;
use super::footnotes::{Footnotes, MarkId};
use super::front_matter::FrontMatter;
use super::headings::{self, Heading};
use super::lazy::Lazy;
use super::note_text::NoteText;
use super::sources::Sources;
use super::surroundings::Surroundings;
use super::title::{self, TitleBlock, Top};
use super::words::Words;
use super::{note_extent, sentence};

/// A brief as it stands at one moment. Cloning it is cheap, and so is the one that an edit gives: both
/// share what is the same.
#[derive(Clone, Debug)]
pub struct Document {
    text: Text,
    kind: Kind,
    dialect: DialectChoice,
    blocks: Blocks,
    top: Arc<Top>,
    footnotes: Arc<Footnotes>,
    surroundings: Arc<Surroundings>,
    sources: Arc<Lazy<Sources>>,
    worded: Arc<Lazy<Worded>>,
}

/// A settled marker.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Marker {
    /// Which mark of the document it is.
    pub id: MarkId,
    /// How it is written.
    pub form: Form,
    /// What it is called. An inline note has the empty name.
    pub label: Label,
    /// All of it, in bytes of the document. The numbers within a range (`¹⁻³`) stand at its dash.
    pub span: Span,
    /// The note that it cites; an inline note cites itself.
    pub note: Option<MarkId>,
}

/// A settled note.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Note {
    /// Which mark of the document it is.
    pub id: MarkId,
    /// How it is written.
    pub form: Form,
    /// What it is called. An inline note has the empty name.
    pub label: Label,
    /// Its head, in bytes of the document: `[^1]:`, `¹`, `^[`.
    pub head: Span,
    /// All of it, head included, without blank lines at the end.
    pub span: Span,
    /// What it says, in bytes of the document: the text after the head.
    pub body: Span,
    /// The number that it bears, where its label is a printed number.
    pub number: Option<u32>,
    /// The run of numbers that it belongs to, from 0.
    pub run: u32,
    /// The note of the same run that has the label already.
    pub first: Option<MarkId>,
}

impl Document {
    /// Reads a whole text.
    pub fn new(text: Text, kind: Kind, dialect: DialectChoice) -> Document {
        let blocks = parse(&text.to_string(), kind);
        let top = Arc::new(title::read(&text, &blocks));
        let footnotes = Arc::new(Footnotes::new(&blocks, kind, dialect, top.len));
        Document {
            text,
            kind,
            dialect,
            blocks,
            top,
            footnotes,
            surroundings: Arc::default(),
            sources: Arc::default(),
            worded: Arc::default(),
        }
    }

    /// The document after `edit`, whose span is clamped to the text. Only the blocks that the edit
    /// touches are read again, and the table of pairs only where a mark has changed.
    pub fn edit(&self, edit: &Edit) -> Document {
        let mut text = self.text.clone();
        let replaced = text.replace(edit);
        let change = reparse(&self.blocks, &text, replaced, edit.insert.len(), self.kind);
        let top = match change.old.start.min(change.new.start) > title::LONGEST + 1 {
            true => self.top.clone(),
            false => Arc::new(title::read(&text, &change.blocks)),
        };
        let same = top.len == self.top.len && self.keeps_marks(&change);
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
            surroundings: self.surroundings.clone(),
            sources: self.sources.next(),
            worded: self.worded.next(),
            ..*self
        }
    }

    /// Whether a change leaves every mark what it was. Which block is the last one counts too: a line
    /// with nothing below it is no heading.
    fn keeps_marks(&self, change: &Reparse) -> bool {
        let last = |blocks: &Blocks| {
            blocks
                .len()
                .checked_sub(1)
                .and_then(|last| Some(blocks.get(last)?.block.marks.len()))
        };
        let at_end = change.old.end == self.blocks.len();
        let ends_alike =
            !at_end || (last(&self.blocks) == Some(0) && last(&change.blocks) == Some(0));
        let mut old = self.blocks.marks_of(change.old.clone());
        let mut new = change.blocks.marks_of(change.new.clone());
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
        let surroundings = self.surroundings.clone();
        Document::new(text, self.kind, self.dialect).with_surroundings(surroundings)
    }

    /// The same brief, in other surroundings.
    pub fn with_surroundings(&self, surroundings: Arc<Surroundings>) -> Document {
        Document {
            surroundings,
            ..self.clone()
        }
    }

    /// What its front matter says.
    pub fn front_matter(&self) -> FrontMatter {
        FrontMatter::of(&self.blocks, |span| self.text.slice(span).into_owned())
    }

    /// What is known around it: the same, by address, in the snapshots that an edit gives.
    pub fn surroundings(&self) -> &Arc<Surroundings> {
        &self.surroundings
    }

    /// Its text.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// What kind of text it is.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The blocks that it consists of.
    pub fn blocks(&self) -> &Blocks {
        &self.blocks
    }

    /// Which marks are markers and notes, and which belong together.
    pub fn footnotes(&self) -> &Arc<Footnotes> {
        &self.footnotes
    }

    /// The block of a mark, and the mark itself, with its span in bytes of the block.
    pub fn mark(&self, id: MarkId) -> Option<(BlockAt<'_>, &Mark)> {
        self.blocks.mark(id.number())
    }

    /// The marks of `block`, each with its id.
    pub fn marks_in<'a>(&self, block: BlockAt<'a>) -> impl Iterator<Item = (MarkId, &'a Mark)> {
        let id = move |(index, mark)| (MarkId::new(block.marks + index), mark);
        block.block.marks.iter().enumerate().map(id)
    }

    /// All marks, by place, each with its block.
    pub fn marks(&self) -> impl Iterator<Item = (MarkId, BlockAt<'_>, &Mark)> {
        let in_block = |at| self.marks_in(at).map(move |(id, mark)| (id, at, mark));
        self.blocks.iter().flat_map(in_block)
    }

    /// The markers in `block`, by place.
    pub fn markers_in<'a>(&'a self, block: BlockAt<'a>) -> impl Iterator<Item = Marker> + 'a {
        let marks = self.marks_in(block);
        marks.filter_map(move |(id, mark)| self.as_marker(id, block, mark))
    }

    /// All markers, by place.
    pub fn markers(&self) -> impl Iterator<Item = Marker> {
        self.marks()
            .filter_map(|(id, block, mark)| self.as_marker(id, block, mark))
    }

    /// All notes, by place, inline ones included.
    pub fn notes(&self) -> impl Iterator<Item = Note> {
        self.footnotes
            .notes()
            .iter()
            .filter_map(|id| self.note(*id))
    }

    /// The marker that a mark is.
    pub fn marker(&self, id: MarkId) -> Option<Marker> {
        let (block, mark) = self.mark(id)?;
        self.as_marker(id, block, mark)
    }

    fn as_marker(&self, id: MarkId, block: BlockAt<'_>, mark: &Mark) -> Option<Marker> {
        let note = self.footnotes.cited_by(id)?;
        let MarkKind::Marker { form, label, .. } = &mark.kind else {
            return None;
        };
        let span = mark.span.shift(block.start);
        Some(Marker {
            id,
            form: *form,
            label: label.clone(),
            span,
            note,
        })
    }

    /// The note that a mark is.
    pub fn note(&self, id: MarkId) -> Option<Note> {
        let entry = self.footnotes.note(id)?;
        let (block, mark) = self.mark(id)?;
        let span = mark.span.shift(block.start);
        let (form, label, head, body) = match &mark.kind {
            MarkKind::Marker { form, label, .. } => {
                let body = Span::new(span.start + "^[".len(), span.end - "]".len());
                (form, label, Span::new(span.start, body.start), body)
            }
            MarkKind::Note { form, label, .. } => {
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
            head,
            span: span.join(body),
            body,
            number: entry.number,
            run: entry.run,
            first: entry.first,
        })
    }

    /// What a note says, in Markdown, without its head and the indentation of further paragraphs.
    pub fn note_text(&self, note: &Note) -> NoteText {
        let block = self.mark(note.id).map_or(0, |(block, _)| block.start);
        let indent = if note.form == Form::Markdown { 4 } else { 0 };
        let source = self.text.slice(note.body);
        NoteText::new(&source, note.body.start.saturating_sub(block), indent)
    }

    /// The note of which the byte at `offset` is a part; its end counts.
    pub fn note_at(&self, offset: usize) -> Option<Note> {
        let at = self.blocks.at_offset(offset)?;
        let inline = self.marks_in(at).filter_map(|(id, _)| self.note(id));
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
        let marks = |index| {
            self.blocks
                .get(index)
                .map_or(self.blocks.mark_count(), |at| at.marks)
        };
        let before = |mark| {
            self.footnotes
                .notes()
                .partition_point(|id| id.number() < mark)
        };
        let end = before(marks(blocks.end));
        let mut start = before(marks(blocks.start));
        while start > 0 {
            start -= 1;
            let reaches = |(at, mark): (BlockAt<'_>, &Mark)| match mark.kind {
                // An inline note may stand in a note that reaches further.
                MarkKind::Marker { .. } => at.block.kept > 0 || at.block.opens.is_some(),
                _ => at.block.opens.is_some_and(|depth| depth > 0),
            };
            if !self
                .mark(self.footnotes.notes()[start])
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
            let (block, mark) = self.mark(*id)?;
            headings::heading(*id, block, mark)
        })
    }

    /// What stands above the first heading of a brief laid out as text.
    pub fn title(&self) -> Option<&TitleBlock> {
        self.top.block.as_ref().filter(|_| self.footnotes.laid_out)
    }

    /// The sentence that holds a marker, without any marker in it. A sentence that page-foot notes cut
    /// in two is whole.
    pub fn sentence(&self, marker: &Marker) -> String {
        sentence::around(self, marker)
    }

    /// Where a span of a note's text stands in the document, in bytes.
    pub fn in_note(&self, id: MarkId, span: Span) -> Option<Span> {
        let (block, _) = self.mark(id)?;
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
    pub fn words(&self) -> Words {
        Words::of(self)
    }

    /// The block of whose paragraph `second` is the other half, where notes cut it in two.
    pub fn first_half(&self, second: BlockAt<'_>) -> Option<BlockAt<'_>> {
        sentence::first_half(self, second)
    }

    /// The block that goes on with the paragraph of `first` where notes cut it in two, and the notes
    /// between them.
    pub fn second_half(&self, first: BlockAt<'_>) -> Option<(BlockAt<'_>, Vec<MarkId>)> {
        let mut notes = Vec::new();
        for at in self.blocks.iter_from(first.index + 1) {
            let head = self
                .marks_in(at)
                .next()
                .filter(|(id, _)| self.footnotes.note(*id).is_some());
            match head {
                Some((id, _)) => notes.push(id),
                None if at.block.leaf == Leaf::Comment || at.block.kept > 0 => {}
                None => {
                    let resumes = self
                        .marks_in(at)
                        .any(|(id, _)| self.footnotes.is_resumption(id));
                    return (resumes && !notes.is_empty()).then_some((at, notes));
                }
            }
        }
        None
    }
}
