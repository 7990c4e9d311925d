//! Labels of footnotes where no renderer looks for them: in code and in blocks of HTML.

use memchr::memmem;

use crate::config::Form;
use crate::text::Span;

use super::{Confidence, Item, ItemKind, Label};

/// Elements whose content Pandoc does not read either.
const RAW: &[&str] = &["<pre", "<script", "<style", "<textarea", "<!"];

/// Appends an item for each `[^label]` in `body`, a part of a block of code.
pub(super) fn code(text: &str, body: Span, items: &mut Vec<Item>) {
    let unread = |(span, label): (Span, &str)| {
        let kind = ItemKind::Unread {
            label: label.into(),
        };
        Item { span, kind }
    };
    items.extend(labels(text, body).map(unread));
}

/// Appends an item for each `[^label]` in `body`, a block of HTML: Pandoc reads it.
pub(super) fn html(text: &str, body: Span, items: &mut Vec<Item>) {
    let block = &text[body.range()];
    let is_raw = |tag: &&str| {
        block
            .get(..tag.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(tag))
    };
    if RAW.iter().any(is_raw) {
        return code(text, body, items);
    }
    let marker = |(span, label): (Span, &str)| {
        let label = Label::named(label);
        let kind = ItemKind::Marker {
            form: Form::Markdown,
            label,
            confidence: Confidence::PandocOnly,
        };
        Item { span, kind }
    };
    items.extend(labels(text, body).map(marker));
}

/// Each `[^label]` in `body` that is no opener of a note, and the label.
fn labels(text: &str, body: Span) -> impl Iterator<Item = (Span, &str)> {
    let found = memmem::find_iter(&text.as_bytes()[body.range()], "[^");
    found.filter_map(move |at| {
        let at = body.start + at;
        let inner = &text[at + 2..body.end];
        let len = inner
            .bytes()
            .take_while(|byte| !b"[] \t\r\n\\".contains(byte))
            .count();
        let before = text[..at].trim_end_matches([' ', '\t', '>']);
        let begins_line = before.is_empty() || before.ends_with(['\n', '\r']);
        let is_head = inner[len..].starts_with("]:") && begins_line;
        let found = len > 0 && inner[len..].starts_with(']') && !is_head;
        found.then(|| (Span::new(at, at + 2 + len + 1), &inner[..len]))
    })
}
