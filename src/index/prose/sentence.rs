//! The sentence around a marker.

use unicode_segmentation::UnicodeSegmentation;

use crate::syntax::{BlockAt, Leaf};
use crate::text::Span;

use crate::index::{Document, ItemId, Marker};

impl Document {
    /// The sentence that holds `marker`, without any marker in it; both halves of it where notes stand
    /// between them.
    pub fn sentence(&self, marker: &Marker) -> String {
        let Some(mut block) = self.blocks().at_offset(marker.span.start) else {
            return String::new();
        };
        let mut prose = Prose::default();
        if let Some(first) = self.first_half(block) {
            prose.add(self, first, marker);
            block = self.second_half(first).map_or(block, |(second, _)| second);
        }
        prose.add(self, block, marker);
        if let Some((second, _)) = self.second_half(block) {
            prose.add(self, second, marker);
        }
        prose.sentence()
    }

    /// The block of whose paragraph `second` is the other half, where notes cut it in two.
    pub fn first_half(&self, second: BlockAt<'_>) -> Option<BlockAt<'_>> {
        let continues = |(id, _)| self.footnotes().is_continuation(id);
        if !self.items_in(second).any(continues) {
            return None;
        }
        let is_note = |at: &BlockAt<'_>| {
            let opener = self.items_in(*at).next();
            opener.is_some_and(|(id, _)| self.footnotes().note(id).is_some())
        };
        (0..second.index)
            .rev()
            .filter_map(|index| self.blocks().get(index))
            .find(|at| !is_note(at) && at.block.kept == 0)
    }

    /// The block that goes on with the paragraph of `first` where notes cut it in two, and the notes
    /// between them.
    pub fn second_half(&self, first: BlockAt<'_>) -> Option<(BlockAt<'_>, Vec<ItemId>)> {
        let mut notes = Vec::new();
        for at in self.blocks().iter_from(first.index + 1) {
            let opener = self
                .items_in(at)
                .next()
                .filter(|(id, _)| self.footnotes().note(*id).is_some());
            match opener {
                Some((id, _)) => notes.push(id),
                None if at.block.leaf == Leaf::Comment || at.block.kept > 0 => {}
                None => {
                    let continues = self
                        .items_in(at)
                        .any(|(id, _)| self.footnotes().is_continuation(id));
                    return (continues && !notes.is_empty()).then_some((at, notes));
                }
            }
        }
        None
    }
}

/// Running text with its markers taken out.
#[derive(Default)]
struct Prose {
    text: String,
    /// Where the marker that is asked about stood.
    at: usize,
}

impl Prose {
    fn add(&mut self, document: &Document, block: BlockAt<'_>, marker: &Marker) {
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        let body = block.body();
        let markers = document.markers_in(block);
        let mut from = body.start;
        for other in markers.filter(|other| body.covers(other.span)) {
            let end = other.span.start.max(from);
            self.push(&document.text().slice(Span::new(from, end)));
            if other.id == marker.id {
                self.at = self.text.len();
            }
            from = from.max(other.span.end);
        }
        self.push(&document.text().slice(Span::new(from, body.end)));
    }

    /// Adds a part of a paragraph, whose line breaks end no sentence (UAX #29 has them end one).
    fn push(&mut self, part: &str) {
        self.text += &part.replace(['\n', '\r'], " ");
    }

    /// The sentence that holds the place of the marker, or ends there.
    fn sentence(&self) -> String {
        let sentences = self.text.split_sentence_bound_indices();
        let found = sentences
            .take_while(|(start, _)| *start < self.at || *start == 0)
            .last();
        let words = found
            .map_or("", |(_, sentence)| sentence)
            .split_whitespace();
        words.collect::<Vec<_>>().join(" ")
    }
}
