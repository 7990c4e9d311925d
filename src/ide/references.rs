//! Every place of a note: the same set from each of them.

use crate::index::Document;
use crate::text::Span;

use super::cursor::{Target, target};

/// Every place of the note under the cursor, by place: its markers, and its head if `declaration`. For a
/// marker without a note, the markers of the same label.
pub fn references(document: &Document, offset: usize, declaration: bool) -> Vec<Span> {
    let note = match target(document, offset) {
        Some(Target::Marker(marker)) => match marker.note {
            Some(note) => note,
            None => {
                let same = document.markers().filter(|other| {
                    other.note.is_none() && other.form == marker.form && other.label == marker.label
                });
                return same.map(|marker| marker.span).collect();
            }
        },
        Some(Target::Head(note) | Target::Body(note)) => note.id,
        None => return Vec::new(),
    };
    let citing = document.footnotes().citing(note).iter();
    let mut spans: Vec<Span> = citing
        .filter_map(|id| document.marker(*id))
        .map(|marker| marker.span)
        .collect();
    if declaration && document.footnotes().cited_by(note).is_none() {
        spans.extend(document.note(note).map(|note| note.head));
    }
    spans.sort();
    spans
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::Kind;
    use crate::testing::document;

    /// Asserts that from each place of the set the answer is the set; without the declaration, the set
    /// without the note's head, which is the one of that index.
    #[track_caller]
    fn assert_same_from_everywhere(kind: Kind, text: &str, places: &[&str], head: Option<usize>) {
        let document = document(kind, text);
        let at = |span: &Span| text[span.range()].to_owned();
        let from = text.find(places[0]).expect("the first place");
        let all = references(&document, from, true);
        assert_eq!(all.iter().map(at).collect::<Vec<_>>(), places);
        let mut markers = all.clone();
        head.map(|head| markers.remove(head));
        for span in &all {
            assert_eq!(references(&document, span.start, true), all);
            assert_eq!(references(&document, span.start, false), markers);
        }
    }

    #[test]
    fn all_places_of_a_note() {
        assert_same_from_everywhere(
            Kind::Markdown,
            "One.[^a] Two.[^b] Three.[^a]\n\n[^a]: A, as [^a] says.\n[^b]: B.\n",
            &["[^a]", "[^a]", "[^a]:", "[^a]"],
            Some(2),
        );
        assert_same_from_everywhere(
            Kind::Plain,
            "A word.² And.³ End.²\n\n² B.\n\n³ C.\n",
            &["²", "²", "²"],
            Some(2),
        );
    }

    #[test]
    fn all_markers_of_a_label_without_a_note() {
        assert_same_from_everywhere(
            Kind::Markdown,
            "One.[^7] Two.[^8] Three.[^7]\n\n[^8]: B.\n",
            &["[^7]", "[^7]"],
            None,
        );
    }
}
