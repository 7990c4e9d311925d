//! Messages of the server against the types that are generated from the protocol's meta model.

use gen_lsp_types as lsp;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub fn notification(method: &str, params: &Value) {
    match method {
        "textDocument/publishDiagnostics" => valid::<lsp::PublishDiagnosticsParams>(params),
        "$/progress" => valid::<lsp::ProgressParams>(params),
        "window/logMessage" => valid::<lsp::LogMessageParams>(params),
        "window/showMessage" => valid::<lsp::ShowMessageParams>(params),
        _ => panic!("the server sends {method}"),
    }
}

pub fn request(method: &str, params: &Value) {
    match method {
        "client/registerCapability" => valid::<lsp::RegistrationParams>(params),
        "window/workDoneProgress/create" => valid::<lsp::WorkDoneProgressCreateParams>(params),
        "workspace/configuration" => valid::<lsp::ConfigurationParams>(params),
        "window/showMessageRequest" => valid::<lsp::ShowMessageRequestParams>(params),
        "window/showDocument" => valid::<lsp::ShowDocumentParams>(params),
        "workspace/applyEdit" => {
            valid::<lsp::ApplyWorkspaceEditParams>(&without_annotations(params))
        }
        "workspace/diagnostic/refresh" | "workspace/inlayHint/refresh" => {
            assert_eq!(params, &Value::Null)
        }
        _ => panic!("the server asks {method}"),
    }
}

pub fn result(method: &str, result: &Value) {
    match method {
        "initialize" => valid::<lsp::InitializeResult>(result),
        "shutdown" => assert_eq!(result, &Value::Null),
        "textDocument/definition" => valid::<Option<lsp::DefinitionResponse>>(result),
        "textDocument/completion" => valid::<Option<lsp::CompletionResponse>>(result),
        "textDocument/references" => valid::<Option<Vec<lsp::Location>>>(result),
        "textDocument/hover" => valid::<Option<lsp::Hover>>(result),
        "textDocument/documentSymbol" => valid::<Option<lsp::DocumentSymbolResponse>>(result),
        "textDocument/documentHighlight" => valid::<Option<Vec<lsp::DocumentHighlight>>>(result),
        "textDocument/foldingRange" => valid::<Option<Vec<lsp::FoldingRange>>>(result),
        "textDocument/documentLink" => valid::<Option<Vec<lsp::DocumentLink>>>(result),
        "textDocument/selectionRange" => valid::<Option<Vec<lsp::SelectionRange>>>(result),
        "textDocument/codeAction" => valid::<Option<Vec<lsp::CodeActionResponse>>>(result),
        "codeAction/resolve" => valid::<lsp::CodeAction>(&without_annotations(result)),
        "textDocument/prepareRename" => valid::<Option<lsp::PrepareRenameResult>>(result),
        "textDocument/rename" | "workspace/willRenameFiles" => {
            valid::<Option<lsp::WorkspaceEdit>>(&without_annotations(result))
        }
        "completionItem/resolve" => valid::<lsp::CompletionItem>(result),
        "textDocument/formatting" | "textDocument/rangeFormatting" => {
            valid::<Option<Vec<lsp::TextEdit>>>(result)
        }
        "workspace/diagnostic" => valid::<lsp::WorkspaceDiagnosticReport>(result),
        "workspace/symbol" => valid::<Option<lsp::WorkspaceSymbolResponse>>(result),
        "textDocument/inlayHint" => valid::<Option<Vec<lsp::InlayHint>>>(result),
        "textDocument/semanticTokens/full" | "textDocument/semanticTokens/range" => {
            valid::<Option<lsp::SemanticTokens>>(result)
        }
        "textDocument/semanticTokens/full/delta" => {
            valid::<Option<lsp::SemanticTokensDeltaResponse>>(result)
        }
        "workspace/executeCommand" => valid::<Option<lsp::Location>>(result),
        "textDocument/diagnostic" => valid::<lsp::DocumentDiagnosticReport>(result),
        "brief-ls/sources" => valid::<Option<Sources>>(result),
        "brief-ls/counts" => valid::<Option<Counts>>(result),
        "brief-ls/citedKeys" => valid::<Option<Vec<CitedKey>>>(result),
        "brief-ls/export" => valid::<Option<String>>(result),
        _ => panic!("the server answers {method}"),
    }
}

/// The value with plain edits for annotated ones, each checked: the generated type for either reads the
/// plain one first.
fn without_annotations(value: &Value) -> Value {
    let mut plain = value.clone();
    match &mut plain {
        Value::Object(fields) => {
            if fields.contains_key("annotationId") && fields.contains_key("newText") {
                valid::<lsp::AnnotatedTextEdit>(value);
                fields.remove("annotationId");
            }
            fields
                .values_mut()
                .for_each(|field| *field = without_annotations(field));
        }
        Value::Array(items) => {
            items
                .iter_mut()
                .for_each(|item| *item = without_annotations(item));
        }
        _ => {}
    }
    plain
}

/// The answer to our own request, as docs/sources.md describes it.
#[derive(Serialize, Deserialize)]
struct Sources {
    notes: Vec<Note>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Note {
    label: String,
    number: Option<u32>,
    range: lsp::Range,
    selection_range: lsp::Range,
    state: String,
    markers: Vec<lsp::Range>,
    citations: Vec<Citation>,
    back_references: Vec<BackReference>,
}

#[derive(Serialize, Deserialize)]
struct Citation {
    range: lsp::Range,
    item: Value,
    source: Option<usize>,
    times: usize,
    elsewhere: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct CitedKey {
    key: String,
    authors: String,
    year: Option<i32>,
    printed: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Counts {
    words: usize,
    words_with_notes: usize,
    notes: usize,
    sources: usize,
}

#[derive(Serialize, Deserialize)]
struct BackReference {
    range: lsp::Range,
    state: String,
    source: Option<lsp::Range>,
    notes: Vec<lsp::Range>,
}

/// What is read as `T` and written again is the same: nothing is missing and nothing is unknown.
#[track_caller]
fn valid<T: DeserializeOwned + Serialize>(value: &Value) {
    let read: T = serde_json::from_value(value.clone())
        .unwrap_or_else(|error| panic!("{error} in {value:#}"));
    let written = serde_json::to_value(read).expect("it can be written");
    assert_eq!(&written, value);
}
