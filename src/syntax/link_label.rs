//! Link reference definitions whose labels may be taken for markers or citations elsewhere.

use crate::text::Span;

use super::{Mark, MarkKind};

/// Appends a mark for each line at the start of `body` that is such a definition: `[1]: http…`,
/// `[@name]: http…` (CommonMark 0.31, "Link reference definitions").
pub(super) fn scan(text: &str, body: Span, marks: &mut Vec<Mark>) {
    let mut at = body.start;
    for line in text[body.range()].split_inclusive('\n') {
        let Some(label) = label(line) else { return };
        let start = at + (line.len() - line.trim_start().len());
        marks.push(Mark {
            span: Span::new(start, start + label.len() + "[]:".len()),
            kind: MarkKind::LinkLabel {
                label: label.into(),
            },
        });
        at += line.len();
    }
}

/// The label that `line` defines, if it is a number or begins with `@`.
fn label(line: &str) -> Option<&str> {
    let (label, _) = line.trim_start().strip_prefix('[')?.split_once("]:")?;
    let number = label.bytes().all(|byte| byte.is_ascii_digit());
    (!label.is_empty() && (number || label.starts_with('@'))).then_some(label)
}
