//! Places in a text: bytes here, lines and columns in the protocol.

use tower_lsp::lsp_types::{Position, Range, Url};

use crate::server::abilities::Abilities;
use crate::text::{self, Encoding, LineRange, Span, Text};

/// A document, and the client that knows it.
#[derive(Clone, Copy)]
pub struct Located<'a> {
    /// Its URI.
    pub uri: &'a Url,
    /// Its text.
    pub text: &'a Text,
    /// What the client can do.
    pub client: &'a Abilities,
}

impl Located<'_> {
    /// The range of a span.
    pub fn range(&self, span: Span) -> Range {
        range(self.text, span, self.client.encoding)
    }
}

/// The byte offset of a position, clamped to its line and to the text.
pub fn offset(text: &Text, position: Position, encoding: Encoding) -> usize {
    let number = |number| usize::try_from(number).unwrap_or(usize::MAX);
    let position = text::Position::new(number(position.line), number(position.character));
    text.offset(position, encoding)
}

/// The range of a span.
pub fn range(text: &Text, span: Span, encoding: Encoding) -> Range {
    let position = |offset| {
        let position = text.position(offset, encoding);
        Position::new(number(position.line), number(position.column))
    };
    Range::new(position(span.start), position(span.end))
}

/// The range of a place in a text that is not at hand.
pub fn line_range(place: LineRange, encoding: Encoding) -> Range {
    let position = |at: text::Position| Position::new(number(at.line), number(at.column));
    Range::new(
        position(place.start(encoding)),
        position(place.end(encoding)),
    )
}

/// A number as the protocol has it.
pub fn number(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
