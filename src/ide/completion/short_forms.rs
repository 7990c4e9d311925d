//! Short forms of the sources that a brief cites in full before, where a citation begins in a note.

use rustc_hash::FxHashSet;

use crate::bibliography::begin_words;
use crate::ide::plain_text::plain_text;
use crate::index::{CitationId, Document, ItemId, citation_name, note_name};
use crate::refactor::short_form;

use super::citation_begun::CitationBegun;
use super::{Completion, CompletionKind};

/// The short forms of the sources that earlier notes cite, in whose name each of `words` begins a word.
pub(super) fn short_forms<'a>(
    begun: &'a CitationBegun,
    document: &'a Document,
    words: &'a [&str],
) -> impl Iterator<Item = Completion> + 'a {
    let sources = document.sources();
    let notes = sources.in_order().map(|(id, _)| id);
    let here = begun.note.as_ref().map(|note| note.id);
    let before = notes.take_while(|id| here.is_some_and(|here| here != *id));
    let earlier: FxHashSet<ItemId> = before.collect();
    let cited = sources.works().iter().filter_map(move |work| {
        let mut citations = work.citations.iter();
        citations.find(|citation| earlier.contains(&citation.note))
    });
    cited.filter_map(|id| item(*id, begun, document, words))
}

fn item(
    id: CitationId,
    begun: &CitationBegun,
    document: &Document,
    words: &[&str],
) -> Option<Completion> {
    let sources = document.sources();
    let citation = sources.citation(id)?;
    if !begin_words(&citation_name(citation), words) {
        return None;
    }
    let text = sources.note(id.note)?.text().as_str();
    let insert = short_form(document, id).filter(|form| begun.can_hold(form))?;
    let note = note_name(document, id.note);
    Some(Completion {
        label: plain_text(&insert),
        kind: CompletionKind::Source,
        detail: Some(format!("short form of note {note}")),
        documentation: text.get(citation.span.range()).map(str::to_owned),
        replace: begun.span,
        insert,
        filter: Some(begun.text.clone()),
        also: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::ide::completion::{citation_begun, known_sources};
    use crate::syntax::DocumentKind;
    use crate::testing::{citing_workspace, cursor, document};

    const NOTES: &str = "A.[^1] B.[^2] C.[^3]\n\n\
        [^1]: Jane Roe, *Dams of the World: A History* (Oxford, 2010), p. 3.\n\
        [^2]: Ann Lee, \"Canals,\" *Soil*, 1999.\n";

    /// The text with each source that is offered.
    fn offered(fixture: &str) -> Vec<String> {
        let (text, offset) = cursor(fixture);
        let workspace = citing_workspace(&[("/w/a.md", &text)]);
        let document = document(DocumentKind::Markdown, &text);
        let begun = citation_begun(&document, offset).expect("a citation");
        let found = known_sources(&begun, &document, &workspace, Path::new("/w/a.md"));
        let items = found.items.iter();
        items.map(|item| item.insert.clone()).collect()
    }

    #[test]
    fn before_the_citations_in_full() {
        assert_eq!(
            offered(&format!("{NOTES}[^3]: See dam|\n")),
            [
                "Roe, *Dams of the World*",
                "Jane Roe, *Dams of the World: A History* (Oxford, 2010), p. 3."
            ]
        );
    }

    #[test]
    fn of_no_source_that_only_later_notes_cite() {
        let notes = NOTES.replace("A.[^1] B.[^2] C.[^3]", "A.[^1] C.[^3] B.[^2]");
        assert_eq!(
            offered(&format!("{notes}[^3]: cana|\n")),
            ["Ann Lee, \"Canals,\" *Soil*, 1999."]
        );
    }
}
