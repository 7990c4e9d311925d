//! Cutting a `.bib` file into its entries, so that one that is not closed takes no other with it.

use std::borrow::Cow;

use super::super::BibliographyFault;
use crate::text::Span;

/// Braces nested deeper than this are no bibliography; the library that reads entries would recurse as deep.
const DEEPEST: usize = 100;

/// How far back an `@` looks for the start of its line, in bytes. Who indents further has no entry there.
const INDENT: usize = 64;

/// A stretch of the file that begins with `@word{` or `@word(`.
pub(super) struct EntryPiece {
    /// All of it, in bytes of the file.
    pub span: Span,
    /// The word after `@`, in lower case: `article`, `string`.
    pub word: String,
    /// Whether its bracket is closed.
    pub is_closed: bool,
    /// Whether its brackets are nested deeper than anyone writes.
    pub is_too_deep: bool,
    /// A closing brace or a field after it, which belongs to nothing.
    stray: Option<Span>,
}

impl EntryPiece {
    /// Whether it is an entry that can be cited.
    pub fn is_entry(&self) -> bool {
        !matches!(self.word.as_str(), "string" | "comment" | "preamble")
    }

    /// Whether it defines abbreviations.
    pub fn is_string(&self) -> bool {
        self.word == "string"
    }

    /// Its text, in braces where it is written in parentheses (BibTeX allows both): of the same length.
    pub fn source<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let piece = text.get(self.span.range()).unwrap_or_default();
        let open = piece.find(['{', '(']).unwrap_or_default();
        let inner = piece.get(open..).and_then(|rest| rest.strip_prefix('('));
        let Some(inner) = inner else {
            return Cow::Borrowed(piece);
        };
        let inner = inner.strip_suffix(')').unwrap_or(inner);
        let head = piece.get(..open).unwrap_or_default();
        let close = if self.is_closed { "}" } else { "" };
        Cow::Owned(format!("{head}{{{inner}{close}"))
    }

    /// What is wrong right after it.
    pub fn fault_after(&self) -> Option<BibliographyFault> {
        let message = "Text after the end of an entry: its closing `}` comes too early.";
        Some(BibliographyFault::new(self.stray?, message))
    }
}

/// A place where a piece may begin.
struct PieceStart {
    at: usize,
    word: String,
    line_start: bool,
    close: Option<usize>,
    depth: usize,
}

/// An open bracket.
struct Bracket {
    opening: Option<usize>,
    round: bool,
}

/// Cuts `text` into pieces, in one pass. An entry ends where its bracket closes. One that is not closed ends at
/// the next line that begins with `@word{`: such a line inside a closed entry is text of it, unless what is
/// before it shows that the entry lacks a brace.
pub(super) fn cut(text: &str) -> Vec<EntryPiece> {
    let mut openings = Pass::default();
    openings.run(text);
    let openings = openings.openings;
    let mut pieces: Vec<EntryPiece> = Vec::new();
    let mut end = 0;
    for (index, opening) in openings.iter().enumerate() {
        if opening.at < end {
            continue;
        }
        let mut later = openings.iter().skip(index + 1);
        end = match opening.close {
            Some(close) => close + 1,
            None => later
                .find(|next| next.line_start)
                .map_or(text.len(), |next| next.at),
        };
        let is_closed = opening.close.is_some();
        pieces.push(EntryPiece {
            span: Span::new(opening.at, end),
            word: opening.word.clone(),
            is_closed,
            is_too_deep: opening.depth > DEEPEST,
            stray: is_closed.then(|| stray(text, end)).flatten(),
        });
    }
    pieces
}

/// A closing brace or a field right after an entry that ends at `end`.
fn stray(text: &str, end: usize) -> Option<Span> {
    let rest = text.get(end..)?;
    let line = rest.trim_start_matches([' ', '\t', '\r', '\n', ',']);
    let at = end + (rest.len() - line.len());
    let line = line.lines().next()?;
    let field = line.split_once('=').is_some_and(|(name, value)| {
        let name = name.trim();
        let word = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        word && value.trim_start().starts_with(['{', '"'])
    });
    (field || line.starts_with('}')).then(|| Span::new(at, at + line.trim_end().len()))
}

/// The state of the one pass over the text.
#[derive(Default)]
struct Pass {
    openings: Vec<PieceStart>,
    open: Vec<Bracket>,
    /// The last byte that is no white space.
    last: u8,
}

impl Pass {
    fn run(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            match byte {
                b'\\' => at += 1,
                b'%' if self.open.is_empty() => {
                    let rest = bytes.get(at..).unwrap_or_default();
                    at += memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
                }
                b'@' => at = self.at_sign(text, at),
                b'{' => self.push(None, false),
                b'(' if self.open.last().is_some_and(|top| top.round) => self.push(None, true),
                b'}' => self.pop(at, false),
                b')' => self.pop(at, true),
                _ => {}
            }
            if !byte.is_ascii_whitespace() {
                self.last = byte;
            }
            at += 1;
        }
    }

    /// Takes the `@` at `at` for the beginning of a piece, if it is one. Gives the last byte that it read.
    fn at_sign(&mut self, text: &str, at: usize) -> usize {
        let Some((word, bracket)) = head(text, at) else {
            return at;
        };
        let line_start = begins_line(text, at);
        if let Some(bottom) = self.open.first() {
            if !line_start {
                return at;
            }
            let outer = bottom.opening.and_then(|index| self.openings.get(index));
            let in_entry = outer.is_some_and(|outer| outer.word != "comment");
            // Between the fields of an entry no `@` can stand, and after a line that ends with a brace it is
            // the next entry.
            if in_entry && (self.open.len() == 1 || self.last == b'}') {
                self.open.clear();
            }
        }
        self.openings.push(PieceStart {
            at,
            word: word.to_ascii_lowercase(),
            line_start,
            close: None,
            depth: 0,
        });
        let round = text.as_bytes().get(bracket) == Some(&b'(');
        self.push(Some(self.openings.len() - 1), round);
        bracket
    }

    fn push(&mut self, opening: Option<usize>, round: bool) {
        if opening.is_none() && self.open.is_empty() {
            return;
        }
        self.open.push(Bracket { opening, round });
        let outer = self.open.first().and_then(|bracket| bracket.opening);
        if let Some(outer) = outer.and_then(|index| self.openings.get_mut(index)) {
            outer.depth = outer.depth.max(self.open.len());
        }
    }

    fn pop(&mut self, at: usize, round: bool) {
        if self.open.last().is_some_and(|top| top.round == round) {
            let is_closed = self.open.pop().and_then(|top| top.opening);
            if let Some(opening) = is_closed.and_then(|index| self.openings.get_mut(index)) {
                opening.close = Some(at);
            }
        }
    }
}

/// The word after the `@` at `at`, and the place of the bracket that follows it.
fn head(text: &str, at: usize) -> Option<(&str, usize)> {
    let rest = text.get(at + 1..)?;
    let length = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let (word, after) = rest.split_at_checked(length)?;
    let bracket = after.trim_ascii_start();
    let place = at + 1 + length + (after.len() - bracket.len());
    (!word.is_empty() && bracket.starts_with(['{', '('])).then_some((word, place))
}

/// Whether only white space stands before `at` on its line, or the mark of byte order.
fn begins_line(text: &str, at: usize) -> bool {
    let before = text.as_bytes().get(at.saturating_sub(INDENT)..at);
    let mut before = before.unwrap_or_default().iter().rev();
    let stop = before.find(|byte| !matches!(byte, b' ' | b'\t'));
    match stop {
        None => at <= INDENT,
        Some(byte) => matches!(byte, b'\n' | b'\r') || at == '\u{feff}'.len_utf8(),
    }
}
