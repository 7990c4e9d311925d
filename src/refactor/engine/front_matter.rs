//! Markers in front matter, which only Pandoc reads, and only as `[^1]`.

use crate::index::{Document, Marker};
use crate::syntax::Leaf;

use crate::refactor::Refusal;

/// Whether `marker` stands in front matter.
pub(in crate::refactor) fn is_in_front_matter(document: &Document, marker: &Marker) -> bool {
    let block = document.blocks().at_offset(marker.span.start);
    block.is_some_and(|at| at.block.leaf == Leaf::FrontMatter)
}

/// Refuses where one of `markers` stands in front matter: nothing but `[^1]` is read there.
///
/// # Errors
/// [`Refusal`] that names the line.
pub(in crate::refactor) fn check_front_matter(
    document: &Document,
    mut markers: impl Iterator<Item = Marker>,
) -> Result<(), Refusal> {
    let Some(marker) = markers.find(|marker| is_in_front_matter(document, marker)) else {
        return Ok(());
    };
    let line = document.text().line_of(marker.span.start) + 1;
    Err(Refusal::new(format!(
        "Nothing was changed: the marker on line {line} is in the front matter, where only [^1] is a marker."
    )))
}
