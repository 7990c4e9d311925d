use serde::Deserialize;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{Range, TextDocumentIdentifier};

use crate::ide::{self, SourceFormat};
use crate::server::session::{Session, Snapshot};
use crate::text::Span;

/// The parameters of `brief-ls/export`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ExportParams {
    text_document: TextDocumentIdentifier,
    format: ExportFormat,
    /// A citation, as `brief-ls/sources` gives it; without it, all of the brief.
    range: Option<Range>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum ExportFormat {
    Bibtex,
    CslJson,
    Formatted,
}

/// `brief-ls/export`; docs/sources.md describes the answer. Null for a document that is not open and one without sources.
pub async fn export(session: &Session, params: ExportParams) -> Result<Option<String>> {
    let format = match params.format {
        ExportFormat::Bibtex => SourceFormat::Bibtex,
        ExportFormat::CslJson => SourceFormat::CslJson,
        ExportFormat::Formatted => SourceFormat::Formatted,
    };
    let question = move |brief: &Snapshot| {
        let span = |range: Range| Span::new(brief.offset(range.start), brief.offset(range.end));
        ide::export_sources(&brief.document, format, params.range.map(span))
    };
    session.ask(&params.text_document.uri, question).await
}
