use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    CompletionItem, CompletionItemKind, CompletionList, CompletionParams, CompletionResponse,
    CompletionTextEdit, Documentation, MarkupContent, MarkupKind, TextEdit,
};

use crate::ide::{self, Completion, CompletionKind};
use crate::server::session::{Session, Snapshot};

/// LSP 3.17, `textDocument/completion`: in the order of the answer, with all there is to tell of each item.
pub async fn completion(
    session: &Session,
    params: CompletionParams,
) -> Result<Option<CompletionResponse>> {
    let at = params.text_document_position;
    let question = move |brief: &Snapshot| {
        let found = ide::completions(&brief.document, brief.offset(at.position));
        let items = found.items.into_iter().enumerate();
        Some(CompletionResponse::List(CompletionList {
            is_incomplete: found.incomplete,
            items: items.map(|(place, it)| item(brief, place, it)).collect(),
        }))
    };
    session.ask(&at.text_document.uri, question).await
}

/// The item at that place of the list: clients sort by a text.
fn item(brief: &Snapshot, place: usize, item: Completion) -> CompletionItem {
    let documentation = item.documentation.as_ref().map(|markdown| {
        let (kind, value) = match brief.client.plain_completion {
            true => (MarkupKind::PlainText, ide::plain_text(markdown)),
            false => (MarkupKind::Markdown, markdown.clone()),
        };
        Documentation::MarkupContent(MarkupContent { kind, value })
    });
    let edit = TextEdit::new(brief.range(item.replace), item.insert);
    CompletionItem {
        label: item.label,
        kind: Some(kind(item.kind)),
        detail: item.detail,
        documentation,
        sort_text: Some(format!("{place:04}")),
        filter_text: item.filter,
        text_edit: Some(CompletionTextEdit::Edit(edit)),
        ..CompletionItem::default()
    }
}

/// The protocol has kinds for programs only; these are the ones with fitting icons, of those that every
/// client knows (LSP 3.17, `CompletionClientCapabilities.completionItemKind`).
fn kind(kind: CompletionKind) -> CompletionItemKind {
    match kind {
        CompletionKind::Note => CompletionItemKind::SNIPPET,
        CompletionKind::Key | CompletionKind::Source => CompletionItemKind::REFERENCE,
        CompletionKind::Heading => CompletionItemKind::FILE,
        CompletionKind::Acronym => CompletionItemKind::TEXT,
    }
}
