use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{GotoDefinitionParams, GotoDefinitionResponse, Location, LocationLink};

use crate::ide::{self, Jump};
use crate::server::features::local_link;
use crate::server::session::{Session, Snapshot};

/// LSP 3.17, `textDocument/definition`: links with an origin span where the client takes them.
pub async fn definition(
    session: &Session,
    params: GotoDefinitionParams,
) -> Result<Option<GotoDefinitionResponse>> {
    let at = params.text_document_position_params;
    let question = move |brief: &Snapshot| {
        let offset = brief.offset(at.position);
        let jumps = ide::definition(&brief.document, offset);
        if jumps.is_empty()
            && let Some(link) = local_link::definition(brief, offset)
        {
            return Some(link);
        }
        let jumps = jumps.iter();
        Some(match brief.client.links {
            true => GotoDefinitionResponse::Link(jumps.map(|jump| link(brief, jump)).collect()),
            false => {
                GotoDefinitionResponse::Array(jumps.map(|jump| location(brief, jump)).collect())
            }
        })
    };
    session.ask(&at.text_document.uri, question).await
}

fn link(brief: &Snapshot, jump: &Jump) -> LocationLink {
    LocationLink {
        origin_selection_range: Some(brief.range(jump.origin)),
        target_uri: brief.uri.clone(),
        target_range: brief.range(jump.target),
        target_selection_range: brief.range(jump.focus),
    }
}

fn location(brief: &Snapshot, jump: &Jump) -> Location {
    Location::new(brief.uri.clone(), brief.range(jump.focus))
}
