//! `/1/`, of a text whose pages were numbered `[245]`; its notes begin `245/1` (the e-texts of Project
//! Gutenberg).

use memchr::memchr_iter;

use crate::config::Form;
use crate::text::Span;

use super::super::{Confidence, Item, ItemKind, Label};
use super::context::is_in_address;

/// Numbers with more digits are no labels.
const MOST_DIGITS: usize = 4;

/// Appends the candidates in `body`, a part of the block's `text`.
pub(super) fn scan(text: &str, body: Span, items: &mut Vec<Item>) {
    let bytes = text.as_bytes();
    let mut done = body.start;
    for at in memchr_iter(b'/', &bytes[body.range()]) {
        let at = body.start + at;
        let Some((number, len)) = digits(&text[at + 1..body.end]) else {
            continue;
        };
        let end = at + 1 + len + 1;
        let goes_on = bytes
            .get(end)
            .is_some_and(|byte| byte.is_ascii_digit() || *byte == b'/');
        let closed = bytes.get(end - 1) == Some(&b'/') && !goes_on;
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        let begins = !before.is_some_and(|byte| byte.is_ascii_digit() || b"/:".contains(byte));
        if at < done || end > body.end || !closed || !begins || is_in_address(&text[body.start..at])
        {
            continue;
        }
        done = end;
        items.push(Item {
            span: Span::new(at, end),
            kind: ItemKind::Marker {
                form: Form::Slashed,
                label: Label::Number(number),
                confidence: Confidence::Doubtful,
            },
        });
    }
}

/// Page, number and length of the head `245/1` that `rest` begins with, before a blank.
pub fn opener(rest: &str) -> Option<(u32, u32, usize)> {
    let (page, page_len) = digits(rest)?;
    let (number, len) = digits(rest[page_len..].strip_prefix('/')?)?;
    let len = page_len + 1 + len;
    rest[len..]
        .starts_with([' ', '\t'])
        .then_some((page, number, len))
}

fn digits(rest: &str) -> Option<(u32, usize)> {
    let len = rest.bytes().take_while(u8::is_ascii_digit).count();
    let number = rest[..len].parse().ok()?;
    (1..=MOST_DIGITS).contains(&len).then_some((number, len))
}
