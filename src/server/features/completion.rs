use serde::{Deserialize, Serialize};
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    CompletionItem, CompletionItemKind, CompletionItemLabelDetails, CompletionList,
    CompletionParams, CompletionResponse, CompletionTextEdit, CompletionTriggerKind, Documentation,
    InsertTextFormat, MarkupContent, MarkupKind, TextEdit, Url,
};

use crate::ide::{self, Completion, CompletionKind};
use crate::server::convert::text_edits;
use crate::server::session::{Session, Snapshot};
use crate::text::Edits;

/// What the client keeps of an item until it is looked at.
#[derive(Serialize, Deserialize)]
struct CompletionData {
    uri: Url,
    opening: u64,
    version: i32,
    offset: usize,
}

/// LSP 3.17, `textDocument/completion`: in the order of the answer; what there is to know of an item with
/// it, unless the client asks for that when the item is looked at.
pub async fn completion(
    session: &Session,
    params: CompletionParams,
) -> Result<Option<CompletionResponse>> {
    let at = params.text_document_position;
    // Where a sign asks, it asks for what it begins.
    let by_sign = params
        .context
        .is_some_and(|context| context.trigger_kind == CompletionTriggerKind::TRIGGER_CHARACTER);
    let question = move |brief: &Snapshot| {
        let offset = brief.offset(at.position);
        let mut found = ide::completions(&brief.document, offset);
        if !by_sign && let Some(begun) = ide::citation_begun(&brief.document, offset) {
            let (workspace, path) = (brief.citing_workspace(), brief.path_or_none());
            let sources = ide::known_sources(&begun, &brief.document, &workspace, path);
            found.items.extend(sources.items);
            found.is_incomplete |= sources.is_incomplete;
        }
        let items = found.items.into_iter().enumerate();
        let items = items.map(|(place, it)| item(brief, offset, place, it));
        Some(CompletionResponse::List(CompletionList {
            is_incomplete: found.is_incomplete,
            items: items.collect(),
        }))
    };
    session.ask(&at.text_document.uri, question).await
}

/// LSP 3.17, `completionItem/resolve`: what there is to know of an item, as long as the text is the same.
pub async fn completion_resolve(session: &Session, item: CompletionItem) -> Result<CompletionItem> {
    let data = item
        .data
        .clone()
        .and_then(|data| serde_json::from_value(data).ok());
    let Some(CompletionData {
        uri,
        opening,
        version,
        offset,
    }) = data
    else {
        return Ok(item);
    };
    let label = item.label.clone();
    let question = move |brief: &Snapshot| {
        let current = (brief.opening, brief.version) == (opening, version);
        let found = current.then(|| ide::completions(&brief.document, offset))?;
        let mut same = found.items.into_iter().filter(|found| found.label == label);
        let text = same.find_map(|found| found.documentation)?;
        Some(documentation(brief, text))
    };
    let documentation = session.ask(&uri, question).await?;
    Ok(CompletionItem {
        documentation,
        ..item
    })
}

/// The item at that place of the list: clients sort by a text.
fn item(brief: &Snapshot, offset: usize, place: usize, item: Completion) -> CompletionItem {
    let details = brief.client.label_details.then(|| label_details(&item));
    // Neovim 0.11 inserts no more than the first word of what is no snippet.
    let is_snippet = brief.client.takes_snippets && item.insert.contains(char::is_whitespace);
    let insert = match is_snippet {
        true => snippet(&item.insert),
        false => item.insert,
    };
    let edit = TextEdit::new(brief.range(item.replace), insert);
    let also = (!item.also.is_empty()).then_some(item.also);
    let also = also.and_then(|also| Edits::new(also).ok());
    let also = also.map(|also| text_edits(brief.document.text(), &also, brief.client.encoding));
    // A source is not looked for again in all briefs.
    let can_wait = item.documentation.is_some() && item.kind != CompletionKind::Source;
    let resolves = brief.client.resolves_completions && can_wait;
    let data = || CompletionData {
        uri: brief.uri.clone(),
        opening: brief.opening,
        version: brief.version,
        offset,
    };
    let told = item.documentation.filter(|_| !resolves);
    CompletionItem {
        label: item.label,
        label_details: details,
        kind: Some(kind(item.kind)),
        detail: item.detail,
        documentation: told.map(|text| documentation(brief, text)),
        sort_text: Some(format!("{place:04}")),
        filter_text: item.filter,
        insert_text_format: is_snippet.then_some(InsertTextFormat::SNIPPET),
        text_edit: Some(CompletionTextEdit::Edit(edit)),
        additional_text_edits: also,
        data: resolves
            .then(|| serde_json::to_value(data()).ok())
            .flatten(),
        ..CompletionItem::default()
    }
}

/// What a menu shows on each row behind the label: there that a note is new, as a client may insert the label.
fn label_details(item: &Completion) -> CompletionItemLabelDetails {
    let is_new = item.kind == CompletionKind::NewNote;
    CompletionItemLabelDetails {
        detail: is_new.then(|| " (new)".to_owned()),
        description: item.detail.clone(),
    }
}

/// The snippet that inserts `text` (LSP 3.17, "Snippet Syntax").
fn snippet(text: &str) -> String {
    let mut snippet = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '$' | '}') {
            snippet.push('\\');
        }
        snippet.push(c);
    }
    snippet
}

fn documentation(brief: &Snapshot, markdown: String) -> Documentation {
    let markdown = ide::readable(&markdown, brief.client.renders_links);
    let (kind, value) = match brief.client.plain_completions {
        true => (MarkupKind::PlainText, ide::plain_text(&markdown)),
        false => (MarkupKind::Markdown, markdown),
    };
    Documentation::MarkupContent(MarkupContent { kind, value })
}

/// The protocol has kinds for programs only. Many editors show the word for the kind beside the label; these read as
/// what they are, and every client knows them (LSP 3.17, `CompletionClientCapabilities.completionItemKind`). A new note
/// is a snippet: it brings more than the marker.
fn kind(kind: CompletionKind) -> CompletionItemKind {
    match kind {
        CompletionKind::NewNote => CompletionItemKind::SNIPPET,
        CompletionKind::Acronym => CompletionItemKind::TEXT,
        CompletionKind::Note
        | CompletionKind::Key
        | CompletionKind::Heading
        | CompletionKind::Source => CompletionItemKind::REFERENCE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_something_in_a_snippet_is_escaped() {
        assert_eq!(snippet(r"Costs of ${5} \o/"), r"Costs of \${5\} \\o/");
    }
}
