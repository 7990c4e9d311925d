//! Which brace of an entry it is that nobody closed.

use std::ops::Range;

use super::head::head;

/// Where an entry that is not closed went wrong, in bytes of it, and what to say. A line that looks like a field
/// inside the value of another one shows that the other one lacks its brace.
pub(super) fn explain(source: &str) -> (Range<usize>, String) {
    match unclosed_field(source) {
        Some((range, name)) => (range, format!("The value of `{name}` is not closed.")),
        None => (
            head(source),
            "Missing `}` at the end of this entry.".to_owned(),
        ),
    }
}

/// The field whose value is still open where the next field begins, or at the end: its first line, and its name.
fn unclosed_field(source: &str) -> Option<(Range<usize>, &str)> {
    let mut depth = 0_usize;
    let mut last = None;
    let mut start = 0;
    for line in source.split_inclusive(['\n', '\r']) {
        let field = field_name(line);
        if let Some(name) = field {
            if depth >= 2 && last.is_some() {
                return last;
            }
            let indent = line.len() - line.trim_start().len();
            last = Some((start + indent..start + line.trim_end().len(), name));
        }
        depth = depth_after(line, depth);
        start += line.len();
    }
    last.filter(|_| depth >= 2)
}

/// The name of the field that begins on `line`, if one does.
fn field_name(line: &str) -> Option<&str> {
    let (name, value) = line.split_once('=')?;
    let name = name.trim();
    let is_name = !name.is_empty()
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    let is_value = value.trim_start().starts_with(['{', '"']);
    (is_name && is_value).then_some(name)
}

/// How many braces are open after `line`.
fn depth_after(line: &str, before: usize) -> usize {
    let mut escaped = false;
    line.bytes().fold(before, |depth, byte| {
        let was_escaped = std::mem::take(&mut escaped);
        match byte {
            _ if was_escaped => depth,
            b'\\' => {
                escaped = true;
                depth
            }
            b'{' => depth + 1,
            b'}' => depth.saturating_sub(1),
            _ => depth,
        }
    })
}
