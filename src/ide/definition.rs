//! From a marker to its note, from a key to its source, and back.

use std::path::PathBuf;

use crate::bibliography::{Bibliography, Entry};
use crate::index::{Document, ItemId, KeyCitation, Known, Marker, Note};
use crate::text::{Span, Text};

use super::cited_source::{self, BackReferenceAt, SourceAt};
use super::cursor::{Target, target};

/// A place to jump to.
#[derive(Clone, Debug)]
pub struct Jump {
    /// What was under the cursor.
    pub origin: Span,
    /// The file that is jumped to, where it is another one.
    pub file: Option<OtherFile>,
    /// All of what is jumped to, in bytes of its file.
    pub target: Span,
    /// The part of it to select.
    pub focus: Span,
}

/// Another file than the one that was asked about.
#[derive(Clone, Debug)]
pub struct OtherFile {
    /// Where it is.
    pub path: PathBuf,
    /// Its text.
    pub text: Text,
}

/// Where the thing under the cursor leads: from a marker to its note, from a note to its markers; from a key
/// to its entry in a bibliography or to where the brief defines it, and from there to its citations; from `Ibid.`
/// and the like to the source that is meant.
pub fn definition(document: &Document, offset: usize) -> Vec<Jump> {
    let Some(target) = target(document, offset) else {
        return Vec::new();
    };
    match cited_source::at_one_of_several(document, &target, offset) {
        Some(SourceAt::BackReference(reference)) => antecedents(document, &reference),
        _ => counterparts(document, target),
    }
}

/// What belongs to `target`: to a marker its note, to a note its markers, to a key its source.
pub(super) fn counterparts(document: &Document, target: Target) -> Vec<Jump> {
    match target {
        Target::Marker(marker) => {
            let note = marker.note.filter(|note| *note != marker.id);
            let note = note.and_then(|note| document.note(note));
            let jump = |note: Note| Jump::within(marker.span, note.span, note.opener);
            note.map(jump).into_iter().collect()
        }
        Target::NoteOpener(note) | Target::Body(note) => markers(document, note.id),
        Target::CrossReference(named) => antecedents(
            document,
            &BackReferenceAt {
                span: named.span,
                referent: named.referent,
            },
        ),
        Target::Citation(citation) => entry(document, &citation).into_iter().collect(),
        Target::Key(key) => {
            let citations = document.citations().filter(|it| it.key == key.key);
            let jump = |it: KeyCitation| Jump::within(key.span, it.span, it.span);
            citations.map(jump).collect()
        }
    }
}

/// The markers of a note.
fn markers(document: &Document, id: ItemId) -> Vec<Jump> {
    let Some(note) = document.note(id) else {
        return Vec::new();
    };
    let citing = document.footnotes().citing(id).iter();
    let markers = citing.filter(|marker| **marker != id);
    let markers = markers.filter_map(|marker| document.marker(*marker));
    let jump = |marker: Marker| Jump::within(note.opener, marker.span, marker.span);
    markers.map(jump).collect()
}

/// The source that a back-reference means; where that is not known, the notes that it leads to.
fn antecedents(document: &Document, reference: &BackReferenceAt) -> Vec<Jump> {
    let origin = reference.span;
    let cited = || {
        let id = reference.referent.citation?;
        let citation = document.sources().citation(id)?;
        let focus = document.in_note(id.note, citation.span)?;
        Some(Jump::within(origin, document.note(id.note)?.span, focus))
    };
    let notes = reference.referent.notes.iter().filter_map(|id| {
        let note = document.note(*id)?;
        Some(Jump::within(origin, note.span, note.opener))
    });
    cited().map_or_else(|| notes.collect(), |jump| vec![jump])
}

/// Where a key leads.
fn entry(document: &Document, citation: &KeyCitation) -> Option<Jump> {
    match document.known(&citation.key)? {
        Known::Entry(bibliography, entry) => {
            Some(Jump::to_entry(citation.span, bibliography, entry))
        }
        Known::Here(id) => {
            let key = document.key_definition(id)?;
            Some(Jump::within(citation.span, key.span, key.span))
        }
        Known::Broken | Known::Elsewhere | Known::Identifier => None,
    }
}

impl Jump {
    /// A jump within the file.
    fn within(origin: Span, target: Span, focus: Span) -> Jump {
        Jump {
            origin,
            file: None,
            target,
            focus,
        }
    }

    fn to_entry(origin: Span, bibliography: &Bibliography, entry: &Entry) -> Jump {
        Jump {
            origin,
            file: Some(OtherFile {
                path: bibliography.path().to_owned(),
                text: bibliography.text().clone(),
            }),
            target: entry.span,
            focus: entry.key_span,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::DocumentKind;
    use crate::testing::{cursor, document, in_context, marked, unmarked};

    #[track_caller]
    fn assert_jumps(kind: DocumentKind, fixture: &str) {
        let (text, offset) = cursor(fixture);
        let document = document(kind, &unmarked(&text));
        let jumps = definition(&document, offset);
        let spans: Vec<_> = jumps.iter().map(|jump| (jump.focus, "")).collect();
        assert_eq!(marked(&document, &spans), text);
    }

    #[test]
    fn from_a_marker_to_its_note() {
        assert_jumps(
            DocumentKind::Markdown,
            "A claim.[^o|ne] And.[^two]\n\n[^two]: Second.\n\n[^one]: First.\n^^^^^^^\n",
        );
        assert_jumps(
            DocumentKind::Plain,
            "A word.|¹ And.²\n\n¹ First.\n^\n\n² Second.\n",
        );
        assert_jumps(
            DocumentKind::Plain,
            "A word.¹⁻|³ End.\n\n¹ A.\n² B.\n³ C.\n^\n",
        );
    }

    #[test]
    fn from_front_matter_where_pandoc_reads_it() {
        let note = "\nAlpha.\n\n[^t]: Thanks.\n";
        let field = "---\ntitle: \"Dams[^|t]\"\n---\n";
        assert_jumps(DocumentKind::Pandoc, &format!("{field}{note}^^^^^\n"));
        assert_jumps(DocumentKind::Markdown, &format!("{field}{note}"));
        assert_jumps(
            DocumentKind::Pandoc,
            "---\ntitle: \"Dams[^t]\"\n            ^^^^\n---\n\nAlpha.\n\n[^|t]: Thanks.\n",
        );
    }

    #[test]
    fn from_the_middle_of_a_range_to_the_note_between() {
        assert_jumps(
            DocumentKind::Plain,
            "A word.¹|⁻³ End.\n\n¹ A.\n² B.\n^\n³ C.\n",
        );
    }

    #[test]
    fn from_a_note_to_its_markers() {
        assert_jumps(
            DocumentKind::Markdown,
            "A.[^1] B.[^2] C.[^1]\n  ^^^^\n                ^^^^\n\n[^|1]: One.\n\n[^2]: Two.\n",
        );
        assert_jumps(
            DocumentKind::Plain,
            "A word.¹ Two.²\n             ^\n\n¹ A.\n² Its te|xt.\n",
        );
    }

    #[test]
    fn from_a_back_reference_to_the_source() {
        assert_jumps(
            DocumentKind::Markdown,
            "A.[^1] B.[^2] C.[^3]\n\n[^1]: Jane Roe, *Dams* (Oxford, 2010), p. 3.\n\
             \x20     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n[^2]: Roe, *supra* note 1.\n[^3]: Ib|id., p. 4.\n",
        );
        assert_jumps(
            DocumentKind::Markdown,
            "A.[^1] B.[^2]\n\n[^1]: A remark with nothing in it that anyone cites.\n^^^^^\n[^2]: See no|te 1 above.\n",
        );
    }

    #[test]
    fn from_running_text_to_the_note_that_it_names() {
        assert_jumps(
            DocumentKind::Plain,
            "A word.¹ And.² See no|te 2 above.\n\n¹ A.\n² A remark.\n^\n",
        );
        assert_jumps(
            DocumentKind::Markdown,
            "A.[^b] B.[^a] See footnotes 1 and |2.\n\n[^a]: A.\n^^^^^\n[^b]: B.\n^^^^^\n",
        );
        assert_jumps(DocumentKind::Markdown, "A.[^1] See no|te 2.\n\n[^1]: A.\n");
    }

    #[test]
    fn nowhere_from_prose_and_from_a_marker_without_a_note() {
        assert_jumps(DocumentKind::Markdown, "A cl|aim.[^1]\n\n[^1]: One.\n");
        assert_jumps(DocumentKind::Markdown, "A claim.[^|2]\n\n[^1]: One.\n");
        assert_jumps(DocumentKind::Pandoc, "A claim.^|[An inline note.]\n");
    }

    #[test]
    fn from_a_key_to_its_entry() {
        let entry = "@book{roy2021, title = {Rivers}}";
        let bibliography = format!("% Sources\n{entry}\n");
        for fixture in [
            "As [see @r|oy2021, p. 3].\n",
            "As -|@roy2021 says.\n",
            "A note.^[As in @roy2021|.]\n",
        ] {
            let (text, offset) = cursor(fixture);
            let document = in_context(&document(DocumentKind::Pandoc, &text), &bibliography);
            let jumps = definition(&document, offset);
            assert_eq!(jumps.len(), 1, "in {fixture}");
            let file = jumps[0].file.as_ref().expect("another file");
            assert_eq!(file.path.to_str(), Some("refs.bib"));
            assert_eq!(file.text.slice(jumps[0].target), entry);
            assert_eq!(file.text.slice(jumps[0].focus), "roy2021");
            assert_eq!(&text[jumps[0].origin.range()], "@roy2021");
        }
    }

    #[test]
    fn from_a_key_to_where_the_brief_defines_it_and_back() {
        assert_jumps(
            DocumentKind::Markdown,
            "A [@tag|:a].\n\n[@tag:a]: doi:10.1234/a\n^^^^^^^^^\n",
        );
        assert_jumps(
            DocumentKind::Markdown,
            "A [@tag:a], @tag:a.\n   ^^^^^^\n            ^^^^^^\n\n[@tag:|a]: doi:10.1234/a\n",
        );
        assert_jumps(
            DocumentKind::Markdown,
            "---\nreferences:\n- id: roy\n      ^^^\n---\n\nAs @|roy says.\n",
        );
        assert_jumps(DocumentKind::Markdown, "A [@ta|g:b; @doi:10.1/a].\n");
    }
}
