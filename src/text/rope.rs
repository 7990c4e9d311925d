use std::borrow::Cow;
use std::fmt;

use memchr::memchr2_iter;
use ropey::{Rope, RopeSlice};

use super::{Edit, Encoding, Position, Span};

/// The text of a brief. Cloning it is cheap: clones share what is the same.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Text {
    rope: Rope,
}

impl Text {
    /// A text with the given content.
    pub fn new(content: &str) -> Self {
        Text {
            rope: Rope::from_str(content),
        }
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.rope.len_bytes()
    }

    /// Whether it has no byte.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The span of all of it.
    pub fn span(&self) -> Span {
        Span::new(0, self.len())
    }

    /// Number of lines; a text that ends with a line break has an empty last line.
    pub fn line_count(&self) -> usize {
        self.rope.len_lines()
    }

    /// What `span` covers, borrowed where the rope has it in one piece. The span is clamped to the
    /// text and to character boundaries.
    pub fn slice(&self, span: Span) -> Cow<'_, str> {
        let (start, end) = (span.start.min(self.len()), span.end.min(self.len()));
        // Most spans are within one piece, and of the others the pieces are joined: a slice of the rope would
        // count its characters and lines.
        let (first, before, ..) = self.rope.chunk_at_byte(start);
        let from = first.floor_char_boundary(start - before);
        if end - before <= first.len() {
            return Cow::Borrowed(&first[from..first.floor_char_boundary(end - before)]);
        }
        let mut slice = String::with_capacity(end - before - from);
        slice.push_str(&first[from..]);
        let mut at = before + first.len();
        let (pieces, ..) = self.rope.chunks_at_byte(at);
        for piece in pieces {
            if at >= end {
                break;
            }
            slice.push_str(&piece[..piece.floor_char_boundary(end - at)]);
            at += piece.len();
        }
        Cow::Owned(slice)
    }

    /// The line, from 0, that holds the byte at `offset`; the last one for an offset past the end.
    pub fn line_of(&self, offset: usize) -> usize {
        self.rope.byte_to_line(offset.min(self.len()))
    }

    /// The span of a line, from 0, without its line break; past the end, the empty span at the end.
    pub fn line(&self, line: usize) -> Span {
        if line >= self.line_count() {
            return Span::at(self.len());
        }
        let start = self.rope.line_to_byte(line);
        let end = self.rope.line_to_byte(line + 1);
        Span::new(start, end - break_len(self.rope.byte_slice(start..end)))
    }

    /// How its lines end: as the first one does; with LF where there is none.
    pub fn line_break(&self) -> &'static str {
        let first = self.line(0).end;
        match self.slice(Span::new(first, first + 2)).as_ref() {
            "\r\n" => "\r\n",
            rest if rest.starts_with('\r') => "\r",
            _ => "\n",
        }
    }

    /// The nearest character boundary at or before `offset`, within the text.
    pub fn floor(&self, offset: usize) -> usize {
        let offset = offset.min(self.len());
        let (piece, start, ..) = self.rope.chunk_at_byte(offset);
        start + piece.floor_char_boundary(offset - start)
    }

    /// `span` within the text and on character boundaries.
    pub fn clamp(&self, span: Span) -> Span {
        Span::new(self.floor(span.start), self.floor(span.end))
    }

    /// The position of the byte at `offset`, which is clamped to the text and to a character.
    pub fn position(&self, offset: usize, encoding: Encoding) -> Position {
        let offset = offset.min(self.len());
        // One walk through the rope: nearly all lines begin in the piece in which their places are.
        let (piece, before, _, mut line) = self.rope.chunk_at_byte(offset);
        let end = piece.floor_char_boundary(offset - before);
        let bytes = piece.as_bytes();
        let mut start = None;
        for at in memchr2_iter(b'\n', b'\r', &bytes[..end]) {
            // CR LF is one line break, and ropey keeps it in one piece.
            if bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n') {
                line += 1;
                start = Some(at + 1);
            }
        }
        let column = match start {
            Some(start) => encoding.columns(&piece[start..end]),
            None => self.columns(
                Span::new(self.rope.line_to_byte(line), before + end),
                encoding,
            ),
        };
        Position { line, column }
    }

    /// How many columns `span` takes, which may be a line as long as the text.
    fn columns(&self, span: Span, encoding: Encoding) -> usize {
        let chars = |byte| self.rope.byte_to_char(byte);
        let units = |byte| self.rope.char_to_utf16_cu(chars(byte));
        match encoding {
            Encoding::Utf8 => span.len(),
            Encoding::Utf16 => units(span.end) - units(span.start),
            Encoding::Utf32 => chars(span.end) - chars(span.start),
        }
    }

    /// The byte offset of `position`. As LSP 3.17 says of `Position`, a column past the end of its
    /// line means the end of the line; a line past the end means the end of the text; a column
    /// inside a character means its start.
    pub fn offset(&self, position: Position, encoding: Encoding) -> usize {
        if position.line >= self.line_count() {
            return self.len();
        }
        let line = self.line(position.line);
        let column = position.column;
        match encoding {
            Encoding::Utf8 => self.floor(line.start.saturating_add(column).min(line.end)),
            Encoding::Utf16 => {
                let start = self
                    .rope
                    .char_to_utf16_cu(self.rope.byte_to_char(line.start));
                let unit = start.saturating_add(column).min(self.rope.len_utf16_cu());
                let offset = self.rope.char_to_byte(self.rope.utf16_cu_to_char(unit));
                offset.min(line.end)
            }
            Encoding::Utf32 => {
                let char = self.rope.byte_to_char(line.start).saturating_add(column);
                self.rope
                    .char_to_byte(char.min(self.rope.len_chars()))
                    .min(line.end)
            }
        }
    }

    /// Replaces what `edit.span` covers, which is clamped to the text and to character boundaries;
    /// returns the span that was really replaced.
    pub fn replace(&mut self, edit: &Edit) -> Span {
        let span = self.clamp(edit.span);
        let start = self.rope.byte_to_char(span.start);
        let end = self.rope.byte_to_char(span.end);
        self.rope.remove(start..end);
        self.rope.insert(start, &edit.insert);
        span
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.rope.chunks().try_for_each(|chunk| f.write_str(chunk))
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Text({} bytes)", self.len())
    }
}

impl From<&str> for Text {
    fn from(content: &str) -> Self {
        Text::new(content)
    }
}

fn break_len(line: RopeSlice<'_>) -> usize {
    let len = line.len_bytes();
    let byte = |back: usize| (len >= back).then(|| line.byte(len - back));
    match (byte(2), byte(1)) {
        (Some(b'\r'), Some(b'\n')) => 2,
        (_, Some(b'\n' | b'\r')) => 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lf_crlf_and_cr_end_a_line() {
        let text = Text::new("a\nb\r\nc\rd\u{b}e\u{c}f\u{85}g\u{2028}h\u{2029}i");
        assert_eq!(text.line_count(), 4);
        assert_eq!(text.slice(text.line(1)), "b");
        assert_eq!(text.slice(text.line(2)), "c");
        assert_eq!(text.line(9), Span::at(text.len()));
    }

    #[test]
    fn columns_count_in_each_encoding() {
        let text = Text::new("x\n𝒳é¹");
        let end = text.len();
        assert_eq!(text.position(end, Encoding::Utf8), Position::new(1, 8));
        assert_eq!(text.position(end, Encoding::Utf16), Position::new(1, 4));
        assert_eq!(text.position(end, Encoding::Utf32), Position::new(1, 3));
        assert_eq!(text.offset(Position::new(1, 1), Encoding::Utf16), 2);
        assert_eq!(text.offset(Position::new(1, 2), Encoding::Utf16), 6);
    }

    #[test]
    fn positions_are_the_same_in_any_piece_of_the_rope() {
        let piece = "a\r\n\r\né𝒳 b\rc\n\n\rlong ¹ line \u{2028} that goes on\n\r";
        let text = Text::new(&piece.repeat(200));
        let whole = text.to_string();
        assert!(text.rope.chunks().count() > 3);
        let ends = (0..whole.len()).filter(|at| match whole.as_bytes()[*at] {
            b'\n' => true,
            b'\r' => whole.as_bytes().get(at + 1) != Some(&b'\n'),
            _ => false,
        });
        let starts: Vec<usize> = std::iter::once(0).chain(ends.map(|at| at + 1)).collect();
        for offset in 0..=whole.len() + 1 {
            let floor = whole.floor_char_boundary(offset);
            let line = starts.partition_point(|start| *start <= floor) - 1;
            let words = &whole[starts[line]..floor];
            for (encoding, column) in [
                (Encoding::Utf8, words.len()),
                (Encoding::Utf16, words.encode_utf16().count()),
                (Encoding::Utf32, words.chars().count()),
            ] {
                let position = text.position(offset, encoding);
                assert_eq!(position, Position::new(line, column), "{offset}");
            }
        }
    }

    #[test]
    fn places_past_the_end_are_clamped() {
        let text = Text::new("ab\r\ncd");
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            assert_eq!(text.offset(Position::new(0, 99), encoding), 2);
            assert_eq!(text.offset(Position::new(7, 0), encoding), 6);
            assert_eq!(text.offset(Position::new(1, usize::MAX), encoding), 6);
        }
    }

    #[test]
    fn lines_end_as_the_first_one_does() {
        for (text, expected) in [
            ("a\r\nb\n", "\r\n"),
            ("a\rb", "\r"),
            ("é\nb\r\n", "\n"),
            ("a", "\n"),
        ] {
            assert_eq!(Text::new(text).line_break(), expected);
        }
    }

    #[test]
    fn a_replacement_past_the_end_appends() {
        let mut text = Text::new("ab");
        let replaced = text.replace(&Edit::new(Span::new(9, 12), "c"));
        assert_eq!(replaced, Span::at(2));
        assert_eq!(text.to_string(), "abc");
    }
}
