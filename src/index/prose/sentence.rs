//! The sentence around a marker.

use unicode_segmentation::UnicodeSegmentation;

use crate::syntax::BlockAt;
use crate::text::Span;

use crate::index::{Document, Marker};

/// The sentence that holds `marker`, without any marker in it; both halves of it where notes stand
/// between them.
pub(in crate::index) fn around(document: &Document, marker: &Marker) -> String {
    let Some(mut block) = document.blocks().at_offset(marker.span.start) else {
        return String::new();
    };
    let mut prose = Prose::default();
    if let Some(first) = first_half(document, block) {
        prose.add(document, first, marker);
        block = document
            .second_half(first)
            .map_or(block, |(second, _)| second);
    }
    prose.add(document, block, marker);
    if let Some((second, _)) = document.second_half(block) {
        prose.add(document, second, marker);
    }
    prose.sentence()
}

/// The block of whose paragraph `second` is the other half.
pub(in crate::index) fn first_half<'a>(
    document: &'a Document,
    second: BlockAt<'_>,
) -> Option<BlockAt<'a>> {
    let continues = |(id, _)| document.footnotes().is_continuation(id);
    if !document.items_in(second).any(continues) {
        return None;
    }
    let is_note = |at: &BlockAt<'_>| {
        let opener = document.items_in(*at).next();
        opener.is_some_and(|(id, _)| document.footnotes().note(id).is_some())
    };
    (0..second.index)
        .rev()
        .filter_map(|index| document.blocks().get(index))
        .find(|at| !is_note(at) && at.block.kept == 0)
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
