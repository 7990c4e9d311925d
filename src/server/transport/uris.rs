use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use serde_json::Value;
use tower_lsp::lsp_types::Url;

/// How the client spells the URIs of its open documents, where [`Url`] spells them otherwise: it writes
/// `a b/é.md` as `a%20b/%C3%A9.md`, and some clients know a document by its own spelling only.
#[derive(Default)]
pub struct Uris {
    spelling: Mutex<HashMap<String, String>>,
}

impl Uris {
    /// Remembers how the client spells the document that it opens with `params`
    /// (LSP 3.17, `DidOpenTextDocumentParams`).
    pub fn remember(&self, params: &Value) {
        let Some(client) = params.pointer("/textDocument/uri").and_then(Value::as_str) else {
            return;
        };
        let Ok(url) = Url::parse(client) else {
            return;
        };
        let mut spelling = self.spelling.lock().unwrap_or_else(PoisonError::into_inner);
        match url.as_str() == client {
            true => spelling.remove(url.as_str()),
            false => spelling.insert(url.into(), client.to_owned()),
        };
    }

    /// Gives the URIs in a message to the client its own spelling.
    pub fn restore(&self, message: &mut Value) {
        let spelling = self.spelling.lock().unwrap_or_else(PoisonError::into_inner);
        if !spelling.is_empty() {
            restore(message, &spelling);
        }
    }
}

fn restore(value: &mut Value, spelling: &HashMap<String, String>) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| restore(item, spelling)),
        Value::Object(object) => {
            for (key, value) in object {
                match value {
                    Value::String(uri) if key == "uri" || key == "targetUri" => {
                        if let Some(client) = spelling.get(uri) {
                            uri.clone_from(client);
                        }
                    }
                    _ => restore(value, spelling),
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::server::transport::uris::*;

    #[test]
    fn the_client_reads_its_own_spelling() {
        let uris = Uris::default();
        uris.remember(&json!({"textDocument": {"uri": "file:///a b/é.md"}}));
        let message = |uri: &str| json!({"params": [{"uri": uri, "text": uri}]});
        let mut answer = message("file:///a%20b/%C3%A9.md");
        uris.restore(&mut answer);
        let uri = answer.pointer("/params/0/uri");
        assert_eq!(uri, Some(&json!("file:///a b/é.md")));
        assert_eq!(
            answer.pointer("/params/0/text"),
            message("file:///a%20b/%C3%A9.md").pointer("/params/0/text")
        );

        uris.remember(&json!({"textDocument": {"uri": "file:///a%20b/%C3%A9.md"}}));
        let mut answer = message("file:///a%20b/%C3%A9.md");
        uris.restore(&mut answer);
        assert_eq!(answer, message("file:///a%20b/%C3%A9.md"));
    }
}
