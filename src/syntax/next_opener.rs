//! Several notes in one paragraph: `¹ Gazette, 4 June 2019. ² Annual Report, 2020.`, or in one item of a list.

use crate::config::Form;
use crate::text::Span;

use super::flat_opener::begins_note;
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
        let span = Span::new(item.span.start, item.span.end + colon);
        found.push(within(span, label.to_string()));
    }
    numbers(opener, text, body, &mut found);
    if !found.is_empty() {
        items.extend(found);
        items.sort_by_key(|item| item.span.start);
    }
}

/// Appends the plain numbers that come next in an item of a list, `1. A. 2. B.`, or behind a flat number, `1 A. 2 B.`
fn numbers(opener: &NoteOpener, text: &str, body: Span, found: &mut Vec<Item>) {
    let sign = match opener.form {
        Form::Endnotes if text[..body.start].trim_end().ends_with(')') => ")",
        Form::Endnotes => ".",
        Form::Flat => "",
        _ => return,
    };
    let mut from = body.start;
    let mut last = opener.label.number();
    while let Some(number) = last.and_then(|last| last.checked_add(1)) {
        let head = format!("{number}{sign}");
        let Some(at) = head_at(&text[from..body.end], &head) else {
            return;
        };
        let span = Span::new(from + at, from + at + head.len());
        found.push(within(span, number.to_string()));
        from = span.end;
        last = Some(number);
    }
}

/// Where `head` stands in `text` behind a full stop, and something that a note may say behind it.
fn head_at(text: &str, head: &str) -> Option<usize> {
    let says = |at: usize| {
        let said = text[at + head.len()..].strip_prefix(' ');
        said.is_some_and(|said| begins_note(said.trim_start())) && follows_sentence(&text[..at])
    };
    let mut places = text.match_indices(head).map(|(at, _)| at);
    places.find(|at| says(*at))
}

/// Whether the item of a list with that number begins in the middle of `line`.
pub(super) fn has_item(line: &str, number: u32) -> bool {
    ['.', ')']
        .iter()
        .any(|sign| head_at(line, &format!("{number}{sign}")).is_some())
}

/// The item of a head at `span` in the note before.
fn within(span: Span, label: String) -> Item {
    Item {
        span,
        kind: ItemKind::Malformed {
            label: label.into(),
            what: Malformation::OpenerWithin,
        },
    }
}

/// Whether `before` ends with a finished sentence and a space.
fn follows_sentence(before: &str) -> bool {
    let sentence = before.trim_end_matches([' ', '\u{a0}']);
    let ends = sentence.trim_end_matches(is_closing).chars().next_back();
    sentence.len() < before.len() && ends.is_some_and(ends_sentence)
}
