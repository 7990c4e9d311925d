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
        let sentences = sentences(&self.text).into_iter();
        let found = sentences
            .take_while(|span| span.start < self.at || span.start == 0)
            .last();
        let sentence = found.map_or("", |span| &self.text[span.range()]);
        sentence.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// The sentences of `text`, which tile it (UAX #29, "Sentence Boundaries"); none ends after an abbreviation.
pub fn sentences(text: &str) -> Vec<Span> {
    let mut sentences: Vec<Span> = Vec::new();
    let mut is_open = false;
    for (start, sentence) in text.split_sentence_bound_indices() {
        let span = Span::new(start, start + sentence.len());
        match sentences.last_mut().filter(|_| is_open) {
            Some(last) => *last = last.join(span),
            None => sentences.push(span),
        }
        let words = sentence.trim_end();
        let last = words
            .strip_suffix('.')
            .and_then(|words| words.rsplit([' ', '(']).next());
        is_open = last.is_some_and(abbreviates);
    }
    sentences
}

/// What is written with a period within a sentence.
const ABBREVIATIONS: [&str; 26] = [
    "Adm", "Amb", "Art", "Capt", "Col", "Dr", "Fig", "Gen", "Gov", "Hon", "Lt", "Mr", "Mrs", "Ms",
    "No", "Nos", "Prof", "Rep", "Rev", "Sen", "Sgt", "St", "Vol", "cf", "pp", "vs",
];

/// Whether the period after `word` ends no sentence: `Dr`, the `J` of a name, the `U.S` of `U.S.`
fn abbreviates(word: &str) -> bool {
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let is_initial = word.len() == 1 && word.chars().all(char::is_uppercase);
    let parts = || {
        word.split('.')
            .all(|part| part.len() == 1 && part.chars().all(char::is_alphabetic))
    };
    is_initial || word.contains('.') && parts() || ABBREVIATIONS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_sentence_ends_after_an_abbreviation() {
        let found = |text: &'static str| {
            let spans = sentences(text).into_iter();
            spans
                .map(|span| text[span.range()].trim_end())
                .collect::<Vec<_>>()
        };
        let text = "Mr. Roe met Dr. J. Lee. They spoke of U.S. Treaty law. It was late.";
        assert_eq!(
            found(text),
            [
                "Mr. Roe met Dr. J. Lee.",
                "They spoke of U.S. Treaty law.",
                "It was late."
            ]
        );
        assert_eq!(found(""), Vec::<&str>::new());
        assert_eq!(found("一。二。"), ["一。", "二。"]);
    }
}
