//! Words of running text that name notes of the brief by their numbers: `see note 4 above`.

use std::ops::Range;

use crate::citation::{Antecedent, BackReference, NoteNumbers, references_in_text};
use crate::syntax::{BlockAt, Container, DocumentKind, Leaf, links, not_text};
use crate::text::{Span, Text};

use super::sources::Referent;
use super::worded::Worded;
use super::{Document, ItemId};

/// Words of running text that name notes by their numbers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CrossReference {
    /// The words, in bytes of the document.
    pub span: Span,
    /// The numbers, each with where it is written, in bytes of the document.
    pub numbers: Vec<NoteNumbers>,
    /// The note cited nearest: numbers count as they do in it. None where the brief has no note.
    pub near: Option<ItemId>,
    /// What is named: no note where there is none of one of the numbers.
    pub referent: Referent,
}

impl CrossReference {
    /// Whether there are notes of these numbers.
    pub fn is_resolved(&self) -> bool {
        !self.referent.notes.is_empty()
    }
}

/// What has such words in `document`, of which that of a snapshot `before` is known.
fn words_of(document: &Document, before: Option<&Worded>) -> Worded {
    let blocks = document.blocks().clone();
    let Some(before) = before else {
        let found = read(document, 0..blocks.len());
        return Worded { blocks, found };
    };
    let (old, new) = blocks.difference(&before.blocks);
    let grown = new.len() as isize - old.len() as isize;
    let kept = &before.found[..before.place(old.start)];
    let moved = before.found[before.place(old.end)..].iter();
    let moved = moved.map(|(block, words)| (block.saturating_add_signed(grown), words.clone()));
    let found = kept.iter().cloned().chain(read(document, new)).chain(moved);
    let found = found.collect();
    Worded { blocks, found }
}

fn read(document: &Document, blocks: Range<usize>) -> Vec<(usize, BackReference)> {
    let all = document.blocks().iter_from(blocks.start).take(blocks.len());
    let prose = all.filter(|at| at.block.leaf == Leaf::Paragraph);
    let found = prose.flat_map(|at| {
        let words = in_block(document.text(), at, document.kind());
        words.into_iter().map(move |words| (at.index, words))
    });
    found.collect()
}

/// What has such words in a block that is no quote: what another work says names its own notes, and a link says itself
/// where it leads.
fn in_block(text: &Text, at: BlockAt<'_>, kind: DocumentKind) -> Vec<BackReference> {
    let body = text.slice(at.body());
    let mut found = references_in_text(&body);
    if found.is_empty()
        || text
            .slice(Span::new(at.start, at.body().start))
            .contains('>')
    {
        return Vec::new();
    }
    let mut apart = not_text(&body, kind);
    apart.extend(links(&body).into_iter().map(|link| link.span));
    apart.sort();
    let mut apart = apart.into_iter().peekable();
    let mut end = 0;
    found.retain(|words| {
        while let Some(span) = apart.next_if(|span| span.start < words.span.end) {
            end = end.max(span.end);
        }
        end <= words.span.start
    });
    for words in &mut found {
        words.span = words.span.shift(at.block.body.start);
        if let Antecedent::Notes(numbers) = &mut words.antecedent {
            for number in numbers {
                number.span = number.span.shift(at.block.body.start);
            }
        }
    }
    found
}

impl Document {
    /// What in its running text has the words of a reference to a note. Read as its sources are.
    fn worded(&self) -> &Worded {
        self.worded.get(|before| words_of(self, before))
    }

    /// The words of running text in a block that name notes by their numbers, by place.
    pub fn cross_references_in(&self, at: BlockAt<'_>) -> Vec<CrossReference> {
        let words = self.worded().within(at.index..at.index + 1);
        self.resolved(at, words)
    }

    /// All words of running text that name notes by their numbers, by place.
    pub fn cross_references(&self) -> impl Iterator<Item = CrossReference> {
        let by_block = self.worded().found.chunk_by(|one, next| one.0 == next.0);
        by_block.flat_map(|words| {
            let at = words
                .first()
                .and_then(|(block, _)| self.blocks().get(*block));
            at.map_or_else(Vec::new, |at| self.resolved(at, words))
        })
    }

    /// Those of `words`, found in a block, that stand in running text: not in a heading or a note.
    fn resolved(&self, at: BlockAt<'_>, words: &[(usize, BackReference)]) -> Vec<CrossReference> {
        let table = self.footnotes();
        let mut items = self.items_in(at).map(|(id, _)| id);
        let is_heading = items.any(|id| table.headings().binary_search(&id).is_ok());
        if words.is_empty() || is_heading || self.is_of_note(at) {
            return Vec::new();
        }
        let inline = self.items_in(at).filter_map(|(id, _)| self.note(id));
        let mut inline = inline.map(|note| note.span).peekable();
        let mut end = 0;
        let resolved = words.iter().filter_map(|(_, words)| {
            let span = words.span.shift(at.start);
            while let Some(note) = inline.next_if(|note| note.start <= span.start) {
                end = end.max(note.end);
            }
            (end <= span.start).then(|| self.cross_reference(at, words))?
        });
        resolved.collect()
    }

    /// What `words` in the running text of a block name.
    fn cross_reference(&self, at: BlockAt<'_>, words: &BackReference) -> Option<CrossReference> {
        let Antecedent::Notes(numbers) = &words.antecedent else {
            return None;
        };
        let number = |number: &NoteNumbers| NoteNumbers {
            span: number.span.shift(at.start),
            ..*number
        };
        let numbers: Vec<NoteNumbers> = numbers.iter().map(number).collect();
        let near = self.nearest_note(at, words.span.start);
        Some(CrossReference {
            span: words.span.shift(at.start),
            near,
            referent: near.map_or_else(Referent::default, |near| {
                self.sources().named_in_text(near, &numbers, words.certain)
            }),
            numbers,
        })
    }

    /// Whether a block begins a note or goes on with one. So far down in a list that no more blocks are asked, it counts
    /// as one.
    fn is_of_note(&self, at: BlockAt<'_>) -> bool {
        let begins = |at: BlockAt<'_>| {
            let item = at.block.opener().and_then(|_| self.items_in(at).next());
            item.is_some_and(|(id, _)| self.footnotes().note(id).is_some())
        };
        let holders = at.block.start.containers.iter().take(at.block.kept);
        let mut holders = holders.map(|holder| matches!(holder, Container::Note { .. }));
        if begins(at) || holders.any(|is_note| is_note) {
            return true;
        }
        let mut kept = at.block.kept;
        let before = (0..at.index).rev().take(LONGEST);
        for at in before.filter_map(|index| self.blocks().get(index)) {
            if kept == 0 {
                return false;
            }
            if at.block.opens.is_some_and(|depth| depth < kept) && begins(at) {
                return true;
            }
            kept = kept.min(at.block.kept);
        }
        kept > 0
    }

    /// The note of the marker nearest before a place in a block, else after it.
    fn nearest_note(&self, at: BlockAt<'_>, offset: usize) -> Option<ItemId> {
        let table = self.footnotes();
        let items = &at.block.items;
        let here = at.items + items.partition_point(|item| item.span.start < offset);
        let next = table.markers().partition_point(|id| id.number() < here);
        let (before, after) = table.markers().split_at(next);
        let note = |id: &ItemId| table.cited_by(*id).flatten();
        let before = before.iter().rev().take(FARTHEST).find_map(note);
        before
            .or_else(|| after.iter().take(FARTHEST).find_map(note))
            .or(table.notes().first().copied())
    }
}

/// So many blocks before one are asked whether they begin the note that it belongs to.
const LONGEST: usize = 16;

/// So many markers are asked for their note on each side.
const FARTHEST: usize = 16;
