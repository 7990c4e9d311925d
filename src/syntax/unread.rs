//! Labels of footnotes where no reader looks for them: in code and in blocks of HTML.

use memchr::memmem;

use crate::text::Span;

use super::{Mark, MarkKind};

/// Appends a mark for each `[^label]` in `body`, a part of the block's `text`.
pub(super) fn scan(text: &str, body: Span, marks: &mut Vec<Mark>) {
    for at in memmem::find_iter(&text.as_bytes()[body.range()], "[^") {
        let at = body.start + at;
        let inner = &text[at + 2..body.end];
        let len = inner
            .bytes()
            .take_while(|byte| !b"[] \t\r\n\\".contains(byte))
            .count();
        let is_head = inner[len..].starts_with("]:")
            && text[..at]
                .rsplit(['\n', '\r'])
                .next()
                .is_some_and(|line| line.trim().is_empty());
        if len > 0 && inner[len..].starts_with(']') && !is_head {
            marks.push(Mark {
                span: Span::new(at, at + 2 + len + 1),
                kind: MarkKind::Unread {
                    label: inner[..len].into(),
                },
            });
        }
    }
}
