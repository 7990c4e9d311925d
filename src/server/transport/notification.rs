use std::future::Future;

use serde::de::Deserialize;
use serde_json::Value;
use tower_lsp::LanguageServer;
use tower_lsp::jsonrpc::Request;
use tower_lsp::lsp_types::CancelParams;
use tower_lsp::lsp_types::notification::{
    Cancel, DidChangeConfiguration, DidChangeTextDocument, DidChangeWatchedFiles,
    DidChangeWorkspaceFolders, DidCloseTextDocument, DidOpenTextDocument, Notification,
};

/// What became of a call.
pub enum Delivery {
    /// The server has it.
    Done,
    /// It is for tower-lsp.
    NotOurs(Request),
    /// Its parameters cannot be read: why.
    Unreadable(String),
}

/// Hands a notification that may be large, or whose loss the client must hear of, to `server`: its parameters are
/// read once, and moved. tower-lsp reads those of the others, and drops what it cannot read without a word.
pub async fn deliver(server: &impl LanguageServer, call: Request) -> Delivery {
    let method = call.method().to_owned();
    let read = match &*method {
        _ if call.id().is_some() => return Delivery::NotOurs(call),
        DidOpenTextDocument::METHOD => {
            hand::<DidOpenTextDocument, _>(call, |params| server.did_open(params)).await
        }
        DidChangeTextDocument::METHOD => {
            hand::<DidChangeTextDocument, _>(call, |params| server.did_change(params)).await
        }
        DidCloseTextDocument::METHOD => {
            hand::<DidCloseTextDocument, _>(call, |params| server.did_close(params)).await
        }
        DidChangeConfiguration::METHOD => {
            let handler = |params| server.did_change_configuration(params);
            hand::<DidChangeConfiguration, _>(call, handler).await
        }
        DidChangeWatchedFiles::METHOD => {
            let handler = |params| server.did_change_watched_files(params);
            hand::<DidChangeWatchedFiles, _>(call, handler).await
        }
        DidChangeWorkspaceFolders::METHOD => {
            let handler = |params| server.did_change_workspace_folders(params);
            hand::<DidChangeWorkspaceFolders, _>(call, handler).await
        }
        Cancel::METHOD => match CancelParams::deserialize(call.params().unwrap_or(&Value::Null)) {
            Ok(_) => return Delivery::NotOurs(call),
            Err(why) => Err(why),
        },
        _ => return Delivery::NotOurs(call),
    };
    match read {
        Ok(()) => Delivery::Done,
        Err(why) => Delivery::Unreadable(format!("{method} is ignored: {why}")),
    }
}

async fn hand<N: Notification, F: Future<Output = ()>>(
    call: Request,
    handler: impl FnOnce(N::Params) -> F,
) -> serde_json::Result<()> {
    let (_, _, params) = call.into_parts();
    let params = serde_json::from_value(params.unwrap_or(Value::Null))?;
    handler(params).await;
    Ok(())
}
