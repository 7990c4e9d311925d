//! What is under the cursor. Every question of an editor asks here.

use crate::index::{CrossReference, Document, KeyCitation, KeyDefinition, Marker, Note};
use crate::syntax::BlockAt;
use crate::text::Span;

/// Something that stands under the cursor.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Target {
    /// A marker.
    Marker(Marker),
    /// A source cited by its key.
    Citation(KeyCitation),
    /// Where the brief says itself what a key stands for.
    Key(KeyDefinition),
    /// The opener of a note.
    NoteOpener(Note),
    /// Words of running text that name notes by their numbers.
    CrossReference(CrossReference),
    /// The text of a note, with nothing else in it there.
    Body(Note),
}

/// What stands under a cursor at `offset`, or ends there.
pub(super) fn target(document: &Document, offset: usize) -> Option<Target> {
    let block = document.blocks().at_offset(offset)?;
    if let Some(key) = key(document, block, offset) {
        return Some(key);
    }
    let around = |span: Span| (span.touches(offset), span.contains(offset));
    let markers = document.markers_in(block);
    let touched = markers.filter(|marker| around(marker.span).0);
    if let Some(marker) =
        touched.max_by_key(|marker| (around(marker.span).1, std::cmp::Reverse(marker.span.len())))
    {
        let inside = marker.note == Some(marker.id) && !is_at_caret(&marker, offset);
        return match document.note(marker.id).filter(|_| inside) {
            Some(note) => Some(Target::Body(note)),
            None => Some(Target::Marker(marker)),
        };
    }
    let named = document.cross_references_in(block).into_iter();
    let mut named = named.filter(CrossReference::is_resolved);
    if let Some(named) = named.find(|named| around(named.span).0) {
        return Some(Target::CrossReference(named));
    }
    let note = document.note_at(offset)?;
    match around(note.opener).0 {
        true => Some(Target::NoteOpener(note)),
        false => Some(Target::Body(note)),
    }
}

/// The key at `offset`. Where it ends, a marker may begin, which counts more.
fn key(document: &Document, block: BlockAt<'_>, offset: usize) -> Option<Target> {
    let begins = |marker: Marker| marker.span.start == offset;
    let is_at = |span: Span| {
        span.contains(offset) || (span.end == offset && !document.markers_in(block).any(begins))
    };
    let mut citations = document.citations_in(block);
    if let Some(citation) = citations.find(|it| is_at(it.span)) {
        return Some(Target::Citation(citation));
    }
    let items = document.items_in(block);
    let mut definitions = items.filter_map(|(id, _)| document.key_definition(id));
    definitions.find(|it| is_at(it.span)).map(Target::Key)
}

/// Whether the cursor is on the `^[` that begins an inline note.
fn is_at_caret(marker: &Marker, offset: usize) -> bool {
    offset < marker.span.start + "^[".len()
}
