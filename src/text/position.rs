/// How a client counts the columns of a line (LSP 3.17, `PositionEncodingKind`).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Encoding {
    /// Columns are bytes.
    Utf8,
    /// Columns are UTF-16 code units: the protocol's default.
    #[default]
    Utf16,
    /// Columns are Unicode scalar values.
    Utf32,
}

impl Encoding {
    /// How many columns `c` takes.
    pub fn width(self, c: char) -> usize {
        match self {
            Encoding::Utf8 => c.len_utf8(),
            Encoding::Utf16 => c.len_utf16(),
            Encoding::Utf32 => 1,
        }
    }

    /// How many columns `text` takes.
    pub fn columns(self, text: &str) -> usize {
        match self {
            Encoding::Utf8 => text.len(),
            _ if text.is_ascii() => text.len(),
            Encoding::Utf16 => text.chars().map(char::len_utf16).sum(),
            Encoding::Utf32 => text.chars().count(),
        }
    }
}

/// A place in a text as editors name it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Position {
    /// Line, from 0. Lines end at LF, CRLF and CR, nowhere else (LSP 3.17, "Text Documents").
    pub line: usize,
    /// Column, from 0, in the units of an [`Encoding`].
    pub column: usize,
}

impl Position {
    /// The place at `column` of `line`, both from 0.
    pub fn new(line: usize, column: usize) -> Self {
        Position { line, column }
    }
}
