//! What the brief says of itself, as plain words.

use crate::ide::section_name;
use crate::index::{Document, Named};

/// The title: of its front matter or title block, else the one heading above all others.
pub(super) fn title(document: &Document) -> Option<String> {
    let stated = document.front_matter().title.map(|title| title.name);
    let printed = || Some(section_name(document, document.title()?.title?));
    let first = || {
        let mut headings = document.headings();
        let first = headings.next()?;
        let is_above = headings.all(|heading| heading.level > first.level);
        is_above.then(|| section_name(document, first.text))
    };
    stated.or_else(printed).or_else(first)
}

/// The authors of its front matter or title block.
pub(super) fn authors(document: &Document) -> Option<String> {
    let stated: Vec<Named> = document.front_matter().authors;
    let stated: Vec<String> = stated.into_iter().map(|author| author.name).collect();
    if !stated.is_empty() {
        return Some(stated.join(", "));
    }
    let span = document.title()?.authors?;
    Some(document.text().slice(span).trim().to_owned())
}
