//! Links to markers and notes by the names that HTML gives them: `<a href="#fnref1">↩</a>` in a note, and
//! `<sup id="fnref1">` where it leads (HTML Standard, "The id attribute").

use std::cell::LazyCell;
use std::sync::Arc;

use memchr::memchr_iter;
use rustc_hash::FxHashMap;

use crate::index::{Document, ItemId, Marker};
use crate::syntax::{BlockAt, ItemKind};
use crate::text::Span;

/// A link to a marker or a note, apart from those that markers and openers of notes are themselves.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::refactor) struct NoteLink {
    /// The name, without `#`, in bytes of the document.
    pub span: Span,
    /// The note in which the link stands.
    pub holder: Option<ItemId>,
    /// The note to which it leads, or to a marker of which.
    pub note: ItemId,
    /// Whether it leads to the note itself.
    pub to_opener: bool,
}

/// The links of `document` to markers and notes, by place.
pub(in crate::refactor) fn note_links(document: &Document) -> Vec<NoteLink> {
    let blocks = || document.blocks().iter();
    let mut names: FxHashMap<Arc<str>, (ItemId, bool)> = FxHashMap::default();
    for at in blocks() {
        let markers = LazyCell::new(|| document.markers_in(at).collect::<Vec<_>>());
        for (_, item) in document.items_in(at) {
            if let ItemKind::Anchor { name } = &item.kind
                && let Some(place) = named(document, &markers, item.span.shift(at.start))
            {
                names.entry(name.clone()).or_insert(place);
            }
        }
    }
    if names.is_empty() {
        return Vec::new();
    }
    let readable = blocks().filter(|at| !at.block.is_opaque());
    let links = readable.flat_map(|at| links_in(document, at, &names));
    links.collect()
}

/// A link to a note or to a marker of it, whatever the two are called.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(in crate::refactor) struct NoteLinkUse {
    /// What the note says in which it stands, hashed.
    holder: Option<u64>,
    /// What the note says to which it leads, or to a marker of which, hashed.
    note: Option<u64>,
    to_opener: bool,
}

/// The links to markers and notes, sorted, each with its line in the document, from 0, apart from those in the note
/// `gone`; `words`: what a note says, hashed.
pub(in crate::refactor) fn digest_links(
    document: &Document,
    gone: Option<ItemId>,
    words: impl Fn(ItemId) -> Option<u64>,
) -> Vec<(NoteLinkUse, usize)> {
    let mut links: Vec<(NoteLinkUse, usize)> = note_links(document)
        .into_iter()
        .filter(|link| gone.is_none() || link.holder != gone)
        .map(|link| {
            let digest = NoteLinkUse {
                holder: link.holder.and_then(&words),
                note: words(link.note),
                to_opener: link.to_opener,
            };
            (digest, document.text().line_of(link.span.start))
        })
        .collect();
    links.sort_unstable();
    links
}

/// The note whose head stands at `span`, or whose marker does, which is one of `markers`, and whether it is the head.
fn named(document: &Document, markers: &[Marker], span: Span) -> Option<(ItemId, bool)> {
    if let Some(note) = document.note_at(span.start)
        && note.opener.covers(span)
    {
        return Some((note.id, true));
    }
    let marker = markers.iter().find(|marker| marker.span.covers(span))?;
    Some((marker.note?, false))
}

fn links_in(
    document: &Document,
    at: BlockAt<'_>,
    names: &FxHashMap<Arc<str>, (ItemId, bool)>,
) -> Vec<NoteLink> {
    let body = at.body();
    let text = document.text().slice(body);
    let markers = LazyCell::new(|| document.markers_in(at).collect::<Vec<_>>());
    let link = |sign: usize| {
        let before = &text[..sign];
        let opens = ["href=\"", "href='", "href=", "]("];
        let ends = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ')' | '>');
        let name = text[sign + 1..].split(ends).next()?;
        let (note, to_opener) = *names.get(name)?;
        let start = body.start + sign + 1;
        let span = Span::new(start, start + name.len());
        (opens.iter().any(|open| before.ends_with(open))
            && named(document, &markers, span).is_none())
        .then(|| NoteLink {
            span,
            holder: document.note_at(span.start).map(|note| note.id),
            note,
            to_opener,
        })
    };
    memchr_iter(b'#', text.as_bytes())
        .filter_map(link)
        .collect()
}
