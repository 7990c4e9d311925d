use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{ExecuteCommandParams, Location, TextDocumentPositionParams};

use crate::ide::{self, Way};
use crate::server::session::{Session, Snapshot};

/// The commands, and which way each goes.
pub const COMMANDS: [(&str, Way); 3] = [
    ("brief-ls.nextNote", Way::Next),
    ("brief-ls.previousNote", Way::Previous),
    ("brief-ls.acrossNote", Way::Across),
];

/// LSP 3.17, `workspace/executeCommand`: each takes a document and a position in it
/// (`TextDocumentPositionParams`) and gives the place to go to (`Location`), or null.
///
/// # Errors
/// `InvalidParams` for another command or other arguments.
pub async fn execute_command(
    session: &Session,
    params: ExecuteCommandParams,
) -> Result<Option<Value>> {
    let known = COMMANDS.iter().find(|(name, _)| *name == params.command);
    let (_, way) = known.ok_or_else(|| Error::invalid_params("unknown command"))?;
    let at = params.arguments.into_iter().next().unwrap_or_default();
    let at: TextDocumentPositionParams = serde_json::from_value(at)
        .map_err(|error| Error::invalid_params(format!("invalid position: {error}")))?;
    let (uri, position) = (at.text_document.uri, at.position);
    let question = move |brief: &Snapshot| {
        let place = ide::neighbour(&brief.document, brief.offset(position), *way)?;
        let location = Location::new(brief.uri.clone(), brief.range(place));
        serde_json::to_value(location).ok()
    };
    session.ask(&uri, question).await
}
