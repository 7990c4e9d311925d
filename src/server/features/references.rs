use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{Location, ReferenceParams};

use crate::ide;
use crate::server::features::local_link;
use crate::server::session::{Session, Snapshot};

/// LSP 3.17, `textDocument/references`.
pub async fn references(
    session: &Session,
    params: ReferenceParams,
) -> Result<Option<Vec<Location>>> {
    let at = params.text_document_position;
    let declaration = params.context.include_declaration;
    let question = move |brief: &Snapshot| {
        let offset = brief.offset(at.position);
        let spans = ide::references(&brief.document, offset, declaration);
        let location = |span| Location::new(brief.uri.clone(), brief.range(span));
        Some(spans.into_iter().map(location).collect::<Vec<_>>())
    };
    let uri = &at.text_document.uri;
    let found = session.ask(uri, question).await?;
    match found {
        Some(found) if found.is_empty() => {
            let links = local_link::references(session, uri, at.position, declaration).await?;
            Ok(Some(links))
        }
        found => Ok(found),
    }
}
