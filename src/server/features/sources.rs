use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{Range, TextDocumentIdentifier};

use crate::citation::export::csl_fields;
use crate::ide::{self, CitingNote, Resolved};
use crate::index::Workspace;
use crate::server::session::{Session, Snapshot};

/// The parameters of `brief-ls/sources`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SourcesParams {
    pub(super) text_document: TextDocumentIdentifier,
}

/// The notes of a brief with what they cite, in the order in which they are read.
#[derive(Serialize)]
pub struct SourcesResponse {
    notes: Vec<NoteItem>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct NoteItem {
    label: String,
    number: Option<u32>,
    range: Range,
    selection_range: Range,
    state: &'static str,
    markers: Vec<Range>,
    citations: Vec<CitationItem>,
    back_references: Vec<BackReferenceItem>,
}

#[derive(Serialize)]
struct CitationItem {
    range: Range,
    item: Map<String, Value>,
    source: Option<usize>,
    times: usize,
    elsewhere: Vec<String>,
}

#[derive(Serialize)]
struct BackReferenceItem {
    range: Range,
    state: &'static str,
    source: Option<Range>,
    notes: Vec<Range>,
}

/// `brief-ls/sources`, for lists of notes in editors; docs/sources.md describes the answer. Null for a document
/// that is not open.
pub async fn sources(session: &Session, params: SourcesParams) -> Result<Option<SourcesResponse>> {
    let question = |brief: &Snapshot| {
        let workspace = brief.citing_workspace();
        let notes = ide::sources(&brief.document).into_iter();
        let notes = notes.map(|note| shown(brief, &workspace, note)).collect();
        Some(SourcesResponse { notes })
    };
    session.ask(&params.text_document.uri, question).await
}

fn shown(brief: &Snapshot, workspace: &Workspace, citing: CitingNote) -> NoteItem {
    let note = &citing.note;
    let state = match (&note.first, citing.markers.is_empty()) {
        (Some(_), _) => "duplicate",
        (None, true) => "unused",
        (None, false) => "cited",
    };
    let citations = citing.citations.iter().map(|citation| CitationItem {
        range: brief.range(citation.span),
        item: csl_fields(&citation.source),
        source: citation.work,
        times: citation.times,
        elsewhere: ide::cited_elsewhere(workspace, brief.path_or_none(), &citation.keys),
    });
    let references = citing.back_references.iter();
    NoteItem {
        label: note.label.to_string(),
        number: citing.number,
        range: brief.range(note.span),
        selection_range: brief.range(note.opener),
        state,
        markers: citing
            .markers
            .iter()
            .map(|span| brief.range(*span))
            .collect(),
        citations: citations.collect(),
        back_references: references.map(|one| back_reference(brief, one)).collect(),
    }
}

fn back_reference(brief: &Snapshot, resolved: &Resolved) -> BackReferenceItem {
    let state = match (resolved.missing, resolved.source) {
        (true, _) => "dangling",
        (false, Some(_)) => "resolved",
        (false, None) => "unknown",
    };
    BackReferenceItem {
        range: brief.range(resolved.span),
        state,
        source: resolved.source.map(|span| brief.range(span)),
        notes: resolved
            .notes
            .iter()
            .map(|span| brief.range(*span))
            .collect(),
    }
}
