use schemars::JsonSchema;
use serde::Serialize;

use crate::text::{Encoding, Span, Text};

/// A place in a file as people and machines name it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub(super) struct Location {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in UTF-16 code units. A byte order mark is in no column.
    pub column: usize,
    /// The place in bytes of the file, from 0.
    pub offset: usize,
}

/// From a place up to another, which is not in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
pub(super) struct Range {
    /// The first character.
    pub start: Location,
    /// One past the last character.
    pub end: Location,
}

impl Location {
    fn new(text: &Text, offset: usize) -> Location {
        let position = text.position(offset, Encoding::Utf16);
        let marked = position.line == 0 && text.slice(Span::new(0, 3)) == "\u{feff}";
        Location {
            line: position.line + 1,
            column: position.column.saturating_sub(usize::from(marked)) + 1,
            offset: text.floor(offset),
        }
    }
}

impl Range {
    /// Where `span` is in `text`.
    pub fn new(text: &Text, span: Span) -> Range {
        Range {
            start: Location::new(text, span.start),
            end: Location::new(text, span.end),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::cli::location::*;

    #[test]
    fn columns_count_utf16_units_from_1() {
        let text = Text::new("a\r\n𝒳é¹");
        let place = Location::new(&text, text.len());
        let expected = Location {
            line: 2,
            column: 5,
            offset: 11,
        };
        assert_eq!(place, expected);
    }

    #[test]
    fn a_byte_order_mark_is_in_no_column() {
        let text = Text::new("\u{feff}ab\nc");
        let columns = [0, 3, 4, 6].map(|offset| Location::new(&text, offset).column);
        assert_eq!(columns, [1, 1, 2, 1]);
    }
}
