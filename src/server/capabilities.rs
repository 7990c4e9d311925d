use tower_lsp::lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionProviderCapability, CompletionOptions,
    DiagnosticOptions, DiagnosticServerCapabilities, DocumentLinkOptions, ExecuteCommandOptions,
    FileOperationFilter, FileOperationPattern, FileOperationRegistrationOptions,
    FoldingRangeProviderCapability, HoverProviderCapability, InitializeResult, OneOf,
    RenameOptions, SaveOptions, SelectionRangeProviderCapability, SemanticTokensFullOptions,
    SemanticTokensOptions, SemanticTokensServerCapabilities, ServerCapabilities, ServerInfo,
    TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions,
    TextDocumentSyncSaveOptions, WorkDoneProgressOptions,
    WorkspaceFileOperationsServerCapabilities, WorkspaceFoldersServerCapabilities,
    WorkspaceServerCapabilities,
};

use crate::ide::FIX_ALL;

use super::abilities::Abilities;
use super::features::{self, legend};

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
        document_symbol_provider: Some(OneOf::Left(true)),
        document_highlight_provider: Some(OneOf::Left(true)),
        folding_range_provider: Some(FoldingRangeProviderCapability::Simple(true)),
        document_link_provider: Some(document_links()),
        workspace_symbol_provider: Some(OneOf::Left(true)),
        selection_range_provider: Some(SelectionRangeProviderCapability::Simple(true)),
        code_action_provider: Some(CodeActionProviderCapability::Options(code_actions(client))),
        completion_provider: Some(completions(client)),
        document_formatting_provider: Some(OneOf::Left(true)),
        document_range_formatting_provider: Some(OneOf::Left(true)),
        inlay_hint_provider: Some(OneOf::Left(true)),
        semantic_tokens_provider: Some(semantic_tokens()),
        execute_command_provider: Some(commands()),
        rename_provider: Some(renames(client)),
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
        will_rename: Some(everything.clone()),
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

fn code_actions(client: &Abilities) -> CodeActionOptions {
    CodeActionOptions {
        code_action_kinds: Some(vec![
            CodeActionKind::QUICKFIX,
            CodeActionKind::REFACTOR,
            CodeActionKind::new(FIX_ALL),
        ]),
        resolve_provider: Some(client.resolves_actions),
        work_done_progress_options: WorkDoneProgressOptions::default(),
    }
}

/// What begins a key, a bracket around keys or a marker, the label of a marker, a fragment.
fn completions(client: &Abilities) -> CompletionOptions {
    CompletionOptions {
        trigger_characters: Some(["@", "[", "^", "#", ">"].map(str::to_owned).to_vec()),
        resolve_provider: Some(client.resolves_completions),
        ..CompletionOptions::default()
    }
}

fn semantic_tokens() -> SemanticTokensServerCapabilities {
    SemanticTokensServerCapabilities::SemanticTokensOptions(SemanticTokensOptions {
        legend: legend(),
        range: Some(true),
        full: Some(SemanticTokensFullOptions::Delta { delta: Some(true) }),
        work_done_progress_options: WorkDoneProgressOptions::default(),
    })
}

fn commands() -> ExecuteCommandOptions {
    ExecuteCommandOptions {
        commands: features::commands(),
        work_done_progress_options: WorkDoneProgressOptions::default(),
    }
}

/// A client that asks first whether something can be renamed says so.
fn renames(client: &Abilities) -> OneOf<bool, RenameOptions> {
    match client.prepares_renames {
        true => OneOf::Right(RenameOptions {
            prepare_provider: Some(true),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        }),
        false => OneOf::Left(true),
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
        inter_file_dependencies: true,
        workspace_diagnostics: true,
        work_done_progress_options: WorkDoneProgressOptions::default(),
    })
}
