//! Signs that some houses print for numbers of notes.

use std::fmt;

/// A kind of sign.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Sign {
    /// `(1)`.
    Parentheses,
    /// `(١)`, with the digits of Arabic.
    ArabicParentheses,
    /// `（注1）` of Chinese and Japanese, in parentheses of either width.
    NoteParentheses,
    /// `①`.
    Circled,
    /// `[i]`.
    Roman,
    /// `*`, `†`, `‡`.
    Symbol,
    /// `^1^`, a superscript of Pandoc.
    Raised,
    /// `[Footnote 1]`.
    Footnote,
    /// `<FN1>`.
    Tag,
}

/// The symbols, in the order in which they are used (The Chicago Manual of Style, "Footnotes: symbols").
pub(super) const SYMBOLS: [char; 4] = ['*', '†', '‡', '§'];

/// The first circled number: 20 follow one another.
pub(super) const FIRST_CIRCLED: u32 = 0x2460;

impl Sign {
    /// The sign of that kind for a number, as it is written.
    pub fn write(self, number: u32, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let nth = |first: u32| char::from_u32(first + number.saturating_sub(1)).unwrap_or('?');
        match self {
            Sign::Parentheses => write!(f, "({number})"),
            Sign::ArabicParentheses => {
                let digits = number.to_string();
                let arabic = digits
                    .bytes()
                    .filter_map(|digit| char::from_u32(0x660 + u32::from(digit - b'0')));
                write!(f, "({})", arabic.collect::<String>())
            }
            Sign::NoteParentheses => write!(f, "（注{number}）"),
            Sign::Circled => write!(f, "{}", nth(FIRST_CIRCLED)),
            Sign::Roman => write!(f, "[{}]", roman(number)),
            Sign::Symbol => {
                let symbol = SYMBOLS.get(number.saturating_sub(1) as usize);
                write!(f, "{}", symbol.unwrap_or(&'*'))
            }
            Sign::Raised => write!(f, "^{number}^"),
            Sign::Footnote => write!(f, "[Footnote {number}]"),
            Sign::Tag => write!(f, "<FN{number}>"),
        }
    }
}

/// Roman numerals in small letters, from the greatest.
pub(super) const ROMAN: [(&str, u32); 5] = [("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1)];

/// A number in Roman numerals.
pub(super) fn roman(mut number: u32) -> String {
    let mut written = String::new();
    for (letters, value) in ROMAN {
        while number >= value {
            written += letters;
            number -= value;
        }
    }
    written
}
