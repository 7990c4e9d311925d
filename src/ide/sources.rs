//! What the notes of a brief cite, for lists of sources.

use rustc_hash::FxHashMap;

use crate::citation::Source;
use crate::index::{CitationId, Document, ItemId, Note, Referent, SourceKey, Work};
use crate::text::Span;

/// A note with what it cites. Spans are bytes of the document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CitingNote {
    /// The note.
    pub note: Note,
    /// The number with which readers see it, from 1; `None` where they do not see it.
    pub number: Option<u32>,
    /// The markers that cite it.
    pub markers: Vec<Span>,
    /// Its sources, by place.
    pub citations: Vec<CitedSource>,
    /// Its references back, by place.
    pub back_references: Vec<Resolved>,
}

/// A source in a note.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CitedSource {
    /// The citation.
    pub span: Span,
    /// What it says.
    pub source: Source,
    /// The source among those of the brief, from 0: citations of one source have the same number.
    pub work: Option<usize>,
    /// By what the source is known again in other briefs.
    pub keys: Vec<SourceKey>,
    /// How often the brief cites the source, with the references back to it.
    pub times: usize,
}

/// A reference back in a note.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Resolved {
    /// All of it, from the name of the author to the pages.
    pub span: Span,
    /// The heads of the notes that it leads to.
    pub notes: Vec<Span>,
    /// The citation that is meant.
    pub source: Option<Span>,
    /// Whether something is wrong with it.
    pub missing: bool,
}

/// The notes of `document` in the order in which they are read.
pub fn sources(document: &Document) -> Vec<CitingNote> {
    let notes = document.sources().in_order();
    let works = CitedWorks::of(document);
    notes
        .filter_map(|(id, _)| citing_note(document, &works, id))
        .collect()
}

/// The sources of a brief, by their citations.
struct CitedWorks<'a> {
    all: &'a [Work],
    of: FxHashMap<CitationId, usize>,
    /// How often each is cited.
    times: Vec<usize>,
}

impl<'a> CitedWorks<'a> {
    fn of(document: &'a Document) -> CitedWorks<'a> {
        let all = document.sources().works();
        let citations = |(number, work): (usize, &Work)| {
            let citations = work.citations.clone().into_iter();
            citations.map(move |id| (id, number))
        };
        let of: FxHashMap<_, _> = all.iter().enumerate().flat_map(citations).collect();
        let mut times: Vec<usize> = all.iter().map(|work| work.citations.len()).collect();
        for (id, _) in document.sources().in_order() {
            let referents = document.sources().back_references_of(id);
            let meant = referents.filter_map(|(_, referent)| of.get(&referent.citation?));
            for number in meant {
                times[*number] += 1;
            }
        }
        CitedWorks { all, of, times }
    }
}

fn citing_note(document: &Document, works: &CitedWorks<'_>, id: ItemId) -> Option<CitingNote> {
    let sources = document.sources();
    let note = document.note(id)?;
    let at = |span| document.in_note(id, span).unwrap_or(note.span);
    let citations = sources.citations_of(id).map(|(part, citation)| {
        let work = works.of.get(&CitationId { note: id, part }).copied();
        CitedSource {
            span: at(citation.span),
            source: citation.source(),
            work,
            keys: work.map_or_else(Vec::new, |work| works.all[work].keys.clone()),
            times: work.map_or(1, |work| works.times[work]),
        }
    });
    let references = sources.back_references_of(id);
    let markers = document.footnotes().citing(id).iter();
    Some(CitingNote {
        number: sources.number(id),
        markers: markers
            .filter_map(|id| Some(document.marker(*id)?.span))
            .collect(),
        citations: citations.collect(),
        back_references: references
            .map(|(reference, referent)| resolved(document, at(reference.extent()), referent))
            .collect(),
        note,
    })
}

fn resolved(document: &Document, span: Span, referent: &Referent) -> Resolved {
    let openers = referent
        .notes
        .iter()
        .filter_map(|id| Some(document.note(*id)?.opener));
    let source = referent.citation.and_then(|id| {
        let citation = document.sources().citation(id)?;
        document.in_note(id.note, citation.span)
    });
    Resolved {
        span,
        notes: openers.collect(),
        source,
        missing: referent.missing.is_some(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::DocumentKind;
    use crate::testing::document;

    #[test]
    fn notes_come_as_they_are_read_with_what_they_cite() {
        let text = "One.[^b] Two.[^a]\n\n[^a]: Ibid., p. 5.\n\n[^b]: Jane Roe, *Dams* (Oxford, 2010), p. 3.\n\n[^c]: Left.\n";
        let document = document(DocumentKind::Markdown, text);
        let notes = sources(&document);
        let numbers: Vec<_> = notes
            .iter()
            .map(|note| (note.note.label.to_string(), note.number))
            .collect();
        let named = |label: &str, number| (label.to_owned(), number);
        assert_eq!(
            numbers,
            [named("b", Some(1)), named("a", Some(2)), named("c", None)]
        );
        assert_eq!(notes[0].citations[0].source.title.as_deref(), Some("Dams"));
        let cited = &notes[0].citations[0];
        assert_eq!((cited.work, cited.times), (Some(0), 2));
        let reference = &notes[1].back_references[0];
        assert_eq!(&text[reference.span.range()], "Ibid., p. 5");
        let source = reference.source.expect("a source");
        assert!(text[source.range()].starts_with("Jane Roe"));
    }

    #[test]
    fn a_short_form_is_a_reference_back_and_no_other_source() {
        let text = "One.[^1] Two.[^2]\n\n[^1]: Jane Roe, *Dams* (Oxford, 2010).\n\n[^2]: Roe, *Dams*, 4; Lee, *Locks*, 5.\n";
        let notes = sources(&document(DocumentKind::Markdown, text));
        let titles = notes[1]
            .citations
            .iter()
            .map(|it| it.source.title.as_deref());
        assert_eq!(titles.collect::<Vec<_>>(), [Some("Locks")]);
        let references: Vec<_> = notes[1]
            .back_references
            .iter()
            .map(|it| &text[it.span.range()])
            .collect();
        assert_eq!(references, ["Roe, *Dams*, 4"]);
    }

    #[test]
    fn what_no_rule_reports_is_not_missing() {
        let text =
            "One.[^1] Two.[^2]\n\n[^1]: Jane Roe, *Dams* (Oxford, 2010).\n\n[^2]: Fu, op. cit.\n";
        let notes = sources(&document(DocumentKind::Markdown, text));
        assert!(!notes[1].back_references[0].missing);
    }
}
