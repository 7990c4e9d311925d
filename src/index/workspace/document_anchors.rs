//! The places of a document that a link may lead to.

use crate::index::{Document, ItemId};
use crate::syntax::{BlockAt, Item, ItemKind};
use crate::text::Span;

use super::anchors::Anchors;
use super::slug::heading_name;

impl Anchors<Span> {
    /// Those of `document`, in bytes.
    pub fn of(document: &Document) -> Anchors<Span> {
        let headings: Vec<(String, Span)> = document
            .headings()
            .map(|heading| {
                (
                    heading_name(&unmarked(document, heading.text)),
                    heading.text,
                )
            })
            .collect();
        let name = |(_, block, item): (ItemId, BlockAt<'_>, &Item)| {
            let ItemKind::Anchor { name } = &item.kind else {
                return None;
            };
            Some((name.clone(), item.span.shift(block.start)))
        };
        let names: Vec<_> = document.items().filter_map(name).collect();
        Anchors::new(
            headings.iter().map(|(name, span)| (name.as_str(), *span)),
            names.iter().map(|(name, span)| (&**name, *span)),
        )
    }
}

/// The text of a heading at `span` without its markers.
pub fn unmarked(document: &Document, span: Span) -> String {
    let text = |start, end| document.text().slice(Span::new(start, end));
    let block = document.blocks().at_offset(span.start);
    let markers = block.into_iter().flat_map(|at| document.markers_in(at));
    let mut name = String::new();
    let mut from = span.start;
    for marker in markers.filter(|marker| span.covers(marker.span)) {
        name += &text(from, marker.span.start);
        from = from.max(marker.span.end);
    }
    name + &text(from, span.end)
}

#[cfg(test)]
mod tests {
    use crate::index::Anchored;
    use crate::index::workspace::document_anchors::*;
    use crate::syntax::DocumentKind;
    use crate::testing::document;

    #[test]
    fn headings_and_names_are_found() {
        let text = "# 1. What’s *new*?\n\n## Notes\n\n## Notes\n\nA <a id=\"Here\"></a>.\n\n## B {#own}\n\n## C[^1]\n\n[^1]: D.\n";
        let document = document(DocumentKind::Markdown, text);
        let anchors = Anchors::of(&document);
        let found = |fragment: &str| match anchors.find(fragment) {
            Anchored::At(span) => text[span.range()].to_owned(),
            other => format!("{other:?}"),
        };
        for fragment in ["1-whats-new", "whats-new", "what-s-new", "What’s-new"] {
            assert_eq!(found(fragment), "1. What’s *new*?", "{fragment}");
        }
        assert_eq!(anchors.find("notes-1"), Anchored::At(Span::new(35, 40)));
        assert_eq!(found("notes-2"), "Nowhere");
        assert_eq!(found("here"), "Here");
        assert_eq!(found("own"), "own");
        assert_eq!(found("b"), "B {#own}");
        assert_eq!(found("c"), "C[^1]");
        assert_eq!(found("new"), "Nowhere");
        for made in ["top", "L10-L12", ":~:text=a", "fnref:1"] {
            assert_eq!(found(made), "Made", "{made}");
        }
    }
}
