//! What a note cites becomes entries of the bibliography, cited by their keys.

mod additions;
mod citation_by_key;
mod citation_site;
mod front_matter;

use std::sync::Arc;

use crate::bibliography::Bibliography;
use crate::citation::{Antecedent, BackReference, NotePart};
use crate::index::{Document, Note, SourceNote};
use crate::syntax::DocumentKind;
use crate::text::{Edit, Edits, Span, words};

use super::delete_note::{note_at, take_out};
use crate::refactor::Refusal;
use crate::refactor::engine::edit_builder::EditBuilder;
use crate::refactor::engine::rendered::RenderedBrief;

use additions::BibliographyAdditions;
use citation_by_key::CitationByKey;

/// The kind of the code action (LSP 3.17, `CodeActionKind`). It is no [`crate::refactor::Refactoring`]: it changes two files.
pub const EXTRACT_BIBLIOGRAPHY: &str = "refactor.extract.bibliography";

/// What an extraction changes.
#[derive(Clone, Debug)]
pub struct Extraction {
    /// The edits of the brief.
    pub brief: Edits,
    /// The entries that are added; none where a bibliography has all of them already.
    pub entries: Option<Entries>,
}

/// Entries that are added to a bibliography.
#[derive(Clone, Debug)]
pub struct Entries {
    /// Where they are added.
    pub home: TargetBibliography,
    /// The edits that add them.
    pub edits: Edits,
}

/// A bibliography that entries are added to.
#[derive(Clone, Debug)]
pub enum TargetBibliography {
    /// One that there is.
    Known(Arc<Bibliography>),
    /// One that is to be made, under this name, relative to the brief.
    New(String),
}

/// Whether a note at `at` cites a source that could be extracted. [`extract`] may refuse it still.
pub fn may_extract(document: &Document, at: Span) -> bool {
    let cites = |note: Note| {
        let read = document.sources().note(note.id);
        read.is_some_and(|note| note.citations().next().is_some())
    };
    document.kind() != DocumentKind::Plain && note_at(document, at).is_some_and(cites)
}

/// Makes entries of what the note at `at` cites, in bytes of the document: the note itself, or that of a marker
/// there. A note that says nothing else goes, and each of its markers becomes `[@key, p. 5]`; in one with comment
/// `@key [p. 5]` takes the place of each citation (Pandoc manual, "Citation syntax"). A source that a bibliography of
/// the brief has already is cited by the key that it has there. Where the brief has no bibliography, one is to be
/// made, and its front matter names it.
///
/// # Errors
/// [`Refusal`] where no source can be read, where other notes refer back to this one, where the bibliography cannot
/// be added to, or where anything else would change.
pub fn extract(document: &Document, at: Span) -> Result<Extraction, Refusal> {
    let note = note_to_extract(document, at)?;
    let Some(read) = document.sources().note(note.id) else {
        return Err(Refusal::new("No note here."));
    };
    let mut additions = BibliographyAdditions::of(document)?;
    let citations = read.citations();
    let words =
        citations.map(|(_, citation)| CitationByKey::of(read.text(), citation, &mut additions));
    let words: Vec<CitationByKey> = words.collect::<Result<_, _>>()?;
    if words.is_empty() {
        return Err(Refusal::new("No source recognized in this note."));
    }
    let mut builder = EditBuilder::new(document);
    let goes = says_nothing_else(read);
    let mut edits = match goes {
        true => {
            let places = citation_site::of_markers(document, &note);
            take_out(document, &note, &mut builder)?;
            let text = words
                .iter()
                .map(CitationByKey::in_brackets)
                .collect::<Vec<_>>();
            let text = format!("[{}]", text.join("; "));
            places.into_iter().map(|place| place.cite(&text)).collect()
        }
        false => in_note(document, &note, &words)?,
    };
    edits.extend(additions.naming()?);
    edits.iter().cloned().for_each(|edit| builder.add(edit));
    let expected = RenderedBrief::with(document, goes.then_some(note.id), &edits);
    let brief = builder.finish(&expected)?;
    let times = if goes {
        document.footnotes().citing(note.id).len()
    } else {
        1
    };
    let entries = additions.entries()?;
    let keys = words.iter().map(|words| words.key.as_str());
    additions.check_cited(&brief, entries.as_ref(), keys, times)?;
    Ok(Extraction { brief, entries })
}

/// The note at `at`, if it may be extracted at all.
fn note_to_extract(document: &Document, at: Span) -> Result<Note, Refusal> {
    if document.kind() == DocumentKind::Plain {
        return Err(Refusal::new(
            "Only Markdown can cite by key; this brief is plain text.",
        ));
    }
    let Some(note) = note_at(document, at) else {
        return Err(Refusal::new("No note here."));
    };
    if document.footnotes().citing(note.id).is_empty() {
        return Err(Refusal::new(
            "This note has no marker, so its sources would not be cited.",
        ));
    }
    let mut references = document.sources().back_references();
    let refers = references.find(|(_, _, referent)| {
        let cites = referent.citation.is_some_and(|cited| cited.note == note.id);
        cites || referent.notes.contains(&note.id)
    });
    let refers = refers.and_then(|(id, reference, _)| document.in_note(id, reference.span));
    let mut named = document.cross_references();
    let named = named.find(|named| named.referent.notes.contains(&note.id));
    match refers.or(named.map(|named| named.span)) {
        None => Ok(note),
        Some(place) => {
            let line = document.text().line_of(place.start) + 1;
            Err(Refusal::new(format!(
                "Line {line} refers back to this note: write out the source there first."
            )))
        }
    }
}

/// Whether a note says nothing but what it cites.
fn says_nothing_else(note: &SourceNote) -> bool {
    let is_short_form = |it: &BackReference| it.antecedent == Antecedent::ShortForm;
    let text = note.text().as_str();
    let parts = &note.reading().parts;
    let mut from = 0;
    let silent = |gap: &str| words(gap).all(|word| word == "and");
    parts.iter().all(|part| {
        let span = part.span();
        let gap = text.get(from..span.start).unwrap_or_default();
        from = span.end;
        matches!(part, NotePart::Citation(_)) && silent(gap)
    }) && silent(text.get(from..).unwrap_or_default())
        && note.back_references().iter().all(is_short_form)
}

/// The edits that cite by key in the note.
fn in_note(
    document: &Document,
    note: &Note,
    words: &[CitationByKey],
) -> Result<Vec<Edit>, Refusal> {
    let place = |words: &CitationByKey| {
        let span = document.in_note(note.id, words.span);
        let span = span.ok_or_else(|| Refusal::new("No note here."))?;
        Ok(Edit::new(span, words.in_text()))
    };
    words.iter().map(place).collect()
}

#[cfg(test)]
mod tests;
