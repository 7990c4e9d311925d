//! From note to note, and back to the marker that one came from.

use crate::config::Form;
use crate::index::{Document, Note};
use crate::text::Span;

use super::cursor::{Target, target};
use super::definition::counterparts;

/// Which way to go.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
    /// To the next note below, or the first where there is none.
    Next,
    /// To the note above, or the last.
    Previous,
    /// From a note to its first marker; from a marker to its note.
    Across,
}

/// The place to go to from `offset`: the opener of a note, or a marker. None in a brief without notes.
pub fn neighbour(document: &Document, offset: usize, way: Way) -> Option<Span> {
    let notes = || document.notes().filter(|note| note.form != Form::Inline);
    let here = match target(document, offset) {
        Some(Target::NoteOpener(note) | Target::Body(note)) if note.form != Form::Inline => {
            Some(note)
        }
        _ => None,
    };
    let opener = |note: Note| note.opener;
    match way {
        Way::Next => {
            let below = |note: &Note| {
                note.opener.start > offset && Some(note.id) != here.as_ref().map(|it| it.id)
            };
            notes().find(below).or_else(|| notes().next()).map(opener)
        }
        Way::Previous => {
            let from = here.as_ref().map_or(offset, |note| note.opener.start);
            let above = notes().take_while(|note| note.opener.start < from).last();
            above.or_else(|| notes().last()).map(opener)
        }
        Way::Across => {
            let jumps = counterparts(document, target(document, offset)?);
            jumps.first().map(|jump| jump.focus)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::DocumentKind;
    use crate::testing::{cursor, document};

    /// The text from the place that is gone to.
    #[track_caller]
    fn assert_goes(way: Way, fixture: &str, expected: &str) {
        let (text, offset) = cursor(fixture);
        let document = document(DocumentKind::Plain, &text);
        let place = neighbour(&document, offset, way).unwrap();
        assert!(
            text[place.start..].starts_with(expected),
            "{:?}",
            &text[place.start..]
        );
    }

    #[test]
    fn around_the_notes_and_across() {
        let at = |place: &str| {
            let text = "A word.¹ Two words.²\n\n¹ Ay.\n² Bee.\n";
            text.replacen(place, &format!("|{place}"), 1)
        };
        assert_goes(Way::Next, &at("word"), "¹ Ay");
        assert_goes(Way::Next, &at("¹ Ay"), "² Bee");
        assert_goes(Way::Next, &at("Ay"), "² Bee");
        assert_goes(Way::Next, &at("Bee"), "¹ Ay");
        assert_goes(Way::Previous, &at("Bee"), "¹ Ay");
        assert_goes(Way::Previous, &at("Ay"), "² Bee");
        assert_goes(Way::Previous, &at("word"), "² Bee");
        assert_goes(Way::Across, &at("Bee"), "²\n\n¹ Ay");
        assert_goes(Way::Across, &at("²"), "² Bee");
        assert_eq!(
            neighbour(&document(DocumentKind::Plain, "None.\n"), 2, Way::Next),
            None
        );
    }
}
