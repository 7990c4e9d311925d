//! `[@key, p. 3; see @other]`, and `@key` in running text (Pandoc manual, "Citation syntax"). What names a
//! person is written alike: the index tells it from a key.

use memchr::memchr_iter;

use crate::text::Span;

use super::super::inline::Structure;
use super::super::{Confidence, Item, ItemKind};
use super::brackets::Brackets;

/// Longer keys are not looked for between braces, in bytes.
const LONGEST_BRACED: usize = 500;

/// Appends the keys in `body`, a part of the block's `text`, that may be cited there.
pub(super) fn scan(
    text: &str,
    body: Span,
    structure: &mut Structure<'_>,
    brackets: &mut Brackets<'_>,
    items: &mut Vec<Item>,
) {
    for at in memchr_iter(b'@', &text.as_bytes()[body.range()]) {
        let at = body.start + at;
        let Some((span, key)) = key_at(text, at, body) else {
            continue;
        };
        if is_example(text, span, body) {
            let label = text[span.range()].into();
            let kind = ItemKind::LinkLabel { label };
            items.push(Item { span, kind });
        } else if let Some(confidence) = confidence(text, span, body, brackets)
            && structure.is_text(span)
        {
            items.push(citation(span, key, confidence));
        }
    }
}

/// Appends the keys in `body`, where renderers may look for citations: all on the same `confidence`.
pub fn loose(text: &str, body: Span, confidence: Confidence, items: &mut Vec<Item>) {
    for at in memchr_iter(b'@', &text.as_bytes()[body.range()]) {
        if let Some((span, key)) = key_at(text, body.start + at, body) {
            items.push(citation(span, key, confidence));
        }
    }
}

fn citation(span: Span, key: &str, confidence: Confidence) -> Item {
    let key = key.into();
    Item {
        span,
        kind: ItemKind::Citation { key, confidence },
    }
}

/// The key cited by the `@` at `at`, and all of its span, sign and braces included. A mail address has none,
/// nor has the address of a person on some server.
pub(super) fn key_at(text: &str, at: usize, body: Span) -> Option<(Span, &str)> {
    if !may_begin(&text[body.start..at]) {
        return None;
    }
    let rest = &text[at + 1..body.end];
    let (key, len) = match rest.starts_with('{') {
        true => braced(rest).map(|key| (key, key.len() + "{}".len()))?,
        false => (&rest[..key_len(rest)], key_len(rest)),
    };
    let goes_on = rest[len..].starts_with('@');
    (!key.is_empty() && !goes_on).then_some((Span::new(at, at + 1 + len), key))
}

/// Whether a key may be cited right after `before`.
fn may_begin(before: &str) -> bool {
    let word = before.trim_end_matches(['*', '_']);
    let begins = |c: char| match c.is_ascii() {
        true => c.is_ascii_whitespace() || "([{\"'-;,>|".contains(c),
        false => !c.is_alphanumeric(),
    };
    word.chars().next_back().is_none_or(begins)
}

/// Whether `c` may stand within a key, and neither begin nor end it.
fn is_inner(c: char) -> bool {
    ":.#$%&-+?<>~/".contains(c)
}

/// `key` as it is cited, with braces where it needs them.
pub fn cited(key: &str) -> String {
    match key_len(key) == key.len() {
        true => format!("@{key}"),
        false => format!("@{{{key}}}"),
    }
}

/// Length of the key that `rest` begins with, in bytes: it begins with a letter, a digit or `_`, and has
/// single punctuation marks within, and slashes after a colon or another slash.
pub fn key_len(rest: &str) -> usize {
    let mut len = 0;
    let mut punctuation = true;
    for (at, c) in rest.char_indices() {
        let address = c == '/' && rest[..at].ends_with([':', '/']);
        match (c.is_alphanumeric() || c == '_', is_inner(c)) {
            (true, _) => (len, punctuation) = (at + c.len_utf8(), false),
            (_, true) if !punctuation || (address && len > 0) => punctuation = true,
            _ => break,
        }
    }
    len
}

/// The key between the braces that `rest` begins with. Another such key does not begin within it, so that text
/// full of them is read once.
fn braced(rest: &str) -> Option<&str> {
    let mut depth = 0usize;
    let mut previous = '@';
    for (at, c) in rest
        .char_indices()
        .take_while(|(at, _)| *at < LONGEST_BRACED)
    {
        match c {
            '{' if at > 0 && previous == '@' => return None,
            '{' => depth += 1,
            '}' if depth == 1 => return Some(&rest[1..at]),
            '}' => depth -= 1,
            c if c.is_whitespace() => return None,
            _ => {}
        }
        previous = c;
    }
    None
}

/// Where the key begins that is being written at the end of `before`, the content of a block up to there: at
/// its `@`.
pub fn unfinished_key(before: &str) -> Option<usize> {
    let near = before.ceil_char_boundary(before.len().saturating_sub(LONGEST_BRACED));
    let at = near + before[near..].rfind('@')?;
    let key = &before[at + 1..];
    let goes_on = match key.strip_prefix('{') {
        Some(inner) => !inner.contains(|c: char| c.is_whitespace() || c == '}'),
        None => key
            .chars()
            .all(|c| c.is_alphanumeric() || c == '_' || is_inner(c)),
    };
    (goes_on && may_begin(&before[..at])).then_some(at)
}

/// Whether the `@key` at `span` labels an item of a numbered list: `(@key) text` (Pandoc manual, "Numbered
/// example lists").
fn is_example(text: &str, span: Span, body: Span) -> bool {
    let item = text[body.start..span.start].strip_suffix('(');
    item.is_some_and(begins_line) && text[span.end..body.end].starts_with(") ")
}

/// What the brackets around the key at `span` tell; none where they make it the text of a link.
fn confidence(
    text: &str,
    span: Span,
    body: Span,
    brackets: &mut Brackets<'_>,
) -> Option<Confidence> {
    let mut confidence = match text[span.end..body.end].starts_with('(') {
        true => None,
        false => Some(Confidence::Word),
    };
    for (open, end) in brackets.around(span.start) {
        let after = &text[end..body.end];
        let reference =
            after.starts_with('[') && !after.starts_with("[@") && !after.starts_with("[^");
        let definition = after.starts_with(':') && begins_line(&text[body.start..open]);
        if reference || definition || after.starts_with('(') {
            return None;
        }
        if text[body.start..open].ends_with('^') {
            break;
        }
        if !after.starts_with('{') {
            confidence = Some(Confidence::Certain);
        }
    }
    confidence
}

/// Whether nothing but an indentation stands before, on the same line.
fn begins_line(before: &str) -> bool {
    let mut back = before.bytes().rev().take(4);
    back.find(|byte| *byte != b' ')
        .map_or(before.len() < 4, |byte| matches!(byte, b'\n' | b'\r'))
}
