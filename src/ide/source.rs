//! How a source is shown.

use std::sync::LazyLock;

use crate::bibliography::{Entry, Style};

/// The style where none is configured; reading it takes a while.
static DEFAULT: LazyLock<Option<Style>> = LazyLock::new(|| Style::named(Style::DEFAULT).ok());

/// `entry` as a bibliography in `style` has it, in Markdown; in a line of its own, where the style says nothing
/// of its kind.
pub(super) fn formatted(entry: &Entry, style: Option<&Style>) -> String {
    let style = style.or(DEFAULT.as_ref());
    let formatted = style.map(|style| style.format(entry).markdown);
    formatted
        .filter(|text| !text.is_empty())
        .unwrap_or_else(|| entry.summary())
}
