use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{Location, Position, ReferenceParams, TextDocumentPositionParams, Url};

use crate::ide;
use crate::server::compute::compute;
use crate::server::convert::place;
use crate::server::features::local_link;
use crate::server::session::{Session, Snapshot};

/// LSP 3.17, `textDocument/references`.
pub async fn references(
    session: &Session,
    params: ReferenceParams,
) -> Result<Option<Vec<Location>>> {
    let at = params.text_document_position;
    let include_declaration = params.context.include_declaration;
    if session.bibliography(&at.text_document.uri).is_some() {
        return of_entry(session, &at, include_declaration).await;
    }
    let question = move |brief: &Snapshot| {
        let offset = brief.offset(at.position);
        let spans = ide::references(&brief.document, offset, include_declaration);
        let location = |span| Location::new(brief.uri.clone(), brief.range(span));
        Some(spans.into_iter().map(location).collect::<Vec<_>>())
    };
    let uri = &at.text_document.uri;
    let of_source = of_source(session, uri, at.position, include_declaration).await?;
    if of_source.is_some() {
        return Ok(of_source);
    }
    let found = session.ask(uri, question).await?;
    match found {
        Some(found) if found.is_empty() => {
            let links =
                local_link::references(session, uri, at.position, include_declaration).await?;
            Ok(Some(links))
        }
        found => Ok(found),
    }
}

/// Where briefs cite the source at `position`, once the notes of all are read; none where that is no source that
/// has another place, and for a brief that is no file.
async fn of_source(
    session: &Session,
    uri: &Url,
    position: Position,
    include_declaration: bool,
) -> Result<Option<Vec<Location>>> {
    let source = move |brief: &Snapshot| {
        let source = ide::source_here(&brief.document, brief.offset(position))?;
        Some((source, brief.path()?.to_owned()))
    };
    let Some((source, path)) = session.ask(uri, source).await? else {
        return Ok(None);
    };
    let (index, workspace, roots) = session.citing_workspace().await;
    let encoding = session.abilities().encoding;
    compute(move || {
        let workspace = index.overlaid_citing(&workspace, &roots, &path);
        let all = ide::source_references(&workspace, &path, &source);
        let first = usize::from(!include_declaration);
        let locations = all.iter().skip(first).filter_map(|(path, range)| {
            let range = place::line_range(*range, encoding);
            Some(Location::new(Url::from_file_path(path).ok()?, range))
        });
        (all.len() > 1).then(|| locations.collect())
    })
    .await
}

/// Where briefs cite the entry of an open bibliography; all briefs are read before.
async fn of_entry(
    session: &Session,
    at: &TextDocumentPositionParams,
    include_declaration: bool,
) -> Result<Option<Vec<Location>>> {
    let (index, workspace, roots) = session.workspace().await;
    let Some(snapshot) = session.bibliography(&at.text_document.uri) else {
        return Ok(None);
    };
    let position = at.position;
    let places = move || {
        let (path, bibliography) = snapshot.bibliography()?;
        let entry = bibliography.entry_at(snapshot.offset(position))?;
        let workspace = index.overlaid(&workspace, &roots, path);
        let own = Location::new(snapshot.uri.clone(), snapshot.range(entry.key_span));
        let mut locations: Vec<Location> = Some(own)
            .filter(|_| include_declaration)
            .into_iter()
            .collect();
        for key in std::iter::once(&entry.key).chain(&entry.other_names) {
            let citing = workspace.citing(path, key).filter_map(|(brief, range)| {
                let range = place::line_range(range, snapshot.client.encoding);
                Some(Location::new(Url::from_file_path(brief).ok()?, range))
            });
            locations.extend(citing);
        }
        Some(locations)
    };
    compute(places).await
}
