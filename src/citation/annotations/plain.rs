use std::ops::Range;
use std::sync::LazyLock;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use regex::Regex;

use super::address::addresses;
use crate::pattern::pattern;
use crate::syntax::wrapped_address_end;
use crate::text::Span;

/// `*A Title *(2012)`: emphasis that a space too many keeps from being any to Markdown.
static LOOSE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:^|[\s(])(\*\p{Lu}[^*\n]{3,250} \*)(?:[(,.;]|$)"));

/// What NUL is read as (CommonMark 0.31, "Insecure characters").
const NUL_READ: &str = "\u{fffd}";

/// A note's text without its markup, and what the markup said. Ranges are bytes of `text`.
#[derive(Default)]
pub(in crate::citation) struct PlainText {
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
pub(in crate::citation) struct LinkedWords {
    /// The words.
    pub words: Range<usize>,
    /// Where they lead.
    pub target: String,
    /// The whole link, in bytes of the note.
    pub span: Span,
}

struct PlainPiece {
    start: usize,
    len: usize,
    from: Span,
}

impl PlainText {
    /// Of a note's text.
    pub(in crate::citation) fn read(note: &str) -> PlainText {
        let mut reader = MarkupStripper {
            wrapped: wrapped_addresses(note),
            ..MarkupStripper::default()
        };
        for (event, range) in Parser::new(note).into_offset_iter() {
            reader.take(note, event, range.into());
        }
        let mut plain = reader.plain;
        let loose = LOOSE
            .captures_iter(&plain.text)
            .filter_map(|found| found.get(1));
        plain.emphasis.extend(loose.map(|found| found.range()));
        plain
    }

    /// Where a range stands in the note.
    pub(in crate::citation) fn source(&self, range: &Range<usize>) -> Span {
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

    /// Where the byte at `offset` of the note comes in the words: where the next words begin, for markup.
    pub(in crate::citation) fn place_of(&self, offset: usize) -> usize {
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
    pub(in crate::citation) fn slice(&self, range: Range<usize>) -> &str {
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

/// The addresses of `note` that go on in another line, each as a whole.
fn wrapped_addresses(note: &str) -> Vec<Range<usize>> {
    if !note.contains(['\n', '\r']) {
        return Vec::new();
    }
    let wrapped = addresses(note).into_iter().filter_map(|address| {
        let Range { start, end } = address.range;
        Some(start..wrapped_address_end(note, start, end)?)
    });
    wrapped.collect()
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
}

impl MarkupStripper {
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
        let within = note.get(span.range()).and_then(|source| source.find(words));
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
                self.push(note, words, Span::new(start, start + open));
                at += open;
                continue;
            }
            let len = rest.find('>').map_or(rest.len(), |end| end + 1);
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
    use crate::citation::annotations::plain::*;

    #[test]
    fn markup_is_evidence_and_no_text() {
        let note = "See *A &amp; B*, [\"T\"](http://a.example), <em>C</em> <a href='x'>d</a>.";
        let plain = PlainText::read(note);
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
        let plain = PlainText::read("A, *B in C *(2012), 2 * 3 * 4.");
        let emphasised = plain.emphasis.iter().cloned();
        let emphasised: Vec<_> = emphasised.map(|range| &plain.text[range]).collect();
        assert_eq!(emphasised, ["*B in C *"]);
    }

    #[test]
    fn an_address_goes_on_in_the_next_line() {
        let note = "Roe, https://a.org/b/\nc/d.pdf (2 May) and\nhttps://a.org/e\nand more.";
        let plain = PlainText::read(note);
        assert_eq!(
            plain.text,
            "Roe, https://a.org/b/c/d.pdf (2 May) and https://a.org/e and more.\n"
        );
        let address = plain.source(&(5..28));
        assert_eq!(&note[address.range()], "https://a.org/b/\nc/d.pdf");
    }

    #[test]
    fn nul_is_a_replacement_character_and_moves_no_place() {
        let note = "Roe, *Da\0ms*, 2010.";
        let plain = PlainText::read(note);
        assert_eq!(plain.text, "Roe, Da\u{fffd}ms, 2010.\n");
        let year = plain.text.find("2010").unwrap();
        assert_eq!(&note[plain.source(&(year..year + 4)).range()], "2010");
        let title = plain.emphasis[0].clone();
        assert_eq!(&note[plain.source(&title).range()], "Da\0ms");
    }

    #[test]
    fn a_year_at_the_start_is_no_item() {
        assert_eq!(PlainText::read("2019. A title.").text, "2019. A title.\n");
    }
}
