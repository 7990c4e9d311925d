//! What a file says of itself: title, author, bookmarks; and the strings that it says it in.

use hayro_syntax::Pdf;
use hayro_syntax::object::{self, Dict};

use super::destinations::Destinations;
use super::limits::{NAMES, TREE_DEPTH};
use super::page::{Bookmark, LinkTarget};
use super::text_string::text_string;

/// The title that the file states.
pub fn title(pdf: &Pdf) -> Option<String> {
    stated(pdf.metadata().title.as_deref())
}

/// The author that the file states.
pub fn author(pdf: &Pdf) -> Option<String> {
    stated(pdf.metadata().author.as_deref())
}

fn stated(bytes: Option<&[u8]>) -> Option<String> {
    let text = text_string(bytes?).replace(char::is_control, " ");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

/// The bookmarks of the file, in order.
pub fn bookmarks(catalog: &Dict<'_>, destinations: &Destinations) -> Vec<Bookmark> {
    let mut found = Vec::new();
    if let Some(root) = catalog.get::<Dict<'_>>(b"Outlines") {
        collect(&root, 0, destinations, &mut found);
    }
    found
}

fn collect(
    parent: &Dict<'_>,
    depth: usize,
    destinations: &Destinations,
    found: &mut Vec<Bookmark>,
) {
    let mut next = parent.get::<Dict<'_>>(b"First");
    while let Some(item) = next {
        if depth > TREE_DEPTH || found.len() >= NAMES {
            return;
        }
        if let Some(title) = item.get::<object::String<'_>>(b"Title") {
            let page = match destinations.target(&item) {
                Some(LinkTarget::Place { page, .. }) => Some(page),
                _ => None,
            };
            found.push(Bookmark {
                title: text_string(title.as_bytes()),
                depth,
                page,
            });
        }
        collect(&item, depth + 1, destinations, found);
        next = item.get::<Dict<'_>>(b"Next");
    }
}
