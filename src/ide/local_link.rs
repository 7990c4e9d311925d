//! Links within the folder: which one is under the cursor, and where it leads.

use std::path::Path;
use std::sync::Arc;

use crate::index::{Anchored, Anchors, Document, LinkDestination};
use crate::syntax::{BlockAt, Leaf, LocalLink, local_links};
use crate::text::{LineRange, Span};

/// A link under the cursor, and where it leads.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LinkJump {
    /// The link, in bytes of the document.
    pub origin: Span,
    /// Where it leads.
    pub place: LinkPlace,
}

/// Where a link within the folder leads.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LinkPlace {
    /// To a place in the same document, in bytes.
    Here(Span),
    /// To a file, and to a place in it where the link names one that it has: else to its start.
    File(Arc<Path>, Option<LineRange>),
}

/// Where the link under the cursor leads: to a heading or another place with a name, or to a file. A link whose
/// destination stands apart (`[text][label]`) leads where that says.
pub fn link_target(document: &Document, offset: usize) -> Option<LinkJump> {
    let (origin, link) = at(document, offset)?;
    let fragment = link.fragment.as_deref();
    let place = if link.path.is_empty() {
        match Anchors::of(document).find(fragment?) {
            Anchored::At(span) => LinkPlace::Here(span),
            Anchored::Made | Anchored::Nowhere => return None,
        }
    } else {
        match document.context().paths.get(&link.path)? {
            LinkDestination::Brief(path, summary) => {
                let found = fragment.map(|fragment| summary.find(fragment));
                let place = found.and_then(|found| match found {
                    Anchored::At(place) => Some(place),
                    Anchored::Made | Anchored::Nowhere => None,
                });
                LinkPlace::File(path.clone(), place)
            }
            LinkDestination::There(path) => LinkPlace::File(path.clone(), None),
            LinkDestination::Missing => return None,
        }
    };
    Some(LinkJump { origin, place })
}

/// The link under the cursor: what to underline, and the link or the definition that says where it leads.
fn at(document: &Document, offset: usize) -> Option<(Span, LocalLink)> {
    let block = document.blocks().at_offset(offset)?;
    let body = block.body();
    let text = document.text().slice(body);
    let within = offset.checked_sub(body.start)?;
    let touching = in_block(document, block)
        .into_iter()
        .filter(|link| link.span.touches(within));
    if let Some(link) = touching.min_by_key(|link| link.span.len()) {
        return Some((link.span.shift(body.start), link));
    }
    let (span, label) = reference(&text, within)?;
    let mut blocks = document.blocks().iter();
    let found = blocks.find_map(|block| {
        let mut links = in_block(document, block).into_iter();
        links.find(|link| {
            link.label
                .as_deref()
                .is_some_and(|other| is_same_label(other, label))
        })
    });
    Some((span.shift(body.start), found?))
}

fn in_block(document: &Document, block: BlockAt<'_>) -> Vec<LocalLink> {
    match block.block.leaf {
        Leaf::Paragraph | Leaf::Heading(_) => local_links(&document.text().slice(block.body())),
        _ => Vec::new(),
    }
}

/// The reference around `at` (`[text][label]`, `[label][]`, `[label]`), and its label.
fn reference(text: &str, at: usize) -> Option<(Span, &str)> {
    let start = text
        .get(..at)?
        .rfind('[')
        .filter(|start| !text[*start..at].contains(']'))?;
    let end = at + text.get(at..)?.find(']')?;
    let label = &text[start + 1..end];
    let (start, first) = match text[..start]
        .strip_suffix(']')
        .and_then(|rest| rest.rfind('['))
    {
        Some(first) => (first, &text[first + 1..start - 1]),
        None => (start, label),
    };
    let next = text[end + 1..]
        .strip_prefix('[')
        .and_then(|rest| rest.split_once(']'));
    Some(match next {
        Some(("", _)) => (Span::new(start, end + 3), label),
        Some((next, _)) => (Span::new(start, end + 3 + next.len()), next),
        None if label.is_empty() => (Span::new(start, end + 1), first),
        None => (Span::new(start, end + 1), label),
    })
}

/// Whether two labels are one (CommonMark 0.31, "Matches").
fn is_same_label(a: &str, b: &str) -> bool {
    let folded = |label: &str| {
        let words: Vec<String> = label.split_whitespace().map(str::to_lowercase).collect();
        words.join(" ")
    };
    folded(a) == folded(b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::DialectChoice;
    use crate::index::{DocumentContext, Paths, Summary};
    use crate::syntax::DocumentKind;
    use crate::testing::{cursor, document};
    use crate::text::Encoding;

    /// Where the link under the cursor leads: the text of the place, or the file and the line.
    fn leads_to(fixture: &str) -> Option<String> {
        let (text, offset) = cursor(fixture);
        let other = Summary::read(
            "# A\n\n## There\n",
            DocumentKind::Markdown,
            DialectChoice::Auto,
        );
        let path: Arc<Path> = Arc::from(Path::new("/w/b.md"));
        let known = vec![(
            "b.md".into(),
            Some(LinkDestination::Brief(path, Arc::new(other))),
        )];
        let context = DocumentContext {
            paths: Paths::default().replaced(known),
            ..DocumentContext::default()
        };
        let document = document(DocumentKind::Markdown, &text).with_context(Arc::new(context));
        let jump = link_target(&document, offset)?;
        Some(match jump.place {
            LinkPlace::Here(span) => document.text().slice(span).into_owned(),
            LinkPlace::File(path, place) => {
                let line = place.map(|place| place.start(Encoding::Utf8).line);
                format!("{} {line:?}", path.display())
            }
        })
    }

    #[test]
    fn to_headings_of_the_same_brief() {
        let leads = |fixture: &str| leads_to(fixture).unwrap_or_default();
        assert_eq!(leads("# One two\n\nSee [i|t](#one-two).\n"), "One two");
        assert_eq!(leads("# One two\n\nSee [it](#one-t|wo).\n"), "One two");
        for link in ["[i|t][Ref]", "[it][r|ef]", "[re|f][]", "[re|f]"] {
            let text = format!("# One two\n\nSee {link}.\n\n[ref]: #one-two\n");
            assert_eq!(leads(&text), "One two", "{link}");
        }
    }

    #[test]
    fn to_other_files_and_places_in_them() {
        assert_eq!(
            leads_to("A [b](b|.md#there).\n").as_deref(),
            Some("/w/b.md Some(2)")
        );
        assert_eq!(
            leads_to("A [b|](b.md#nowhere).\n").as_deref(),
            Some("/w/b.md None")
        );
        assert_eq!(leads_to("A [b|](b.md).\n").as_deref(), Some("/w/b.md None"));
        assert_eq!(leads_to("A [b|](c.md).\n"), None);
        assert_eq!(leads_to("A |[b](b.md).\n").as_deref(), Some("/w/b.md None"));
        assert_eq!(leads_to("A wo|rd and [b](b.md).\n"), None);
        assert_eq!(leads_to("A `[b](b|.md)`.\n"), None);
    }
}
