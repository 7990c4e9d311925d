//! Every place of a note or of a key: the same set from each of them.

use crate::index::{Document, KeyCitation, Marker};
use crate::text::Span;

use super::cited_source::{self, SourceAt};
use super::cursor::{Target, target};
use super::occurrence::Occurrence;

/// Every place of the note under the cursor, by place: its markers, and its head if `include_declaration`. For a
/// marker without a note, the markers of the same label. For a key, its citations, and where the brief defines
/// it, if `include_declaration`. For a title or a back-reference, every citation of the source, in full or by leading back
/// to it; the first is the declaration.
pub fn references(document: &Document, offset: usize, include_declaration: bool) -> Vec<Span> {
    let places = target(document, offset).map_or_else(Vec::new, |target| {
        let source = cited_source::at_one_of_several(document, &target, offset);
        match source.and_then(|source| places_of_source(document, &source)) {
            Some(places) => places,
            None => places(document, &target),
        }
    });
    let asked = places
        .iter()
        .filter(|place| include_declaration || !place.is_opener);
    asked.map(|place| place.span).collect()
}

/// Every place of a source; those of the note that a back-reference leads to, where no source is known.
pub(super) fn places_of_source(document: &Document, source: &SourceAt) -> Option<Vec<Occurrence>> {
    if let Some(citation) = source.citation() {
        return Some(cited_source::places(document, citation));
    }
    let SourceAt::BackReference(reference) = source else {
        return None;
    };
    match reference.referent.notes[..] {
        [note] => Some(places(document, &Target::NoteOpener(document.note(note)?))),
        _ => Some(Vec::new()),
    }
}

/// Every place of the note or key that `target` is of, by place.
pub(super) fn places(document: &Document, target: &Target) -> Vec<Occurrence> {
    let marker = |marker: Marker| Occurrence {
        span: marker.span,
        is_opener: false,
    };
    let note = match target {
        Target::Marker(cursor) => match cursor.note {
            Some(note) => note,
            None => {
                let same = document.markers().filter(|other| {
                    other.note.is_none() && other.form == cursor.form && other.label == cursor.label
                });
                return same.map(marker).collect();
            }
        },
        Target::Citation(citation) => return places_of_key(document, &citation.key),
        Target::Key(definition) => return places_of_key(document, &definition.key),
        // These have places of their own: those of what they name.
        Target::CrossReference(_) => return Vec::new(),
        Target::NoteOpener(note) | Target::Body(note) => note.id,
    };
    let citing = document.footnotes().citing(note).iter();
    let mut places: Vec<Occurrence> = citing
        .filter_map(|id| document.marker(*id))
        .map(marker)
        .collect();
    if document.footnotes().cited_by(note).is_none() {
        places.extend(document.note(note).map(|note| Occurrence {
            span: note.opener,
            is_opener: true,
        }));
    }
    places.sort();
    places
}

fn places_of_key(document: &Document, key: &str) -> Vec<Occurrence> {
    let citation = |it: KeyCitation| Occurrence {
        span: it.span,
        is_opener: false,
    };
    let same = document.citations().filter(|it| *it.key == *key);
    let definition = document.footnotes().keys().definition(key);
    let definition = definition.and_then(|id| document.key_definition(id));
    let definition = definition.map(|it| Occurrence {
        span: it.span,
        is_opener: true,
    });
    let mut places: Vec<Occurrence> = same.map(citation).chain(definition).collect();
    places.sort();
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::DocumentKind;
    use crate::testing::document;

    /// Asserts that from each place of the set the answer is the set; without the declaration, the set
    /// without the note's opener, which is the one of that index.
    #[track_caller]
    fn assert_same_from_everywhere(
        kind: DocumentKind,
        text: &str,
        places: &[&str],
        opener: Option<usize>,
    ) {
        let document = document(kind, text);
        let at = |span: &Span| text[span.range()].to_owned();
        let from = text.find(places[0]).expect("the first place");
        let all = references(&document, from, true);
        assert_eq!(all.iter().map(at).collect::<Vec<_>>(), places);
        let mut markers = all.clone();
        opener.map(|opener| markers.remove(opener));
        for span in &all {
            assert_eq!(references(&document, span.start, true), all);
            assert_eq!(references(&document, span.start, false), markers);
        }
    }

    #[test]
    fn all_places_of_a_note() {
        assert_same_from_everywhere(
            DocumentKind::Markdown,
            "One.[^a] Two.[^b] Three.[^a]\n\n[^a]: A, as [^a] says.\n[^b]: B.\n",
            &["[^a]", "[^a]", "[^a]:", "[^a]"],
            Some(2),
        );
        assert_same_from_everywhere(
            DocumentKind::Plain,
            "A word.² And.³ End.²\n\n² B.\n\n³ C.\n",
            &["²", "²", "²"],
            Some(2),
        );
    }

    #[test]
    fn all_places_of_a_source() {
        assert_same_from_everywhere(
            DocumentKind::Markdown,
            "A.[^1] B.[^2] C.[^3]\n\n[^1]: Jane Roe, *Dams of the World* (Oxford, 2010), p. 3.\n[^2]: Ibid., p. 4.\n\
             [^3]: Roe, *supra* note 1, at 5; *id.* at 6.\n\nSee note 2 above.\n",
            &[
                "Dams of the World",
                "Ibid.",
                "*supra* note 1",
                "id.",
                "note 2 above",
            ],
            Some(0),
        );
    }

    #[test]
    fn all_markers_of_a_label_without_a_note() {
        assert_same_from_everywhere(
            DocumentKind::Markdown,
            "One.[^7] Two.[^8] Three.[^7]\n\n[^8]: B.\n",
            &["[^7]", "[^7]"],
            None,
        );
    }

    #[test]
    fn all_places_of_a_key() {
        assert_same_from_everywhere(
            DocumentKind::Markdown,
            "A [@tag:a; @tag:b], @tag:a.^[See @tag:a.]\n\n[@tag:a]: doi:10.1234/a\n",
            &["@tag:a", "@tag:a", "@tag:a", "[@tag:a]:"],
            Some(3),
        );
    }
}
