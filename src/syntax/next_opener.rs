//! Several notes of a page in one paragraph: `¹ Gazette, 4 June 2019. ² Annual Report, 2020.`

use crate::config::Form;
use crate::text::Span;

use super::note_opener::NoteOpener;
use super::plain::{ends_sentence, is_closing};
use super::{Item, ItemKind, Malformation};

/// Appends an item for each candidate among `items`, those of the note that `opener` begins and `body` is the text of,
/// that looks like the head of the next note: it follows a full stop and a space, comes next, and text follows it.
pub(super) fn scan(opener: &NoteOpener, text: &str, body: Span, items: &mut Vec<Item>) {
    let mut last = opener.label.number();
    let mut found = Vec::new();
    for item in items.iter() {
        let ItemKind::Marker { form, label, .. } = &item.kind else {
            continue;
        };
        let next = last.and_then(|last| last.checked_add(1));
        if *form != opener.form || (*form != Form::Markdown && label.number() != next) {
            continue;
        }
        let colon = usize::from(*form == Form::Markdown);
        let after = &text[item.span.end..body.end];
        let said = after.get(colon..).unwrap_or_default();
        let says = said.starts_with(char::is_whitespace) && said.contains(char::is_alphanumeric);
        let is_head = colon == 0 || after.starts_with(':');
        if !is_head || !says || !follows_sentence(&text[body.start..item.span.start]) {
            continue;
        }
        last = label.number();
        found.push(Item {
            span: Span::new(item.span.start, item.span.end + colon),
            kind: ItemKind::Malformed {
                label: label.to_string().into(),
                what: Malformation::OpenerWithin,
            },
        });
    }
    if !found.is_empty() {
        items.extend(found);
        items.sort_by_key(|item| item.span.start);
    }
}

/// Whether `before` ends with a finished sentence and a space.
fn follows_sentence(before: &str) -> bool {
    let sentence = before.trim_end_matches([' ', '\u{a0}']);
    let ends = sentence.trim_end_matches(is_closing).chars().next_back();
    sentence.len() < before.len() && ends.is_some_and(ends_sentence)
}
