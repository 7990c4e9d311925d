//! How long a brief is, in words of running text.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use unicode_segmentation::UnicodeSegmentation;

use crate::config::Form;
use crate::syntax::{BlockAt, Leaf};
use crate::text::Span;

use crate::index::{Document, Note};

/// The words of running text, block by block: of paragraphs, lists, quotes and tables; not of the title
/// block, headings, notes, markers, code, or where links lead.
#[derive(Clone, Debug)]
pub struct RunningWords {
    /// Where each block with words begins, in bytes of the document, and how many words stand before it.
    blocks: Vec<(usize, usize)>,
    total: usize,
}

impl Document {
    /// How many words of running text each part of it has.
    pub fn words(&self) -> RunningWords {
        RunningWords::of(self)
    }

    /// How many words a note has, without its head.
    pub fn note_words(&self, note: &Note) -> usize {
        count_words(&without_signs(self.note_text(note).as_str()))
    }
}

impl RunningWords {
    pub(in crate::index) fn of(document: &Document) -> RunningWords {
        let notes = document.notes().filter(|note| note.form != Form::Inline);
        let notes: Vec<Span> = notes.map(|note| note.span).collect();
        let title = document.title().map_or(0, |title| title.span.end);
        let headings: Vec<usize> = document
            .headings()
            .map(|heading| heading.span.start)
            .collect();
        let is_prose = |at: &BlockAt<'_>| {
            let start = at.body().start;
            let before = notes.partition_point(|note| note.start <= at.span().start.max(start));
            let in_note = notes[..before].last().is_some_and(|note| start < note.end);
            let openers = headings.binary_search(&at.start).is_ok();
            at.block.leaf == Leaf::Paragraph && start >= title && !in_note && !openers
        };
        let mut words = RunningWords {
            blocks: Vec::new(),
            total: 0,
        };
        for at in document.blocks().iter().filter(is_prose) {
            words.blocks.push((at.body().start, words.total));
            words.total += count_words(&prose(document, at));
        }
        words
    }

    /// How many there are in all.
    pub fn total(&self) -> usize {
        self.total
    }

    /// How many begin in `span`, in bytes of the document; a block counts where it begins.
    pub fn within(&self, span: Span) -> usize {
        let before = |offset| {
            let index = self.blocks.partition_point(|(start, _)| *start < offset);
            self.blocks
                .get(index)
                .map_or(self.total, |(_, words)| *words)
        };
        before(span.end) - before(span.start)
    }
}

/// What a block says, without its markers and without Markdown's signs.
fn prose(document: &Document, block: BlockAt<'_>) -> String {
    let body = block.body();
    let mut unmarked = String::with_capacity(body.len());
    let mut from = body.start;
    let markers = document.markers_in(block);
    for marker in markers {
        let before = Span::new(from, marker.span.start);
        unmarked += &document.text().slice(before);
        from = from.max(marker.span.end);
    }
    unmarked += &document.text().slice(Span::new(from, body.end));
    without_signs(&unmarked)
}

/// What `markdown` says, without its signs, images and where links lead.
fn without_signs(markdown: &str) -> String {
    let mut prose = String::with_capacity(markdown.len());
    let mut images = 0;
    for event in Parser::new(markdown) {
        match event {
            Event::Start(Tag::Image { .. }) => images += 1,
            Event::End(TagEnd::Image) => images -= 1,
            Event::Text(text) | Event::Code(text) if images == 0 => prose += &text,
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph) => prose.push(' '),
            _ => {}
        }
    }
    prose
}

/// How many words `text` has, as word processors count: what stands between spaces is one, `Russia-China`
/// and a URL too; of scripts written without spaces, each word or sign that Unicode tells apart
/// (UAX #29, "Word Boundaries").
pub fn count_words(text: &str) -> usize {
    let mut end = None;
    let begins_word = |(start, word): &(usize, &str)| {
        let gap = end.map(|end| &text[end..*start]);
        end = Some(start + word.len());
        gap.is_none_or(|gap| gap.is_empty() || gap.contains(char::is_whitespace))
    };
    text.unicode_word_indices().filter(begins_word).count()
}

#[cfg(test)]
mod tests {
    use crate::config::DialectChoice;
    use crate::index::prose::running_words::*;
    use crate::syntax::DocumentKind;
    use crate::text::Text;

    fn words(text: &str, kind: DocumentKind) -> usize {
        let document = Document::new(Text::new(text), kind, DialectChoice::Auto);
        document.words().total()
    }

    #[test]
    fn words_are_counted_as_word_processors_do() {
        assert_eq!(
            count_words("The Russia-China \"axis\" — it's new: https://a.b/c-d"),
            6
        );
        assert_eq!(count_words("中文 字"), 3);
        assert_eq!(count_words(" … – "), 0);
    }

    #[test]
    fn only_running_text_counts() {
        let text = "# A heading\n\nOne *two*[^1] [three](http://four.five).^[Not this.]\n\n\
                    - four\n- five\n\n```\nno code\n```\n\n[^1]: No note,\n\n    nor this.\n\nSix.\n";
        assert_eq!(words(text, DocumentKind::Markdown), 6);
    }

    #[test]
    fn notes_at_the_foot_of_a_page_do_not_count() {
        let text = "Summary\n\nOne two¹ three\n\n¹ A note.\n\nfour five.\n";
        assert_eq!(words(text, DocumentKind::Plain), 5);
    }
}
