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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::DocumentKind::{self, Markdown, Pandoc};
    use crate::testing::{cursor, document};

    /// What is under the cursor of `fixture`: the kind, and the text that it stands for.
    fn found(kind: DocumentKind, fixture: &str) -> Option<(&'static str, String)> {
        let (text, offset) = cursor(fixture);
        let document = document(kind, &text);
        let (what, span) = match target(&document, offset)? {
            Target::Marker(marker) => ("marker", marker.span),
            Target::Citation(citation) => ("citation", citation.span),
            Target::Key(key) => ("key", key.span),
            Target::NoteOpener(note) => ("head", note.opener),
            Target::CrossReference(named) => ("reference", named.span),
            Target::Body(note) => ("body", note.body),
        };
        Some((what, document.text().slice(span).into_owned()))
    }

    #[track_caller]
    fn assert_found(kind: DocumentKind, fixture: &str, expected: Option<(&str, &str)>) {
        let found = found(kind, fixture);
        let found = found.as_ref().map(|(what, text)| (*what, text.as_str()));
        assert_eq!(found, expected, "{fixture}");
    }

    #[test]
    fn a_marker_from_its_begin_to_its_end() {
        let marker = Some(("marker", "[^1]"));
        for (fixture, expected) in [
            ("A|.[^1] B.\n\n[^1]: C.\n", None),
            ("A.|[^1] B.\n\n[^1]: C.\n", marker),
            ("A.[^|1] B.\n\n[^1]: C.\n", marker),
            ("A.[^1]| B.\n\n[^1]: C.\n", marker),
            ("A.[^1] |B.\n\n[^1]: C.\n", None),
        ] {
            assert_found(Markdown, fixture, expected);
        }
    }

    #[test]
    fn of_two_markers_the_one_that_begins_at_the_cursor() {
        let text = "A.[^1]|[^2]\n\n[^1]: B.\n\n[^2]: C.\n";
        assert_found(Markdown, text, Some(("marker", "[^2]")));
    }

    #[test]
    fn the_inner_of_two_markers() {
        let inner = Some(("marker", "[^1]"));
        let note = "\n\n[^1]: C.\n";
        let text = |inline: &str| format!("A.{inline} B.{note}");
        assert_found(Pandoc, &text("^[See [|^1] too.]"), inner);
        assert_found(Pandoc, &text("^[See |[^1] too.]"), inner);
        let around = Some(("body", "See [^1] too."));
        assert_found(Pandoc, &text("^[S|ee [^1] too.]"), around);
        assert_found(Pandoc, &text("^[See [^1] |too.]"), around);
    }

    #[test]
    fn an_inline_note_is_a_marker_at_its_caret_and_a_note_within() {
        let marker = Some(("marker", "^[B.]"));
        assert_found(Pandoc, "A.|^[B.]\n", marker);
        assert_found(Pandoc, "A.^|[B.]\n", marker);
        assert_found(Pandoc, "A word.^[|B.]\n", Some(("body", "B.")));
    }

    #[test]
    fn a_head_and_a_body() {
        let text = "A.[^1]\n\n[^1]: B c.\n";
        let at = |before: &str| text.replacen(before, &format!("|{before}"), 1);
        assert_found(Markdown, &at("[^1]:"), Some(("head", "[^1]:")));
        assert_found(Markdown, &at(" B c"), Some(("head", "[^1]:")));
        assert_found(Markdown, &at("B c"), Some(("body", "B c.")));
        assert_found(Markdown, &at("c."), Some(("body", "B c.")));
    }

    #[test]
    fn a_key_up_to_its_end_unless_a_marker_begins_there() {
        let text =
            |words: &str| format!("---\nreferences:\n- id: roy\n---\n\nA {words} b.\n\n[^1]: C.\n");
        let key = Some(("citation", "@roy"));
        assert_found(Pandoc, &text("@r|oy"), key);
        assert_found(Pandoc, &text("@roy|"), key);
        assert_found(Pandoc, &text("@roy |"), None);
        assert_found(Pandoc, &text("@roy|[^1]"), Some(("marker", "[^1]")));
        assert_found(Pandoc, &text("@ro|y[^1]"), key);
    }

    #[test]
    fn the_definition_of_a_key() {
        let text = "A [@tag:roy].\n\n[@tag:|roy]: doi:10.1234/a\n";
        let found = found(Pandoc, text).map(|(what, _)| what);
        assert_eq!(found, Some("key"));
    }

    #[test]
    fn words_that_name_a_note_there_is() {
        let note = "[^1]\n\n[^1]: C.\n";
        let named = Some(("reference", "note 1 above"));
        assert_found(Markdown, &format!("A, see n|ote 1 above.{note}"), named);
        assert_found(Markdown, &format!("A, see note 1 above|.{note}"), named);
        assert_found(Markdown, &format!("A, see n|ote 9 above.{note}"), None);
        assert_found(Markdown, &format!("A, s|ee note 1 above.{note}"), None);
    }
}
