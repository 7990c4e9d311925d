//! The head of an entry: `@article{key`.

use std::ops::Range;

/// The head of an entry, in bytes of it.
pub(super) fn head(source: &str) -> Range<usize> {
    let open = source.find('{').map_or(source.len(), |open| open + 1);
    let rest = source.get(open..).unwrap_or_default();
    let blank = rest.len() - rest.trim_start().len();
    0..open + blank + key(source).len()
}

/// The key of an entry; empty where it has none.
pub(super) fn key(source: &str) -> &str {
    let (_, rest) = source.split_once('{').unwrap_or_default();
    let rest = rest.trim_start();
    let end = rest.find(|c: char| c == ',' || c == '}' || c.is_whitespace());
    let (key, after) = rest
        .split_at_checked(end.unwrap_or(rest.len()))
        .unwrap_or((rest, ""));
    match after.trim_start().starts_with('=') || key.contains('=') {
        true => "",
        false => key,
    }
}
