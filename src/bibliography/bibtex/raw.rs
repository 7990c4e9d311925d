//! One piece of a `.bib` file as the library reads it, and what an author is told where it cannot.

use biblatex::{Pair, ParseError, ParseErrorKind, RawBibliography, RawEntry, Token};

use super::super::{BibliographyFault, place};
use super::cut::EntryPiece;
use super::head::{head, key};
use super::unclosed;
use crate::text::Span;

/// The entry that a piece holds.
pub(super) fn read<'s>(
    piece: &EntryPiece,
    source: &'s str,
) -> Result<RawEntry<'s>, BibliographyFault> {
    let raw = parse(piece, source)?;
    let entry = raw.entries.into_iter().next();
    entry
        .map(|entry| entry.v)
        .ok_or_else(|| BibliographyFault::new(piece.span, "This entry cannot be parsed."))
}

/// The abbreviations that a piece defines.
pub(super) fn read_strings<'s>(
    piece: &EntryPiece,
    source: &'s str,
) -> Result<Vec<Pair<'s>>, BibliographyFault> {
    Ok(parse(piece, source)?.abbreviations)
}

fn parse<'s>(
    piece: &EntryPiece,
    source: &'s str,
) -> Result<RawBibliography<'s>, BibliographyFault> {
    let key = key(source);
    if piece.is_too_deep {
        let message = "The braces of this entry are nested too deeply.";
        let head = place(piece.span.start, head(source), piece.span);
        return Err(BibliographyFault::new(head, message).losing(key));
    }
    if !piece.is_closed {
        let (range, message) = unclosed::explain(source);
        let span = place(piece.span.start, range, piece.span);
        return Err(BibliographyFault::new(span, message).losing(key));
    }
    RawBibliography::parse(source).map_err(|error| {
        let message = explain(&error, source, key);
        let span = error_span(&error, source);
        BibliographyFault::new(place(piece.span.start, span, piece.span), message).losing(key)
    })
}

/// Where the reader stopped: the word there, so that an editor has something to underline.
fn error_span(error: &ParseError, source: &str) -> std::ops::Range<usize> {
    let start = source.floor_char_boundary(error.span.start);
    let rest = source.get(start..).unwrap_or_default();
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | ',' | '{' | '}'));
    let length = end.unwrap_or(rest.len());
    let Some(first) = rest.chars().next().map(char::len_utf8) else {
        return head(source);
    };
    Span::new(start, start + length.max(first)).range()
}

fn explain(error: &ParseError, source: &str, key: &str) -> String {
    let span = error_span(error, source);
    let found = source.get(span.clone()).unwrap_or_default();
    if key.is_empty() && span.start <= head(source).end + 64 && found.starts_with('=') {
        return "Missing key before the fields of this entry.".to_owned();
    }
    match &error.kind {
        ParseErrorKind::Expected(Token::Comma) if found.is_empty() || found == "}" => {
            "Missing comma.".to_owned()
        }
        ParseErrorKind::Expected(Token::Comma) => format!("Missing comma before `{found}`."),
        ParseErrorKind::Expected(Token::Equals) => {
            "Missing `=` between a field and its value.".to_owned()
        }
        ParseErrorKind::Expected(Token::Identifier) => "Missing field name.".to_owned(),
        ParseErrorKind::UnexpectedEof if !found.is_empty() => {
            "Missing value: use text in braces or quotes, a number, or an abbreviation.".to_owned()
        }
        ParseErrorKind::UnexpectedEof => "This entry ends in the middle of a value.".to_owned(),
        other => format!("This entry cannot be parsed: {other}."),
    }
}
