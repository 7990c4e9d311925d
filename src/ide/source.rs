//! How a source is shown.

use crate::bibliography::{CitationStyle, Entry};

/// `entry` as a bibliography in `style` has it, in Markdown; in a line of its own, where the style says nothing
/// of its kind.
pub(super) fn formatted(entry: &Entry, style: Option<&CitationStyle>) -> String {
    let style = style.or(CitationStyle::standard());
    let formatted = style.map(|style| style.format(entry).markdown);
    formatted
        .filter(|text| !text.is_empty())
        .unwrap_or_else(|| entry.summary())
}
