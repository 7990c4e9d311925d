use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{ExecuteCommandParams, Location, TextDocumentPositionParams};

use crate::ide::{self, Way};
use crate::server::session::{Session, Snapshot};

use super::code_action::{DELETE_NOTE, EXPLAIN, SHOW_NEW_NOTE, delete_note};
use super::explain::explain;
use super::tell::show;

/// The commands that go to a note, and which way each goes.
const WAYS: [(&str, Way); 3] = [
    ("brief-ls.nextNote", Way::Next),
    ("brief-ls.previousNote", Way::Previous),
    ("brief-ls.acrossNote", Way::Across),
];

/// The names of the commands.
pub fn commands() -> Vec<String> {
    let ways = WAYS.map(|(name, _)| name);
    let names = ways
        .into_iter()
        .chain([SHOW_NEW_NOTE, DELETE_NOTE, EXPLAIN]);
    names.map(str::to_owned).collect()
}

/// LSP 3.17, `workspace/executeCommand`. A command that goes to a note takes a document and a position in it
/// (`TextDocumentPositionParams`) and gives the place to go to (`Location`), or null. `brief-ls.explain` takes the code of
/// a rule, and those of other code actions what the server gave with them; they give null.
///
/// # Errors
/// `InvalidParams` for another command or other arguments.
pub async fn execute_command(
    session: &Arc<Session>,
    params: ExecuteCommandParams,
) -> Result<Option<Value>> {
    let argument = params.arguments.into_iter().next().unwrap_or_default();
    match params.command.as_str() {
        SHOW_NEW_NOTE => {
            show_new_note(session, argument_of(argument)?).await?;
            return Ok(None);
        }
        DELETE_NOTE => {
            delete_note(session, argument_of(argument)?);
            return Ok(None);
        }
        EXPLAIN => {
            explain(session, &argument_of::<String>(argument)?)?;
            return Ok(None);
        }
        _ => {}
    }
    let known = WAYS.iter().find(|(name, _)| *name == params.command);
    let (_, way) = known.ok_or_else(|| Error::invalid_params("unknown command"))?;
    let at: TextDocumentPositionParams = argument_of(argument)?;
    let (uri, position) = (at.text_document.uri, at.position);
    let question = move |brief: &Snapshot| {
        let place = ide::neighbour(&brief.document, brief.offset(position), *way)?;
        let location = Location::new(brief.uri.clone(), brief.range(place));
        serde_json::to_value(location).ok()
    };
    session.ask(&uri, question).await
}

fn argument_of<T: DeserializeOwned>(argument: Value) -> Result<T> {
    serde_json::from_value(argument)
        .map_err(|error| Error::invalid_params(format!("invalid argument: {error}")))
}

/// Puts the cursor into the note without text that is cited next to a position.
async fn show_new_note(session: &Arc<Session>, at: TextDocumentPositionParams) -> Result<()> {
    let (uri, position) = (at.text_document.uri, at.position);
    let question = move |brief: &Snapshot| {
        let place = ide::new_note(&brief.document, brief.offset(position))?;
        Some(brief.range(place))
    };
    if let Some(range) = session.ask(&uri, question).await? {
        let session = session.clone();
        tokio::spawn(async move { show(&session, uri, Some(range)).await });
    }
    Ok(())
}
