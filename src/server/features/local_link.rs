//! Links within the folder, for definition and references: their places may be in files that are not open.

use std::path::Path;

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{GotoDefinitionResponse, Location, LocationLink, Position, Url};

use crate::ide::{self, LinkPlace};
use crate::server::compute::compute;
use crate::server::convert::place;
use crate::server::session::{Session, Snapshot};
use crate::text::LineRange;

/// Where the link at `offset` of `brief` leads.
pub fn definition(brief: &Snapshot, offset: usize) -> Option<GotoDefinitionResponse> {
    let jump = ide::link_target(&brief.document, offset)?;
    let (uri, range) = match jump.place {
        LinkPlace::Here(span) => (brief.uri.clone(), brief.range(span)),
        LinkPlace::File(path, place) => {
            let range = place.map(|place| place::line_range(place, brief.client.encoding));
            (Url::from_file_path(path).ok()?, range.unwrap_or_default())
        }
    };
    Some(match brief.client.links {
        true => GotoDefinitionResponse::Link(vec![LocationLink {
            origin_selection_range: Some(brief.range(jump.origin)),
            target_uri: uri,
            target_range: range,
            target_selection_range: range,
        }]),
        false => GotoDefinitionResponse::Array(vec![Location::new(uri, range)]),
    })
}

/// All links of the workspace to the heading at `position`, or to where the link there leads, once the workspace
/// is read.
///
/// # Errors
/// As [`compute`].
pub async fn references(
    session: &Session,
    uri: &Url,
    position: Position,
    include_declaration: bool,
) -> Result<Vec<Location>> {
    let Some((brief, path)) = session.brief(uri).zip(uri.to_file_path().ok()) else {
        return Ok(Vec::new());
    };
    let brief = session.configured(brief).await;
    let (index, workspace, roots) = session.workspace().await;
    compute(move || {
        let brief = brief.with_context();
        let workspace = index.overlaid(&workspace, &roots, &path);
        let offset = brief.offset(position);
        let document = &brief.document;
        let found = ide::link_references(document, &path, &workspace, offset, include_declaration);
        let location = |(path, place): &(_, LineRange)| location(path, place, &brief);
        found.iter().filter_map(location).collect()
    })
    .await
}

fn location(path: &impl AsRef<Path>, place: &LineRange, brief: &Snapshot) -> Option<Location> {
    let uri = Url::from_file_path(path.as_ref()).ok()?;
    Some(Location::new(
        uri,
        place::line_range(*place, brief.client.encoding),
    ))
}
