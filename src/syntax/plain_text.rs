//! Text without its markup, and what the markup said.

use std::ops::Range;
use std::sync::LazyLock;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use regex::Regex;

use crate::pattern::pattern;
use crate::text::Span;

use super::DocumentKind;
use super::inline::{is_math, mask};

/// `*A Title *(2012)`: emphasis that a space too many keeps from being any to Markdown.
static LOOSE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:^|[\s(])(\*\p{Lu}[^*\n]+ \*)(?:[(,.;]|$)"));

/// How long such emphasis is at most, with its marks, in bytes. In the pattern, it would take milliseconds to compile.
const LONGEST_LOOSE: usize = 300;

fn loose_emphasis(text: &str) -> impl Iterator<Item = Range<usize>> {
    let found = text
        .contains(" *")
        .then(|| LOOSE.captures_iter(text))
        .into_iter()
        .flatten();
    let emphasis = found.filter_map(|found| Some(found.get(1)?.range()));
    emphasis.filter(|range| range.len() <= LONGEST_LOOSE)
}

/// What NUL is read as (CommonMark 0.31, "Insecure characters").
const NUL_READ: &str = "\u{fffd}";

/// What stands in [`PlainText::text`] for a thing that is no word: code, math, an address (OBJECT REPLACEMENT
/// CHARACTER).
pub const NO_WORD: &str = "\u{fffc}";

/// A text without its markup, and what the markup said. Ranges are bytes of `text`.
#[derive(Default, Debug)]
pub struct PlainText {
    /// The words. A line break is the end of a paragraph or item.
    pub text: String,
    /// What is emphasised.
    pub emphasis: Vec<Range<usize>>,
    /// What leads somewhere.
    pub links: Vec<LinkedWords>,
    /// Where the words come from, by place.
    pieces: Vec<PlainPiece>,
}

/// Words that lead somewhere.
#[derive(Debug)]
pub struct LinkedWords {
    /// The words.
    pub words: Range<usize>,
    /// Where they lead.
    pub target: String,
    /// The whole link, in bytes of the source.
    pub span: Span,
}

#[derive(Debug)]
struct PlainPiece {
    start: usize,
    len: usize,
    from: Span,
}

impl PlainText {
    /// Of a note's text, code and what images are called included; `wrapped` are the addresses in it that go on in another
    /// line, each as a whole.
    pub fn read(note: &str, wrapped: Vec<Range<usize>>) -> PlainText {
        let mut reader = MarkupStripper {
            wrapped,
            ..MarkupStripper::default()
        };
        for (event, range) in Parser::new(note).into_offset_iter() {
            reader.take(note, event, range.into());
        }
        let mut plain = reader.plain;
        plain.emphasis.extend(loose_emphasis(&plain.text));
        plain
    }

    /// Of the words of a block, without code, math, images and comments. The spans of `cuts`, by place, are no text: in
    /// place of each stands what is beside it.
    pub fn of_block(block: &str, kind: DocumentKind, cuts: &[(Span, &'static str)]) -> PlainText {
        let mut block = mask(block).into_owned();
        for (span, _) in cuts.iter().rev() {
            // A full stop is no markup, and emphasis may end before it.
            block.replace_range(span.range(), &".".repeat(span.len()));
        }
        let mut reader = MarkupStripper {
            words_alone: true,
            cuts: cuts.to_vec(),
            ..MarkupStripper::default()
        };
        let options = match kind {
            DocumentKind::Plain => Options::empty(),
            _ => Options::ENABLE_MATH,
        };
        for (event, range) in Parser::new_ext(&block, options).into_offset_iter() {
            reader.take_word(&block, event, range.into());
        }
        reader.plain
    }

    /// Where a range stands in the source.
    pub fn source(&self, range: &Range<usize>) -> Span {
        let piece = |at: usize| {
            let index = self.pieces.partition_point(|piece| piece.start <= at);
            self.pieces.get(index.checked_sub(1)?)
        };
        let start = piece(range.start).map_or(0, |piece| piece.place(range.start));
        let end = match range.end.checked_sub(1).and_then(piece) {
            Some(piece) if range.end < piece.start + piece.len => piece.place(range.end),
            Some(piece) => piece.from.end,
            None => start,
        };
        Span::new(start, end)
    }

    /// Where the byte at `offset` of the source comes in the words: where the next words begin, for markup.
    pub fn place_of(&self, offset: usize) -> usize {
        let after = self
            .pieces
            .partition_point(|piece| piece.from.end <= offset);
        let Some(piece) = self.pieces.get(after) else {
            return self.text.len();
        };
        let within = offset.saturating_sub(piece.from.start);
        piece.start
            + if piece.len == piece.from.len() {
                within
            } else {
                0
            }
    }

    /// Its words in a range; none where it is out of bounds.
    pub fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }
}

impl PlainPiece {
    /// Where the byte at `at` comes from. What is not printed as it is written comes from all of it.
    fn place(&self, at: usize) -> usize {
        let verbatim = self.len == self.from.len();
        self.from.start + if verbatim { at - self.start } else { 0 }
    }
}

#[derive(Default)]
struct MarkupStripper {
    plain: PlainText,
    /// The addresses over several lines, by place.
    wrapped: Vec<Range<usize>>,
    /// Where the emphases that are open begin.
    emphases: Vec<usize>,
    /// The links that are open: where the words begin, where they lead, the whole.
    links: Vec<(usize, String, Span)>,
    /// Whether code, math and images are no words.
    words_alone: bool,
    /// What is cut out of the source, by place, and what stands there.
    cuts: Vec<(Span, &'static str)>,
    /// How many of them come before what was read last.
    past_cuts: usize,
    /// How many images are open.
    images: usize,
}

impl MarkupStripper {
    /// Takes the next part of a block of which words alone are text.
    fn take_word(&mut self, block: &str, event: Event, span: Span) {
        match event {
            Event::Start(Tag::Image { .. }) => self.images += 1,
            Event::End(TagEnd::Image) => self.images = self.images.saturating_sub(1),
            Event::Text(_) | Event::Code(_) if self.images > 0 => {}
            Event::Text(words) if words.len() == span.len() => self.push_uncut(&words, span),
            Event::InlineMath(_) if !is_math(block, span) => {
                let words = block.get(span.range()).unwrap_or_default();
                self.push_uncut(words, span);
            }
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {
                self.push_piece(NO_WORD, span);
            }
            event => self.take(block, event, span),
        }
    }

    /// Adds the words at `span`, but for what is cut out there.
    fn push_uncut(&mut self, words: &str, span: Span) {
        let mut at = span.start;
        while let Some((cut, by)) = self.cuts.get(self.past_cuts).copied() {
            if cut.start >= span.end {
                break;
            }
            let before = Span::new(at, cut.start.max(at));
            self.push_verbatim(words, span.start, before);
            if cut.start >= span.start {
                self.push_piece(by, cut);
            }
            at = at.max(cut.end);
            if cut.end > span.end {
                break;
            }
            self.past_cuts += 1;
        }
        self.push_verbatim(words, span.start, Span::new(at, span.end.max(at)));
    }

    /// Adds the part of `words`, which begin at `start` of the source, that stands at `span` there.
    fn push_verbatim(&mut self, words: &str, start: usize, span: Span) {
        let words = words.get(span.start - start..span.end.saturating_sub(start));
        if let Some(words) = words.filter(|words| !words.is_empty()) {
            self.push("", words, span);
        }
    }

    fn take(&mut self, note: &str, event: Event, span: Span) {
        match event {
            Event::Text(words) | Event::Code(words) => self.push(note, &words, span),
            Event::SoftBreak if self.is_in_address(span.start) => {}
            Event::SoftBreak => self.push(note, " ", span),
            Event::HardBreak => self.push(note, "\n", span),
            Event::InlineHtml(html) | Event::Html(html) => self.html(note, &html, span),
            Event::Start(Tag::Emphasis | Tag::Strong) => self.emphases.push(self.plain.text.len()),
            Event::End(TagEnd::Emphasis | TagEnd::Strong) => self.end_emphasis(),
            Event::Start(Tag::Link { dest_url, .. }) => self.open_link(dest_url.to_string(), span),
            Event::End(TagEnd::Link) => self.end_link(span.end),
            Event::Start(Tag::Item) => self.year(note, span),
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_)) => {
                self.push(note, "\n", Span::at(span.end));
            }
            _ => {}
        }
    }

    fn is_in_address(&self, at: usize) -> bool {
        let after = self.wrapped.partition_point(|address| address.end <= at);
        self.wrapped
            .get(after)
            .is_some_and(|address| address.start < at)
    }

    fn push(&mut self, note: &str, words: &str, span: Span) {
        // Code stands between backticks: the words are within.
        let within = note.get(span.range()).and_then(|source| {
            (source == words)
                .then_some(0)
                .or_else(|| source.find(words))
        });
        let from = within.map_or(span, |at| {
            Span::new(span.start + at, span.start + at + words.len())
        });
        if from.len() != words.len() {
            return self.push_piece(&words.replace('\0', NUL_READ), from);
        }
        let mut at = from.start;
        for part in words.split_inclusive('\0') {
            let text = part.trim_end_matches('\0');
            self.push_piece(text, Span::new(at, at + text.len()));
            if text.len() < part.len() {
                self.push_piece(NUL_READ, Span::new(at + text.len(), at + part.len()));
            }
            at += part.len();
        }
    }

    fn push_piece(&mut self, words: &str, from: Span) {
        self.plain.pieces.push(PlainPiece {
            start: self.plain.text.len(),
            len: words.len(),
            from,
        });
        self.plain.text.push_str(words);
    }

    /// A paragraph that begins `2019. Title` is a list to Markdown, and a year to a reader.
    fn year(&mut self, note: &str, span: Span) {
        let marker = note.get(span.range()).and_then(|item| item.get(..4));
        if let Some(year) = marker.filter(|year| year.bytes().all(|byte| byte.is_ascii_digit())) {
            self.push(note, year, Span::new(span.start, span.start + 4));
            self.push(note, ". ", Span::new(span.start + 4, span.start + 5));
        }
    }

    fn end_emphasis(&mut self) {
        if let Some(start) = self.emphases.pop() {
            self.plain.emphasis.push(start..self.plain.text.len());
        }
    }

    fn open_link(&mut self, target: String, span: Span) {
        self.links.push((self.plain.text.len(), target, span));
    }

    fn end_link(&mut self, end: usize) {
        if let Some((start, target, span)) = self.links.pop() {
            let words = start..self.plain.text.len();
            let span = Span::new(span.start, end);
            self.plain.links.push(LinkedWords {
                words,
                target,
                span,
            });
        }
    }

    /// HTML, where tags say what Markdown's marks say.
    fn html(&mut self, note: &str, html: &str, span: Span) {
        let mut at = 0;
        while let Some(rest) = html.get(at..).filter(|rest| !rest.is_empty()) {
            let open = rest.find('<').unwrap_or(rest.len());
            if open > 0 {
                let words = rest.get(..open).unwrap_or_default();
                let start = span.start + at;
                let words_span = Span::new(start, start + open);
                match self.words_alone {
                    true => self.push_uncut(words, words_span),
                    false => self.push(note, words, words_span),
                }
                at += open;
                continue;
            }
            let (end, closing) = match rest.starts_with("<!--") {
                true => (rest.find("-->"), "-->".len()),
                false => (rest.find('>'), 1),
            };
            let len = end.map_or(rest.len(), |end| end + closing);
            self.tag(
                rest.get(..len).unwrap_or_default(),
                Span::at(span.start + at),
            );
            at += len;
        }
    }

    fn tag(&mut self, tag: &str, at: Span) {
        let name = tag.trim_start_matches(['<', '/']);
        let name = name
            .split(|c: char| !c.is_ascii_alphanumeric())
            .next()
            .unwrap_or_default();
        let end = at.start + tag.len();
        match (name.to_ascii_lowercase().as_str(), tag.starts_with("</")) {
            ("a", false) => {
                let target = attribute(tag, "href").unwrap_or_default();
                self.open_link(target.to_owned(), Span::new(at.start, end));
            }
            ("a", true) => self.end_link(end),
            ("em" | "i" | "cite" | "u" | "b" | "strong", false) => {
                self.emphases.push(self.plain.text.len());
            }
            ("em" | "i" | "cite" | "u" | "b" | "strong", true) => self.end_emphasis(),
            ("p" | "br" | "li" | "div", _) => self.push("", "\n", at),
            _ => {}
        }
    }
}

/// The value of an attribute of a tag, with or without quotes.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let at = tag.find(&format!("{name}="))? + name.len() + 1;
    let value = tag.get(at..)?;
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    match quote {
        Some(quote) => value.get(1..)?.split(quote).next(),
        None => value.split([' ', '>', '<']).next(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_evidence_and_no_text() {
        let note = "See *A &amp; B*, [\"T\"](http://a.example), <em>C</em> <a href='x'>d</a>.";
        let plain = PlainText::read(note, Vec::new());
        assert_eq!(plain.text, "See A & B, \"T\", C d.\n");
        let emphasised: Vec<_> = plain
            .emphasis
            .iter()
            .map(|range| &plain.text[range.clone()])
            .collect();
        assert_eq!(emphasised, ["A & B", "C"]);

        let links: Vec<_> = plain.links.iter().map(|link| &*link.target).collect();
        assert_eq!(links, ["http://a.example", "x"]);
        assert_eq!(&note[plain.source(&(4..9)).range()], "A &amp; B");
        assert_eq!(
            &note[plain.links[0].span.range()],
            "[\"T\"](http://a.example)"
        );
    }

    #[test]
    fn a_space_too_many_spoils_no_emphasis() {
        let plain = PlainText::read("A, *B in C *(2012), 2 * 3 * 4.", Vec::new());
        let emphasised = plain.emphasis.iter().cloned();
        let emphasised: Vec<_> = emphasised.map(|range| &plain.text[range]).collect();
        assert_eq!(emphasised, ["*B in C *"]);
    }

    #[test]
    fn nul_is_a_replacement_character_and_moves_no_place() {
        let note = "Roe, *Da\0ms*, 2010.";
        let plain = PlainText::read(note, Vec::new());
        assert_eq!(plain.text, "Roe, Da\u{fffd}ms, 2010.\n");
        let year = plain.text.find("2010").unwrap();
        assert_eq!(&note[plain.source(&(year..year + 4)).range()], "2010");
        let title = plain.emphasis[0].clone();
        assert_eq!(&note[plain.source(&title).range()], "Da\0ms");
    }

    #[test]
    fn a_year_at_the_start_is_no_item() {
        assert_eq!(
            PlainText::read("2019. A title.", Vec::new()).text,
            "2019. A title.\n"
        );
    }
}
