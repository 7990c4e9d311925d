use tower_lsp::lsp_types::{Position, TextDocumentContentChangeEvent};

use crate::index::{Document, Editing};
use crate::server::convert::place;
use crate::text::{Edit, Encoding, Span, Text};

/// So many changes are read each where it stands, for they may be far apart; more of them all at once, with what
/// stands between.
const FEW: usize = 16;

/// A document after `changes`, each in places of the text that the one before gives (LSP 3.17,
/// `DidChangeTextDocumentParams`), and what was odd about them.
///
/// None is refused, as the text would no longer be the client's: a place past the end of its line or of
/// the text is clamped, and the ends of an inverted range are taken the other way round.
pub fn apply(
    document: Document,
    changes: &[TextDocumentContentChangeEvent],
    encoding: Encoding,
) -> (Document, Vec<String>) {
    let mut editing = Editing::new(document);
    let mut odd = Vec::new();
    for change in changes {
        let text = editing.text();
        let span = match change.range {
            None => text.span(),
            Some(range) => {
                let start = offset(text, range.start, encoding, &mut odd);
                let end = offset(text, range.end, encoding, &mut odd);
                odd.dedup();
                if end < start {
                    odd.push("the range of a change ends before it starts".to_owned());
                }
                Span::new(start.min(end), start.max(end))
            }
        };
        editing.replace(&Edit::new(span, change.text.as_str()));
        if changes.len() <= FEW {
            editing.read();
        }
    }
    (editing.finish(), odd)
}

fn offset(text: &Text, position: Position, encoding: Encoding, odd: &mut Vec<String>) -> usize {
    let offset = place::offset(text, position, encoding);
    // The start of the line after the last one is how many clients name the end of the text.
    let lines = place::number(text.line_count());
    if position.line > lines || (position.line == lines && position.character > 0) {
        odd.push(format!(
            "line {} of a change is past the end of the text",
            position.line
        ));
    } else if position.line < lines {
        let real = text.position(offset, encoding);
        if place::number(real.column) != position.character {
            odd.push(format!(
                "column {} of line {} of a change is past its end or inside a character",
                position.character, position.line
            ));
        }
    }
    offset
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tower_lsp::lsp_types::Range;

    use crate::config::DialectChoice;
    use crate::syntax::DocumentKind;

    use super::*;

    /// The place before the character at `at`, counted without the rope.
    fn position(text: &[char], at: usize, encoding: Encoding) -> Position {
        let mut position = Position::new(0, 0);
        for (index, char) in text[..at].iter().enumerate() {
            let is_break = *char == '\n' || (*char == '\r' && text.get(index + 1) != Some(&'\n'));
            position = match is_break {
                true => Position::new(position.line + 1, 0),
                false => Position::new(
                    position.line,
                    position.character + place::number(encoding.width(*char)),
                ),
            };
        }
        position
    }

    /// The nearest boundary that a client can name: none stands within a CRLF.
    fn boundary(text: &[char], at: usize) -> usize {
        let at = at.min(text.len());
        let splits = at > 0 && text[at - 1] == '\r' && text.get(at) == Some(&'\n');
        at - usize::from(splits)
    }

    proptest! {
        #[test]
        fn the_text_stays_that_of_the_client(
            start in "[ab\n\r😀é¹𝒳]{0,30}",
            edits in prop::collection::vec((0usize..40, 0usize..8, "[ab\n\r😀é𝒳]{0,4}"), 1..24),
            encoding in prop_oneof![Just(Encoding::Utf8), Just(Encoding::Utf16), Just(Encoding::Utf32)],
        ) {
            let mut model: Vec<char> = start.chars().collect();
            let mut changes = Vec::new();
            for (at, len, insert) in edits {
                let from = boundary(&model, at);
                let to = boundary(&model, from + len).max(from);
                let range = Range::new(position(&model, from, encoding), position(&model, to, encoding));
                model.splice(from..to, insert.chars());
                changes.push(TextDocumentContentChangeEvent {
                    range: Some(range),
                    range_length: None,
                    text: insert,
                });
            }
            let document = Document::new(Text::new(&start), DocumentKind::Markdown, DialectChoice::Auto);
            let (document, odd) = apply(document, &changes, encoding);
            prop_assert_eq!(document.text().to_string(), model.iter().collect::<String>());
            prop_assert_eq!(odd, Vec::<String>::new());
        }
    }
}
