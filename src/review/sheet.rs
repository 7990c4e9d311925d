//! For the fact-checker: each sentence with a footnote, beside its sources.

use schemars::JsonSchema;
use serde::Serialize;

use crate::citation::{Name, Source};
use crate::ide::plain_text;
use crate::index::{CitationId, Document, ItemId, note_name};

use super::paragraphs::{Citing, CitingSentence, Paragraphs};
use super::sources::of_key;
use super::{ReviewPlace, Reviewed};

/// The longest text of a note without a source, in characters.
const LONGEST_NOTE: usize = 400;

/// A sentence with the sources that it cites.
#[derive(Serialize, JsonSchema, Debug)]
pub struct Claim {
    /// Where it begins.
    #[serde(flatten)]
    pub place: ReviewPlace,
    /// What it says, without markers.
    pub sentence: String,
    /// Its notes, by place.
    pub notes: Vec<ClaimNote>,
}

/// A note or a citation by key of a sentence.
#[derive(Serialize, JsonSchema, Debug)]
pub struct ClaimNote {
    /// The number or label of the note, or the key with its `@`.
    pub label: String,
    /// What it cites, references such as `Ibid.` resolved.
    pub sources: Vec<ClaimSource>,
    /// What the note says, where it cites no source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// A source as the fact-checker looks for it.
#[derive(Serialize, JsonSchema, Debug)]
pub struct ClaimSource {
    /// Who wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authors: Option<String>,
    /// Its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What it appeared in, or who published it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub container: Option<String>,
    /// When it appeared, in ISO 8601 as far as it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages: Option<String>,
    /// Where it can be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// What the note itself says where it refers back: `Ibid., p. 4`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
}

/// The sentences that cite something, by place.
pub(super) fn claims(reviewed: &Reviewed<'_>, paragraphs: &Paragraphs<'_>) -> Vec<Claim> {
    let document = reviewed.document;
    let citing = paragraphs
        .sentences
        .iter()
        .filter(|it| !it.citing.is_empty());
    let claim = |sentence: &CitingSentence| Claim {
        place: (reviewed.place)(sentence.start),
        sentence: paragraphs.text(sentence),
        notes: sentence
            .citing
            .iter()
            .filter_map(|it| note(document, *it))
            .collect(),
    };
    citing.map(claim).collect()
}

fn note(document: &Document, citing: Citing) -> Option<ClaimNote> {
    match citing {
        Citing::Note(id) => of_note(document, id),
        Citing::Key(id) => {
            let key = document.citation(id)?.key;
            Some(ClaimNote {
                label: format!("@{key}"),
                sources: vec![ClaimSource::of(&of_key(document, &key), None)],
                text: None,
            })
        }
    }
}

fn of_note(document: &Document, id: ItemId) -> Option<ClaimNote> {
    let note = document.note(id)?;
    let sources = document.sources();
    let full = sources.citations_of(id);
    let full = full.map(|(_, citation)| (citation.span, ClaimSource::of(&citation.source(), None)));
    let text = document.note_text(&note);
    let back = sources
        .back_references_of(id)
        .filter_map(|(reference, referent)| {
            let source = source(document, referent.citation?)?;
            let words = text.get(reference.extent().range()).unwrap_or_default();
            Some((
                reference.extent(),
                ClaimSource::of(&source, Some(plain_line(words))),
            ))
        });
    let keys = document.citations().filter(|it| note.body.covers(it.span));
    let keys = keys.map(|it| ClaimSource::of(&of_key(document, &it.key), None));
    let mut placed: Vec<_> = full.chain(back).collect();
    placed.sort_by_key(|(span, _)| *span);
    let cited: Vec<ClaimSource> = placed
        .into_iter()
        .map(|(_, source)| source)
        .chain(keys)
        .collect();
    Some(ClaimNote {
        label: note_name(document, id),
        text: cited.is_empty().then(|| shortened(&plain_line(&text))),
        sources: cited,
    })
}

/// What is known of the source of a citation: what it says itself.
fn source(document: &Document, id: CitationId) -> Option<Source> {
    document
        .sources()
        .citation(id)
        .map(|citation| citation.source())
}

impl ClaimSource {
    fn of(source: &Source, reference: Option<String>) -> ClaimSource {
        let authors: Vec<String> = source.signed_by().iter().map(Name::to_string).collect();
        let doi = source
            .doi
            .as_ref()
            .map(|doi| format!("https://doi.org/{doi}"));
        let date = source.date.map(|date| date.to_string());
        ClaimSource {
            authors: (!authors.is_empty()).then(|| authors.join(", ")),
            title: source.title.clone(),
            container: source
                .container
                .clone()
                .or_else(|| source.publisher.clone()),
            date: date.filter(|date| !date.is_empty()),
            pages: source.pages.clone(),
            url: source.url.clone().or(doi),
            reference,
        }
    }
}

/// Markdown on one line, without its marks.
fn plain_line(markdown: &str) -> String {
    plain_text(markdown)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST_NOTE) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}
