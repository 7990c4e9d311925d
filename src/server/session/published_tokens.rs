//! The semantic tokens that the client has, to tell it what has changed alone.

use std::sync::Arc;

use tower_lsp::lsp_types::{SemanticToken, Url};

use super::Session;

/// The tokens of an open document, as the client was told them.
#[derive(Clone, Debug)]
pub struct PublishedTokens {
    /// What the client calls them.
    pub id: String,
    /// As the protocol has them.
    pub data: Arc<[SemanticToken]>,
}

impl Session {
    /// Keeps what the client is told now of the document that is open under `uri`, in place of what it was told
    /// before; both, none of the latter where its name is not `previous`.
    pub fn publish_tokens(
        &self,
        uri: &Url,
        data: Arc<[SemanticToken]>,
        previous: Option<&str>,
    ) -> (PublishedTokens, Option<PublishedTokens>) {
        let mut state = self.state();
        state.count += 1;
        let id = state.count.to_string();
        let published = PublishedTokens { id, data };
        let open = state.documents.get_mut(uri);
        let before = open.and_then(|open| open.tokens.replace(published.clone()));
        let before = before.filter(|before| previous == Some(&*before.id));
        (published, before)
    }
}
