//! Link reference definitions whose labels may be taken for markers or citations elsewhere.

use crate::text::Span;

use super::identifier::is_identifier;
use super::{Item, ItemKind};

/// Appends an item for each line at the start of `body` that is such a definition: `[1]: http…`,
/// `[@name]: http…` (CommonMark 0.31, "Link reference definitions"). One that leads to an identifier says
/// what a key stands for: `[@tag:name]: doi:…` (Manubot, "Citations").
pub(super) fn scan(text: &str, body: Span, items: &mut Vec<Item>) {
    let mut at = body.start;
    for line in text[body.range()].split_inclusive('\n') {
        let Some((label, target)) = label(line) else {
            return;
        };
        let start = at + (line.len() - line.trim_start().len());
        let kind = match label.strip_prefix('@') {
            Some(key) if is_identifier(target) && !target.starts_with("http") => {
                ItemKind::Key { key: key.into() }
            }
            _ => ItemKind::LinkLabel {
                label: label.into(),
            },
        };
        items.push(Item {
            span: Span::new(start, start + label.len() + "[]:".len()),
            kind,
        });
        at += line.len();
    }
}

/// The label that `line` defines, if it is a number or begins with `@`, and where it leads.
fn label(line: &str) -> Option<(&str, &str)> {
    let (label, target) = line.trim_start().strip_prefix('[')?.split_once("]:")?;
    let number = label.bytes().all(|byte| byte.is_ascii_digit());
    (!label.is_empty() && (number || label.starts_with('@'))).then_some((label, target.trim()))
}
