use super::{Encoding, Position, Span};

/// A part of one line, its columns counted in every [`Encoding`]: it names a place of a text that is not
/// at hand.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct LineRange {
    line: u32,
    start: Columns,
    end: Columns,
}

/// A column, from 0, in bytes, UTF-16 code units and characters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
struct Columns {
    utf8: u32,
    utf16: u32,
    utf32: u32,
}

impl LineRange {
    /// Where it starts.
    pub fn start(self, encoding: Encoding) -> Position {
        self.position(self.start, encoding)
    }

    /// Where it ends.
    pub fn end(self, encoding: Encoding) -> Position {
        self.position(self.end, encoding)
    }

    fn position(self, columns: Columns, encoding: Encoding) -> Position {
        let column = match encoding {
            Encoding::Utf8 => columns.utf8,
            Encoding::Utf16 => columns.utf16,
            Encoding::Utf32 => columns.utf32,
        };
        Position::new(self.line as usize, column as usize)
    }
}

/// Makes [`LineRange`]s of a text in one pass, for spans that are asked in the order of their starts.
#[derive(Clone, Debug)]
pub struct LineRanges<'a> {
    text: &'a str,
    line: u32,
    /// Where the line begins, in bytes.
    start: usize,
    /// Where in the line the last span began, in bytes, and its column: many spans may stand on one line.
    last: (usize, Columns),
}

impl<'a> LineRanges<'a> {
    /// Those of `text`.
    pub fn new(text: &'a str) -> LineRanges<'a> {
        LineRanges {
            text,
            line: 0,
            start: 0,
            last: (0, Columns::default()),
        }
    }

    /// The range of `span`, or of what of it stands on its first line. One that starts before the last one
    /// that was asked costs a pass from the start of its line, or from the top.
    pub fn of(&mut self, span: Span) -> LineRange {
        if span.start < self.start {
            *self = LineRanges::new(self.text);
        } else if span.start < self.last.0 {
            self.last = (self.start, Columns::default());
        }
        self.advance(span.start);
        let (from, column) = self.last;
        let start = column.after(self.text.get(from..span.start).unwrap_or_default());
        self.last = (span.start, start);
        let rest = self.text.get(span.start..span.end).unwrap_or_default();
        let len = memchr::memchr2(b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len());
        LineRange {
            line: self.line,
            start,
            end: start.after(rest.get(..len).unwrap_or_default()),
        }
    }

    /// Goes on to the line that holds the byte at `offset`.
    fn advance(&mut self, offset: usize) {
        let bytes = self.text.as_bytes();
        let until = bytes.get(..offset).unwrap_or(bytes);
        let mut from = self.last.0;
        while let Some(at) = memchr::memchr2(b'\n', b'\r', until.get(from..).unwrap_or_default()) {
            from += at + 1;
            let within_crlf =
                bytes.get(from - 1) == Some(&b'\r') && bytes.get(from) == Some(&b'\n');
            if !within_crlf {
                self.line = self.line.saturating_add(1);
                self.start = from;
                self.last = (from, Columns::default());
            }
        }
    }
}

impl Columns {
    /// The column behind `text`, which begins at this one.
    fn after(self, text: &str) -> Columns {
        let text = Columns::of(text);
        Columns {
            utf8: self.utf8.saturating_add(text.utf8),
            utf16: self.utf16.saturating_add(text.utf16),
            utf32: self.utf32.saturating_add(text.utf32),
        }
    }

    fn of(text: &str) -> Columns {
        let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        if text.is_ascii() {
            let len = number(text.len());
            return Columns {
                utf8: len,
                utf16: len,
                utf32: len,
            };
        }
        Columns {
            utf8: number(text.len()),
            utf16: number(text.encode_utf16().count()),
            utf32: number(text.chars().count()),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::Text;

    proptest! {
        #[test]
        fn ranges_are_those_that_the_rope_gives(
            content in "[ab\n\ré𝒳\u{2028}]{0,30}",
            spans in prop::collection::vec((0usize..60, 0usize..4), 0..6),
        ) {
            let text = Text::new(&content);
            let mut ranges = LineRanges::new(&content);
            for (start, len) in spans {
                let start = text.floor(start);
                let line = text.line(text.line_of(start));
                // Between CR and LF no editor can stand.
                prop_assume!(start <= line.end);
                let span = Span::new(start, text.floor(start + len));
                let range = ranges.of(span);
                for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
                    let end = span.end.min(line.end);
                    prop_assert_eq!(range.start(encoding), text.position(start, encoding));
                    prop_assert_eq!(range.end(encoding), text.position(end, encoding));
                }
            }
        }
    }
}
