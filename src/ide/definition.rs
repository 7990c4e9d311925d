//! From a marker to its note, and back.

use crate::index::Document;
use crate::text::Span;

use super::cursor::{Target, target};

/// A place to jump to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Jump {
    /// What was under the cursor.
    pub origin: Span,
    /// All of what is jumped to.
    pub target: Span,
    /// The part of it to select.
    pub focus: Span,
}

/// Where the thing under the cursor leads: from a marker to its note, from a note to its markers.
pub fn definition(document: &Document, offset: usize) -> Vec<Jump> {
    match target(document, offset) {
        Some(Target::Marker(marker)) => {
            let note = marker.note.filter(|note| *note != marker.id);
            let note = note.and_then(|note| document.note(note));
            let jump = |note: crate::index::Note| Jump {
                origin: marker.span,
                target: note.span,
                focus: note.head,
            };
            note.map(jump).into_iter().collect()
        }
        Some(Target::Head(note) | Target::Body(note)) => {
            let citing = document.footnotes().citing(note.id).iter();
            let markers = citing.filter(|id| **id != note.id);
            let jump = |marker: crate::index::Marker| Jump {
                origin: note.head,
                target: marker.span,
                focus: marker.span,
            };
            markers
                .filter_map(|id| document.marker(*id))
                .map(jump)
                .collect()
        }
        None => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::Kind;
    use crate::testing::{cursor, document, marked, unmarked};

    #[track_caller]
    fn assert_jumps(kind: Kind, fixture: &str) {
        let (text, offset) = cursor(fixture);
        let document = document(kind, &unmarked(&text));
        let jumps = definition(&document, offset);
        let spans: Vec<_> = jumps.iter().map(|jump| (jump.focus, "")).collect();
        assert_eq!(marked(&document, &spans), text);
    }

    #[test]
    fn from_a_marker_to_its_note() {
        assert_jumps(
            Kind::Markdown,
            "A claim.[^o|ne] And.[^two]\n\n[^two]: Second.\n\n[^one]: First.\n^^^^^^^\n",
        );
        assert_jumps(Kind::Plain, "A word.|¹ And.²\n\n¹ First.\n^\n\n² Second.\n");
        assert_jumps(Kind::Plain, "A word.¹⁻|³ End.\n\n¹ A.\n² B.\n³ C.\n^\n");
    }

    #[test]
    fn from_the_middle_of_a_range_to_the_note_between() {
        assert_jumps(Kind::Plain, "A word.¹|⁻³ End.\n\n¹ A.\n² B.\n^\n³ C.\n");
    }

    #[test]
    fn from_a_note_to_its_markers() {
        assert_jumps(
            Kind::Markdown,
            "A.[^1] B.[^2] C.[^1]\n  ^^^^\n                ^^^^\n\n[^|1]: One.\n\n[^2]: Two.\n",
        );
        assert_jumps(
            Kind::Plain,
            "A word.¹ Two.²\n             ^\n\n¹ A.\n² Its te|xt.\n",
        );
    }

    #[test]
    fn nowhere_from_prose_and_from_a_marker_without_a_note() {
        assert_jumps(Kind::Markdown, "A cl|aim.[^1]\n\n[^1]: One.\n");
        assert_jumps(Kind::Markdown, "A claim.[^|2]\n\n[^1]: One.\n");
        assert_jumps(Kind::Pandoc, "A claim.^|[An inline note.]\n");
    }
}
