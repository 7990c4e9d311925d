use std::sync::Arc;

use serde_json::Value;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::*;
use tower_lsp::{LanguageServer, async_trait};

use super::session::{Session, WorkProgress};
use super::{capabilities, features, parent, subscribe};

/// The protocol's methods, each handed on. Notifications have no await: their work is done before the
/// next message is looked at.
pub struct Backend {
    /// What the server knows of its client.
    pub session: Arc<Session>,
}

#[async_trait]
impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        if let Some(id) = params.process_id {
            parent::watch(id, self.session.end.clone());
        }
        let abilities = self.session.initialize(params);
        Ok(capabilities::initialize_result(&abilities))
    }

    async fn initialized(&self, _: InitializedParams) {
        self.session.start_indexing();
        subscribe::register(&self.session);
        subscribe::fetch_settings(&self.session);
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        self.session.open(params);
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        self.session.change(params);
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        self.session.saved(&params.text_document.uri);
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.session.close(params);
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        // A client that says no more than that settings have changed wants to be asked for them.
        if !params.settings.is_null() {
            self.session
                .set_client_settings(&settings_in(params.settings));
        }
        subscribe::fetch_settings(&self.session);
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        self.session.files_changed(&params.changes);
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        self.session.folders_changed(params);
    }

    async fn did_create_files(&self, params: CreateFilesParams) {
        self.session.files_created(&params);
    }

    async fn will_rename_files(&self, params: RenameFilesParams) -> Result<Option<WorkspaceEdit>> {
        features::will_rename_files(&self.session, params).await
    }

    async fn did_rename_files(&self, params: RenameFilesParams) {
        self.session.files_renamed(&params);
    }

    async fn did_delete_files(&self, params: DeleteFilesParams) {
        self.session.files_deleted(&params);
    }

    async fn symbol(
        &self,
        params: WorkspaceSymbolParams,
    ) -> Result<Option<Vec<SymbolInformation>>> {
        features::workspace_symbol(&self.session, params).await
    }

    async fn goto_definition(
        &self,
        params: GotoDefinitionParams,
    ) -> Result<Option<GotoDefinitionResponse>> {
        features::definition(&self.session, params).await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        features::references(&self.session, params).await
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        features::hover(&self.session, params).await
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        features::completion(&self.session, params).await
    }

    async fn document_symbol(
        &self,
        params: DocumentSymbolParams,
    ) -> Result<Option<DocumentSymbolResponse>> {
        features::document_symbol(&self.session, params).await
    }

    async fn document_highlight(
        &self,
        params: DocumentHighlightParams,
    ) -> Result<Option<Vec<DocumentHighlight>>> {
        features::document_highlight(&self.session, params).await
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        features::folding_range(&self.session, params).await
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        features::document_link(&self.session, params).await
    }

    async fn selection_range(
        &self,
        params: SelectionRangeParams,
    ) -> Result<Option<Vec<SelectionRange>>> {
        features::selection_range(&self.session, params).await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        features::code_action(&self.session, params).await
    }

    async fn code_action_resolve(&self, action: CodeAction) -> Result<CodeAction> {
        features::code_action_resolve(&self.session, action).await
    }

    async fn completion_resolve(&self, item: CompletionItem) -> Result<CompletionItem> {
        features::completion_resolve(&self.session, item).await
    }

    async fn formatting(&self, params: DocumentFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        features::formatting(&self.session, params).await
    }

    async fn range_formatting(
        &self,
        params: DocumentRangeFormattingParams,
    ) -> Result<Option<Vec<TextEdit>>> {
        features::range_formatting(&self.session, params).await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        features::inlay_hint(&self.session, params).await
    }

    async fn semantic_tokens_full(
        &self,
        params: SemanticTokensParams,
    ) -> Result<Option<SemanticTokensResult>> {
        features::semantic_tokens_full(&self.session, params).await
    }

    async fn semantic_tokens_full_delta(
        &self,
        params: SemanticTokensDeltaParams,
    ) -> Result<Option<SemanticTokensFullDeltaResult>> {
        features::semantic_tokens_full_delta(&self.session, params).await
    }

    async fn semantic_tokens_range(
        &self,
        params: SemanticTokensRangeParams,
    ) -> Result<Option<SemanticTokensRangeResult>> {
        features::semantic_tokens_range(&self.session, params).await
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<Value>> {
        features::execute_command(&self.session, params).await
    }

    async fn prepare_rename(
        &self,
        params: TextDocumentPositionParams,
    ) -> Result<Option<PrepareRenameResponse>> {
        features::prepare_rename(&self.session, params).await
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        features::rename(&self.session, params).await
    }

    async fn workspace_diagnostic(
        &self,
        params: WorkspaceDiagnosticParams,
    ) -> Result<WorkspaceDiagnosticReportResult> {
        features::workspace_diagnostic(&self.session, params).await
    }

    async fn diagnostic(
        &self,
        params: DocumentDiagnosticParams,
    ) -> Result<DocumentDiagnosticReportResult> {
        features::diagnostic(&self.session, params).await
    }
}

impl Backend {
    /// `brief-ls/sources`, a request of our own.
    pub async fn sources(
        &self,
        params: features::SourcesParams,
    ) -> Result<Option<features::SourcesResponse>> {
        features::sources(&self.session, params).await
    }

    /// `brief-ls/counts`, a request of our own.
    pub async fn counts(
        &self,
        params: features::SourcesParams,
    ) -> Result<Option<features::CountsResponse>> {
        features::counts(&self.session, params).await
    }

    /// `brief-ls/citedKeys`, a request of our own.
    pub async fn cited_keys(
        &self,
        params: features::SourcesParams,
    ) -> Result<Option<Vec<features::CitedKeyItem>>> {
        features::cited_keys(&self.session, params).await
    }

    /// `brief-ls/export`, a request of our own.
    pub async fn export(&self, params: features::ExportParams) -> Result<Option<String>> {
        features::export(&self.session, params).await
    }

    /// LSP 3.17, `window/workDoneProgress/cancel`, which tower-lsp does not know.
    pub async fn cancel_progress(&self, params: WorkDoneProgressCancelParams) {
        let ours = |token: &NumberOrString| match token {
            NumberOrString::String(token) => token.starts_with(WorkProgress::TOKEN),
            NumberOrString::Number(_) => false,
        };
        if ours(&params.token) {
            self.session.cancel_indexing();
        }
    }
}

/// The section of ours in the settings of a notification, where a client sends the whole.
fn settings_in(mut settings: Value) -> Value {
    settings
        .get_mut(super::session::SECTION)
        .map(Value::take)
        .unwrap_or_default()
}
