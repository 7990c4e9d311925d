//! `[^label]`.

use crate::config::Form;
use crate::text::Span;

use super::super::{Confidence, Item, ItemKind, Label};
use super::context::is_in_address;
use super::{is_escaped, malformed};

/// Longer labels are no labels (CommonMark 0.31, "Link reference definitions", has the same limit).
const LONGEST_LABEL: usize = 999;

/// The candidate whose bracket is at `at`, and where to look on.
pub(in crate::syntax) fn at(text: &str, at: usize, body: Span) -> Option<(Item, usize)> {
    if is_escaped(text, at) {
        return None;
    }
    let label = &text[at + 2..body.end];
    let len = label
        .bytes()
        .take(LONGEST_LABEL + 1)
        .position(|byte| matches!(byte, b'[' | b']' | b' ' | b'\t' | b'\n' | b'\r'))?;
    let name = &label[..len];
    if len == 0 || label.as_bytes()[len] != b']' {
        return None;
    }
    let end = at + 2 + len + 1;
    if let Some(item) = malformed::opener_apart(text, Span::new(at, end), name, body) {
        let end = item.span.end;
        return Some((item, end));
    }
    let item = Item {
        span: Span::new(at, end),
        kind: ItemKind::Marker {
            form: Form::Markdown,
            label: Label::named(name),
            confidence: match is_in_address(&text[body.start..at]) {
                true => Confidence::PandocOnly,
                false => confidence(name, &text[body.start..at]),
            },
        },
    };
    Some((item, end))
}

/// The fewest letters of a word that is a label wherever it touches the word before it.
const SHORTEST_WORD: usize = 3;

/// Whether `label` is one that an author would choose, after `before`. `[^a-z]`, `[^\s]`, `[^:alpha:]` and their kin are negated
/// sets of regular expressions.
fn confidence(label: &str, before: &str) -> Confidence {
    if label.bytes().all(|byte| byte.is_ascii_digit()) {
        return Confidence::Certain;
    }
    let word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.');
    let mut chars = label.chars();
    let is_range = matches!(
        (chars.next(), chars.next(), chars.next()),
        (Some(_), Some('-'), Some(_))
    ) && (label.chars().count() == 3 || label.matches('-').count() > 1);
    let begins = !label.starts_with([':', '.', '-']);
    match begins && label.chars().all(word) && label.chars().any(char::is_alphanumeric) && !is_range
    {
        true if touches_word(before) && letters(label) >= SHORTEST_WORD => Confidence::Certain,
        true => Confidence::Word,
        false => Confidence::Doubtful,
    }
}

/// Whether `before` ends with a word of two letters or more, and the stop or the quote mark behind it: a pattern has
/// none before a negated set.
fn touches_word(before: &str) -> bool {
    let stops = |c: char| matches!(c, '.' | ',' | ';' | '"' | '”' | '’' | '。' | '，');
    let word = before.strip_suffix(stops).unwrap_or(before);
    let mut back = word.chars().rev();
    back.by_ref().take(2).filter(|c| c.is_alphabetic()).count() == 2
}

fn letters(label: &str) -> usize {
    label.chars().filter(|c| c.is_alphabetic()).count()
}
