//! What the author is told of a request that changes nothing. Each in a task: the answer to a question comes by the
//! way of the request itself.

use std::sync::Arc;

use tower_lsp::lsp_types::notification::ShowMessage;
use tower_lsp::lsp_types::{
    MessageActionItem, MessageType, Position, Range, ShowDocumentParams, ShowMessageParams, Url,
};

use crate::refactor::Refusal;
use crate::server::session::Session;

/// Says something (LSP 3.17, `window/showMessage`).
pub(super) fn say(session: &Session, typ: MessageType, message: impl Into<String>) {
    let message = message.into();
    session
        .client_sender
        .notify::<ShowMessage>(ShowMessageParams { typ, message });
}

/// Says why what was chosen is refused, and offers to go to the line that the reason names, where the client can
/// (LSP 3.17, `window/showMessageRequest`).
pub(super) fn say_refusal(session: &Arc<Session>, uri: &Url, refusal: &Refusal) {
    let line = refusal
        .line()
        .filter(|_| session.abilities().shows_documents);
    let Some(line) = line else {
        return say(session, MessageType::WARNING, refusal.to_string());
    };
    let (session, uri, reason) = (session.clone(), uri.clone(), refusal.to_string());
    tokio::spawn(async move {
        let go = format!("Go to line {line}");
        if ask(&session, MessageType::WARNING, reason, &[&go]).await == Some(go) {
            let place = Position::new(line.saturating_sub(1), 0);
            show(&session, uri, Some(Range::new(place, place))).await;
        }
    });
}

/// Asks a question; the answer that the author gives, if any (LSP 3.17, `window/showMessageRequest`).
pub(super) async fn ask(
    session: &Session,
    typ: MessageType,
    question: String,
    answers: &[&str],
) -> Option<String> {
    let item = |answer: &&str| MessageActionItem {
        title: (*answer).to_owned(),
        properties: Default::default(),
    };
    let answers = answers.iter().map(item).collect();
    let answer = session
        .client
        .show_message_request(typ, question, Some(answers))
        .await;
    match answer {
        Ok(answer) => answer.map(|item| item.title),
        Err(error) => {
            let warning = format!("the client does not ask the author: {error}");
            session.client_sender.warn(warning);
            None
        }
    }
}

/// Shows a document, with the cursor at `selection` if there is one (LSP 3.16, `window/showDocument`). Whether the client
/// does.
pub(super) async fn show(session: &Session, uri: Url, selection: Option<Range>) -> bool {
    let params = ShowDocumentParams {
        uri,
        external: Some(false),
        take_focus: Some(true),
        selection,
    };
    let answer = session.client.show_document(params).await;
    answer.unwrap_or_else(|error| {
        let warning = format!("the client does not show a document: {error}");
        session.client_sender.warn(warning);
        false
    })
}
