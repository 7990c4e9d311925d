use serde::de::Deserialize;
use serde_json::Value;
use tower_lsp::jsonrpc::Request;
use tower_lsp::lsp_types::notification::{
    Cancel, DidChangeConfiguration, DidChangeTextDocument, DidChangeWatchedFiles,
    DidChangeWorkspaceFolders, DidCloseTextDocument, DidOpenTextDocument, Notification,
};

/// What is wrong with the parameters of a notification that the server handles: tower-lsp drops one
/// that it cannot read without a word.
pub fn fault(call: &Request) -> Option<String> {
    let params = call.params().unwrap_or(&Value::Null);
    let fault = match call.method() {
        _ if call.id().is_some() => None,
        DidOpenTextDocument::METHOD => unreadable::<DidOpenTextDocument>(params),
        DidChangeTextDocument::METHOD => unreadable::<DidChangeTextDocument>(params),
        DidCloseTextDocument::METHOD => unreadable::<DidCloseTextDocument>(params),
        DidChangeConfiguration::METHOD => unreadable::<DidChangeConfiguration>(params),
        DidChangeWatchedFiles::METHOD => unreadable::<DidChangeWatchedFiles>(params),
        DidChangeWorkspaceFolders::METHOD => unreadable::<DidChangeWorkspaceFolders>(params),
        Cancel::METHOD => unreadable::<Cancel>(params),
        _ => None,
    };
    fault.map(|why| format!("{} is ignored: {why}", call.method()))
}

fn unreadable<N: Notification>(params: &Value) -> Option<String> {
    N::Params::deserialize(params)
        .err()
        .map(|error| error.to_string())
}
