//! `[@key, p. 3; see @other]` (Pandoc manual, "Citation syntax").

use crate::text::Span;

use super::super::{Mark, MarkKind};
use super::is_escaped;

/// Appends the citations in the bracket at `at`; returns where to look on. A mail address and the text of
/// a link are none.
pub(super) fn at(text: &str, at: usize, body: Span) -> Option<(Vec<Mark>, usize)> {
    let inner = &text[at + 1..body.end];
    let len = inner.find(['[', ']'])?;
    let end = at + 1 + len + 1;
    let is_link = text[end..body.end].starts_with(['(', '[', ':']);
    if !inner[..len].contains('@')
        || inner.as_bytes()[len] != b']'
        || is_link
        || is_escaped(text, at)
    {
        return None;
    }
    let mut marks = Vec::new();
    for (sign, _) in inner[..len].match_indices('@') {
        let begins = inner[..sign]
            .chars()
            .next_back()
            .is_none_or(|c| c.is_whitespace() || "-;".contains(c));
        let len = key(&inner[sign + 1..len]);
        if begins && len > 0 {
            let start = at + 1 + sign;
            let key = text[start + 1..start + 1 + len].into();
            let span = Span::new(start, start + 1 + len);
            marks.push(Mark {
                span,
                kind: MarkKind::Citation { key },
            });
        }
    }
    (!marks.is_empty()).then_some((marks, end))
}

/// Length of the key that `rest` begins with: it begins with a letter, a digit or `_`, and has single
/// punctuation marks within.
fn key(rest: &str) -> usize {
    let mut len = 0;
    let mut punctuation = true;
    for (at, c) in rest.char_indices() {
        let inner = ":.#$%&-+?<>~/".contains(c);
        match (c.is_alphanumeric() || c == '_', inner && !punctuation) {
            (true, _) => (len, punctuation) = (at + c.len_utf8(), false),
            (_, true) => punctuation = true,
            _ => break,
        }
    }
    len
}
