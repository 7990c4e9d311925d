use tower_lsp::lsp_types::{Position, TextDocumentContentChangeEvent};

use crate::index::Document;
use crate::server::convert::place;
use crate::text::{Edit, Encoding, Span, Text};

/// A document after `changes`, each in places of the text that the one before gives (LSP 3.17,
/// `DidChangeTextDocumentParams`), and what was odd about them.
///
/// None is refused, as the text would no longer be the client's: a place past the end of its line or of
/// the text is clamped, and the ends of an inverted range are taken the other way round.
pub fn apply(
    document: &Document,
    changes: Vec<TextDocumentContentChangeEvent>,
    encoding: Encoding,
) -> (Document, Vec<String>) {
    let mut document = document.clone();
    let mut odd = Vec::new();
    for change in changes {
        let text = document.text();
        let span = match change.range {
            None => text.span(),
            Some(range) => {
                let start = offset(text, range.start, encoding, &mut odd);
                let end = offset(text, range.end, encoding, &mut odd);
                if end < start {
                    odd.push("the range of a change ends before it starts".to_owned());
                }
                Span::new(start.min(end), start.max(end))
            }
        };
        document = document.edit(&Edit::new(span, change.text));
    }
    (document, odd)
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
