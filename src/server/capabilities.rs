use tower_lsp::lsp_types::{
    CompletionOptions, DiagnosticOptions, DiagnosticServerCapabilities, DocumentLinkOptions,
    FileOperationFilter, FileOperationPattern, FileOperationRegistrationOptions,
    FoldingRangeProviderCapability, HoverProviderCapability, InitializeResult, OneOf, SaveOptions,
    SelectionRangeProviderCapability, ServerCapabilities, ServerInfo, TextDocumentSyncCapability,
    TextDocumentSyncKind, TextDocumentSyncOptions, TextDocumentSyncSaveOptions,
    WorkDoneProgressOptions, WorkspaceFileOperationsServerCapabilities,
    WorkspaceFoldersServerCapabilities, WorkspaceServerCapabilities,
};

use super::abilities::Abilities;

/// What the server answers to `initialize` (LSP 3.17, `InitializeResult`).
pub fn initialize_result(client: &Abilities) -> InitializeResult {
    InitializeResult {
        capabilities: capabilities(client),
        server_info: Some(ServerInfo {
            name: env!("CARGO_PKG_NAME").to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
    }
}

fn capabilities(client: &Abilities) -> ServerCapabilities {
    ServerCapabilities {
        position_encoding: Some(client.encoding_kind()),
        text_document_sync: Some(TextDocumentSyncCapability::Options(sync(client))),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        completion_provider: Some(completion()),
        document_symbol_provider: Some(OneOf::Left(true)),
        document_highlight_provider: Some(OneOf::Left(true)),
        folding_range_provider: Some(FoldingRangeProviderCapability::Simple(true)),
        document_link_provider: Some(document_links()),
        workspace_symbol_provider: Some(OneOf::Left(true)),
        selection_range_provider: Some(SelectionRangeProviderCapability::Simple(true)),
        diagnostic_provider: client.pulls.then(diagnostics),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(OneOf::Left(true)),
            }),
            file_operations: Some(file_operations()),
        }),
        ..ServerCapabilities::default()
    }
}

/// The client tells of every file and folder that it makes, renames or deletes itself: a folder may hold briefs.
fn file_operations() -> WorkspaceFileOperationsServerCapabilities {
    let everything = FileOperationRegistrationOptions {
        filters: vec![FileOperationFilter {
            scheme: Some("file".to_owned()),
            pattern: FileOperationPattern {
                glob: "**/*".to_owned(),
                ..FileOperationPattern::default()
            },
        }],
    };
    WorkspaceFileOperationsServerCapabilities {
        did_create: Some(everything.clone()),
        did_rename: Some(everything.clone()),
        did_delete: Some(everything),
        ..WorkspaceFileOperationsServerCapabilities::default()
    }
}

/// A client that does not watch files tells at least when one is saved.
fn sync(client: &Abilities) -> TextDocumentSyncOptions {
    let save = TextDocumentSyncSaveOptions::SaveOptions(SaveOptions {
        include_text: Some(false),
    });
    TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::INCREMENTAL),
        save: (!client.watches).then_some(save),
        ..TextDocumentSyncOptions::default()
    }
}

/// What begins a key, a bracket around keys or a marker, and the label of a marker.
fn completion() -> CompletionOptions {
    CompletionOptions {
        trigger_characters: Some(["@", "[", "^"].map(str::to_owned).to_vec()),
        ..CompletionOptions::default()
    }
}

fn document_links() -> DocumentLinkOptions {
    DocumentLinkOptions {
        resolve_provider: Some(false),
        work_done_progress_options: WorkDoneProgressOptions::default(),
    }
}

fn diagnostics() -> DiagnosticServerCapabilities {
    DiagnosticServerCapabilities::Options(DiagnosticOptions {
        identifier: Some(env!("CARGO_PKG_NAME").to_owned()),
        inter_file_dependencies: false,
        workspace_diagnostics: false,
        work_done_progress_options: WorkDoneProgressOptions::default(),
    })
}
