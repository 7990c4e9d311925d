use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    GotoDefinitionParams, GotoDefinitionResponse, Location, LocationLink, Range, Url,
};

use crate::ide::{self, Jump};
use crate::server::convert::place;
use crate::server::features::local_link;
use crate::server::session::{Session, Snapshot};
use crate::text::{Encoding, Span, Text};

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
            true => GotoDefinitionResponse::Link(jumps.filter_map(|it| link(brief, it)).collect()),
            false => {
                GotoDefinitionResponse::Array(jumps.filter_map(|it| location(brief, it)).collect())
            }
        })
    };
    session.ask(&at.text_document.uri, question).await
}

fn link(brief: &Snapshot, jump: &Jump) -> Option<LocationLink> {
    let place = TargetFile::of(brief, jump)?;
    Some(LocationLink {
        origin_selection_range: Some(brief.range(jump.origin)),
        target_range: place.range(jump.target),
        target_selection_range: place.range(jump.focus),
        target_uri: place.uri,
    })
}

fn location(brief: &Snapshot, jump: &Jump) -> Option<Location> {
    let place = TargetFile::of(brief, jump)?;
    let range = place.range(jump.focus);
    Some(Location::new(place.uri, range))
}

/// The file that a jump leads to.
struct TargetFile<'a> {
    uri: Url,
    text: &'a Text,
    encoding: Encoding,
}

impl<'a> TargetFile<'a> {
    fn of(brief: &'a Snapshot, jump: &'a Jump) -> Option<TargetFile<'a>> {
        let (uri, text) = match &jump.file {
            Some(file) => (Url::from_file_path(&file.path).ok()?, &file.text),
            None => (brief.uri.clone(), brief.document.text()),
        };
        Some(TargetFile {
            uri,
            text,
            encoding: brief.client.encoding,
        })
    }

    fn range(&self, span: Span) -> Range {
        place::range(self.text, span, self.encoding)
    }
}
