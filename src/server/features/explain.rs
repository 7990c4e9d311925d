use std::sync::Arc;

use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{MessageType, Url};

use crate::check::{self, Rule};
use crate::server::compute::compute;
use crate::server::session::Session;
use crate::workspace;

use super::tell::{say, show};

/// Shows the page of a rule: as a file where the client shows documents, and otherwise, or where that fails, in a
/// sentence that says how to read it.
///
/// # Errors
/// `InvalidParams` where no rule has that code.
pub(super) fn explain(session: &Arc<Session>, code: &str) -> Result<()> {
    let rule = check::rule(code).ok_or_else(|| Error::invalid_params("no rule of that code"))?;
    let session = session.clone();
    tokio::spawn(async move {
        let is_shown = session.abilities().shows_documents && show_page(&session, rule).await;
        if !is_shown {
            let Rule { code, summary, .. } = rule;
            let message = format!("{code} reports {summary}. More: brief-ls explain {code}");
            say(&session, MessageType::INFO, message);
        }
    });
    Ok(())
}

/// Whether the client shows the page.
async fn show_page(session: &Session, rule: &'static Rule) -> bool {
    let page = match compute(|| workspace::rule_page(rule)).await {
        Ok(Ok(page)) => page,
        Ok(Err(error)) => {
            let warning = format!("the page of a rule cannot be written: {error}");
            session.client_sender.warn(warning);
            return false;
        }
        Err(_) => return false,
    };
    match Url::from_file_path(page) {
        Ok(uri) => show(session, uri, None).await,
        Err(()) => false,
    }
}
