//! `^[text]`: a marker that is its own note (Pandoc manual, "Inline notes").

use crate::config::Form;
use crate::text::Span;

use super::super::{Evidence, Label, Mark, MarkKind};
use super::is_escaped;

/// The inline note whose bracket is at `at`, and where to look on: inside it, for what it cites. `^[a-z]`
/// may be a regular expression.
pub(super) fn at(text: &str, at: usize, body: Span) -> Option<(Mark, usize)> {
    let caret = at.checked_sub(1).filter(|caret| *caret >= body.start)?;
    if text.as_bytes()[caret] != b'^' || is_escaped(text, caret) {
        return None;
    }
    let end = closing(text, at, body.end)?;
    let content = &text[at + 1..end - 1];
    let evidence = match content.contains(char::is_whitespace) || content.contains("://") {
        true => Evidence::Certain,
        false => Evidence::Doubtful,
    };
    let mark = Mark {
        span: Span::new(caret, end),
        kind: MarkKind::Marker {
            form: Form::Inline,
            label: Label::Name("".into()),
            evidence,
        },
    };
    Some((mark, at + 1))
}

/// Where the bracket opened at `open` ends, its closing one included.
fn closing(text: &str, open: usize, end: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut depth = 0;
    let mut at = open;
    while at < end {
        match bytes[at] {
            b'\\' => at += 1,
            b'[' => depth += 1,
            b']' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
        at += 1;
    }
    None
}
