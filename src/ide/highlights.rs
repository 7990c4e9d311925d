//! The places that light up with the one under the cursor.

use crate::index::Document;
use crate::text::Span;

use super::cited_source;
use super::cursor::{Target, target};
use super::references::{places, places_of_source};

/// A place that belongs to what is under the cursor.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Highlight {
    /// Where it is.
    pub span: Span,
    /// Whether the note begins there; else it is cited there.
    pub is_definition: bool,
}

/// Every place of the note whose marker or head is under the cursor, by place. The text of a note lights
/// up nothing: whoever writes there is not looking for its markers. A title and `Ibid.` light up with all places
/// of the source.
pub fn highlights(document: &Document, offset: usize) -> Vec<Highlight> {
    let places = target(document, offset).map_or_else(Vec::new, |target| {
        let source = cited_source::at_one_of_several(document, &target, offset);
        let of_source = source.and_then(|source| places_of_source(document, &source));
        match (of_source, &target) {
            (Some(places), _) => places,
            (None, Target::Body(_)) => Vec::new(),
            (None, target) => places(document, target),
        }
    });
    let highlight = |place: &super::occurrence::Occurrence| Highlight {
        span: place.span,
        is_definition: place.is_opener,
    };
    places.iter().map(highlight).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::DocumentKind;
    use crate::testing::{cursor, document, marked, unmarked};

    #[track_caller]
    fn assert_highlights(kind: DocumentKind, fixture: &str) {
        let (text, offset) = cursor(fixture);
        let document = document(kind, &unmarked(&text));
        let name = |highlight: &Highlight| match highlight.is_definition {
            true => (highlight.span, "note"),
            false => (highlight.span, "marker"),
        };
        let spans: Vec<_> = highlights(&document, offset).iter().map(name).collect();
        assert_eq!(marked(&document, &spans), text);
    }

    #[test]
    fn from_a_marker_to_all_places_of_its_note() {
        assert_highlights(
            DocumentKind::Markdown,
            "One.[^|a] Two.[^b] Three.[^a]\n    ^^^^ marker\n                        ^^^^ marker\n\n\
             [^b]: B, as [^a] says.\n            ^^^^ marker\n[^a]: A.\n^^^^^ note\n",
        );
    }

    #[test]
    fn from_the_head_of_a_note_to_its_markers() {
        assert_highlights(
            DocumentKind::Plain,
            "A word.² And.³ End.²\n       ^ marker\n                   ^ marker\n\n\
             |² B.\n^ note\n\n³ C.\n",
        );
    }

    #[test]
    fn a_marker_without_a_note_lights_up_its_like() {
        assert_highlights(
            DocumentKind::Markdown,
            "One.[^|7] Two.[^8] Three.[^7]\n    ^^^^ marker\n                        ^^^^ marker\n\n\
             [^8]: B.\n",
        );
    }

    #[test]
    fn an_inline_note_is_its_only_place() {
        assert_highlights(
            DocumentKind::Pandoc,
            "A.|^[Said so.] B.\n  ^^^^^^^^^^^ marker\n",
        );
    }

    #[test]
    fn a_source_lights_up_with_what_leads_back_to_it() {
        assert_highlights(
            DocumentKind::Markdown,
            "One.[^1] Two.[^2]\n\n[^1]: Jane Roe, *Dams of the World* (Oxford, 2010).\n\
             \x20                ^^^^^^^^^^^^^^^^^ note\n[^2]: Ibi|d.\n      ^^^^^ marker\n",
        );
    }

    #[test]
    fn nothing_lights_up_in_prose_and_in_the_text_of_a_note() {
        assert_highlights(DocumentKind::Markdown, "O|ne.[^1]\n\n[^1]: A.\n");
        assert_highlights(DocumentKind::Markdown, "One.[^1]\n\n[^1]: A lo|ng one.\n");
    }
}
