use std::path::Path;

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{Location, SymbolInformation, Url, WorkspaceSymbolParams};

use crate::ide::{self, WorkspaceSymbol};
use crate::server::compute::compute;
use crate::server::convert::{place, symbol_kind};
use crate::server::session::Session;
use crate::text::Encoding;

/// How many symbols are answered at the most: an editor that wants others asks for more letters.
const LIMIT: usize = 1000;

/// LSP 3.17, `workspace/symbol`: answered once the whole workspace is read.
pub async fn workspace_symbol(
    session: &Session,
    params: WorkspaceSymbolParams,
) -> Result<Option<Vec<SymbolInformation>>> {
    let encoding = session.abilities().encoding;
    let (index, workspace, roots) = session.workspace().await;
    let search = move || {
        let workspace = index.overlaid(&workspace, &roots, Path::new(""));
        let found = ide::workspace_symbols(&workspace, &params.query, LIMIT);
        found
            .iter()
            .filter_map(|found| symbol(found, encoding))
            .collect()
    };
    compute(search).await.map(Some)
}

#[allow(
    deprecated,
    reason = "the protocol's type has a field that is replaced by tags"
)]
fn symbol(found: &WorkspaceSymbol, encoding: Encoding) -> Option<SymbolInformation> {
    let uri = Url::from_file_path(&found.path).ok()?;
    Some(SymbolInformation {
        name: found.name.to_string(),
        kind: symbol_kind(found.kind),
        tags: None,
        deprecated: None,
        location: Location::new(uri, place::line_range(found.place, encoding)),
        container_name: found.container.as_deref().map(str::to_owned),
    })
}
