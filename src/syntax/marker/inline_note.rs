//! `^[text]`: a marker that is its own note (Pandoc manual, "Inline notes").

use crate::config::Form;
use crate::text::Span;

use super::super::{Confidence, Item, ItemKind, Label};
use super::brackets::Brackets;
use super::{is_escaped, malformed};

/// How far an inline note is looked at for what tells it from a regular expression, in bytes.
const LOOKED_AT: usize = 100;

/// The most inline notes in each other. What stands deeper is text: the text of each note holds those within it,
/// so that without a bound their number would count by its square.
const MOST_NESTED: usize = 4;

/// The inline note whose bracket is at `at`, and where to look on: inside it, for what it cites. `^[a-z]`
/// may be a regular expression.
pub(super) fn at(
    text: &str,
    at: usize,
    body: Span,
    brackets: &mut Brackets<'_>,
) -> Option<(Item, usize)> {
    let caret = caret(text, at, body)?;
    let Some(end) = brackets.end(at) else {
        return Some((malformed::unclosed_inline(text, caret, body)?, at + 1));
    };
    let around = brackets.notes_around(at, end);
    if around >= MOST_NESTED {
        let first = (around == MOST_NESTED).then(|| malformed::nested_inline(caret));
        return Some((first?, at + 1));
    }
    let content = &text[at + 1..end - 1];
    let content = &content[..content.floor_char_boundary(LOOKED_AT)];
    let confidence = match content.contains(char::is_whitespace) || content.contains("://") {
        true => Confidence::Certain,
        false => Confidence::Doubtful,
    };
    let item = Item {
        span: Span::new(caret, end),
        kind: ItemKind::Marker {
            form: Form::Inline,
            label: Label::Name("".into()),
            confidence,
        },
    };
    Some((item, at + 1))
}

/// The caret that makes an inline note of the bracket at `at`.
fn caret(text: &str, at: usize, body: Span) -> Option<usize> {
    let caret = at.checked_sub(1).filter(|caret| *caret >= body.start)?;
    (text.as_bytes()[caret] == b'^' && !is_escaped(text, caret)).then_some(caret)
}
