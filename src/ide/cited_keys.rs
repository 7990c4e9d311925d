//! The sources that a brief cites by key, for a preview that prints them.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::bibliography::CitationStyle;
use crate::index::{Document, Known};

/// A source that a brief cites by key and that a bibliography has.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CitedKey {
    /// The key, without `@`.
    pub key: Arc<str>,
    /// The names by which one speaks of it, `Lukin and Yakunin`, or its title where it has no author.
    pub authors: String,
    /// The year in which it appeared.
    pub year: Option<i32>,
    /// The entry as the citation style of the brief prints it.
    pub printed: String,
}

/// The keys that `document` cites and that its bibliographies have, each once, by their first citations.
pub fn cited_keys(document: &Document) -> Vec<CitedKey> {
    let context = document.context();
    let Some(style) = context.style.as_deref().or(CitationStyle::standard()) else {
        return Vec::new();
    };
    let mut seen = FxHashSet::default();
    let cited = document.citations().filter_map(|citation| {
        let Some(Known::Entry(_, entry)) = document.known(&citation.key) else {
            return None;
        };
        if !seen.insert(citation.key.clone()) {
            return None;
        }
        let authors = match entry.short_authors() {
            authors if authors.is_empty() => entry.title.clone().unwrap_or_default(),
            authors => authors,
        };
        Some(CitedKey {
            key: citation.key,
            authors,
            year: entry.year,
            printed: style.format(entry).plain,
        })
    });
    cited.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::DocumentKind;
    use crate::testing::{document, in_context};

    #[test]
    fn each_key_once_with_its_source_in_short_and_as_printed() {
        let text = "One [@roe, p. 3]. Two [see @roe; @nobody]. Three [@atlas].\n";
        let entries = "@book{roe, author = {Roe, Jane and Lee, Bo}, title = {Dams}, year = {2010}}\n\
                       @book{atlas, title = {An Atlas}}\n";
        let document = in_context(&document(DocumentKind::Pandoc, text), entries);
        let keys = cited_keys(&document);
        let short = |it: &CitedKey| (it.key.to_string(), it.authors.clone(), it.year);
        assert_eq!(
            keys.iter().map(short).collect::<Vec<_>>(),
            [
                ("roe".to_owned(), "Roe and Lee".to_owned(), Some(2010)),
                ("atlas".to_owned(), "An Atlas".to_owned(), None),
            ]
        );
        assert_eq!(keys[0].printed, "Roe, Jane, and Bo Lee. Dams. 2010.");
    }
}
