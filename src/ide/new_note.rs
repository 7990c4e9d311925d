use crate::index::{Document, Marker};
use crate::text::Span;

/// Where to write in a note that was added: the end of the note without text whose marker stands nearest to `offset`,
/// in bytes.
pub fn new_note(document: &Document, offset: usize) -> Option<Span> {
    let empty = |marker: Marker| {
        let note = document.note(marker.note?)?;
        let is_empty = document.text().slice(note.body).trim().is_empty();
        is_empty.then_some((marker.span.start.abs_diff(offset), note.opener.end))
    };
    let nearest = document.markers().filter_map(empty).min();
    nearest.map(|(_, end)| Span::at(end))
}

#[cfg(test)]
mod tests {
    use crate::syntax::DocumentKind::Markdown;
    use crate::testing::{cursor, document};

    use super::*;

    #[test]
    fn the_nearest_note_without_text() {
        let (text, offset) =
            cursor("One.[^1] Two.[^2] Three.|[^3]\n\n[^1]:\n\n[^2]: B.\n\n[^3]:\n");
        let found = new_note(&document(Markdown, &text), offset);
        assert_eq!(found, Some(Span::at(text.len() - 1)));
    }

    #[test]
    fn none_where_all_notes_have_text() {
        assert_eq!(
            new_note(&document(Markdown, "One.[^1]\n\n[^1]: A.\n"), 0),
            None
        );
    }
}
