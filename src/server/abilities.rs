use tower_lsp::lsp_types::{
    ClientCapabilities, DiagnosticTag, MarkupKind, PositionEncodingKind, ResourceOperationKind,
    WorkspaceClientCapabilities, WorkspaceEditClientCapabilities,
};

use crate::text::Encoding;

/// What the client can do, as far as the server asks.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Abilities {
    /// How both sides count columns.
    pub encoding: Encoding,
    /// It asks for the diagnostics of open documents; they are not pushed then.
    pub pulls: bool,
    /// What it can be asked to ask for again.
    pub refreshes: RefreshAbilities,
    /// It takes links with an origin span from a definition.
    pub links: bool,
    /// It shows a tooltip on a link in a document.
    pub link_tooltips: bool,
    /// It takes an outline with children.
    pub hierarchical_symbols: bool,
    /// It names the program that renders its Markdown (LSP 3.17, `MarkdownClientCapabilities`). Editors in a terminal do
    /// not: they show the source of a link, or hide its address and still wrap the line as if it were there.
    pub renders_links: bool,
    /// It takes hovers as plain text only.
    pub plain_hover: bool,
    /// It shows related places of a diagnostic.
    pub related: bool,
    /// It fades what could be removed.
    pub unnecessary: bool,
    /// It shows a link to the page of a diagnostic.
    pub descriptions: bool,
    /// It can be asked for its settings.
    pub configuration: bool,
    /// It wants to be asked to tell of changed settings.
    pub registers_configuration: bool,
    /// It can be asked to watch files.
    pub watches: bool,
    /// It asks for what there is to know of a completion when that is looked at.
    pub resolves_completions: bool,
    /// It shows what is said of a completion beside each label, and not only beside the chosen one.
    pub label_details: bool,
    /// It takes a completion as a snippet.
    pub takes_snippets: bool,
    /// It takes what there is to know of a completion as plain text only.
    pub plain_completions: bool,
    /// It asks whether something can be renamed before it is.
    pub prepares_renames: bool,
    /// How it takes changes of documents.
    pub edits: EditAbilities,
    /// It asks for the edit of a code action when that is chosen.
    pub resolves_actions: bool,
    /// It shows code actions that cannot be chosen, with the reason.
    pub disables_actions: bool,
    /// It makes changes that the server sends.
    pub applies_edits: bool,
    /// It puts the cursor where the server says.
    pub shows_documents: bool,
    /// It shows progress that the server begins.
    pub progress: bool,
}

/// What a client can be asked to ask for again, of all documents.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct RefreshAbilities {
    /// The diagnostics that it pulls.
    pub diagnostics: bool,
    /// Inlay hints.
    pub hints: bool,
}

/// How a client takes changes of documents (LSP 3.17, `WorkspaceEditClientCapabilities`).
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct EditAbilities {
    /// With the version of each document.
    pub versions: bool,
    /// With a name for each change, and whether the author is to be asked.
    pub annotations: bool,
    /// With files that are created. Neovim 0.11 takes these, and says nothing of versions.
    pub creates: bool,
}

impl EditAbilities {
    fn new(client: &WorkspaceEditClientCapabilities) -> EditAbilities {
        let versions = client.document_changes.unwrap_or(false);
        let operations = client.resource_operations.iter().flatten();
        let creates = operations
            .into_iter()
            .any(|it| *it == ResourceOperationKind::Create);
        EditAbilities {
            versions,
            annotations: versions && client.change_annotation_support.is_some(),
            creates,
        }
    }
}

impl RefreshAbilities {
    fn new(client: &WorkspaceClientCapabilities, pulls: bool) -> RefreshAbilities {
        let diagnostics = client.diagnostic.as_ref();
        let diagnostics = diagnostics.and_then(|it| it.refresh_support);
        let hints = client.inlay_hint.as_ref();
        RefreshAbilities {
            diagnostics: pulls && diagnostics.unwrap_or(false),
            hints: hints.and_then(|it| it.refresh_support).unwrap_or(false),
        }
    }
}

impl Abilities {
    /// What `client` says of itself.
    pub fn new(client: &ClientCapabilities) -> Abilities {
        let mut abilities = Abilities {
            encoding: encoding(client).unwrap_or_default(),
            ..Abilities::default()
        };
        let general = client.general.as_ref();
        abilities.renders_links = general.is_some_and(|it| it.markdown.is_some());
        abilities.read_text_document(client);
        abilities.read_workspace(client);
        let window = client.window.as_ref();
        abilities.progress = window.and_then(|it| it.work_done_progress).unwrap_or(false);
        let shows = window.and_then(|it| it.show_document.as_ref());
        abilities.shows_documents = shows.is_some_and(|it| it.support);
        abilities
    }

    /// The name that the protocol has for the encoding (LSP 3.17, `PositionEncodingKind`).
    pub fn encoding_kind(&self) -> PositionEncodingKind {
        match self.encoding {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
            Encoding::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    fn read_text_document(&mut self, client: &ClientCapabilities) {
        let Some(text) = &client.text_document else {
            return;
        };
        self.pulls = text.diagnostic.is_some();
        let links = text.definition.as_ref().and_then(|it| it.link_support);
        self.links = links.unwrap_or(false);
        let tooltips = text
            .document_link
            .as_ref()
            .and_then(|it| it.tooltip_support);
        self.link_tooltips = tooltips.unwrap_or(false);
        let symbols = text.document_symbol.as_ref();
        self.hierarchical_symbols = symbols
            .and_then(|it| it.hierarchical_document_symbol_support)
            .unwrap_or(false);
        let items = text
            .completion
            .as_ref()
            .and_then(|it| it.completion_item.as_ref());
        let resolved = items.and_then(|it| Some(&it.resolve_support.as_ref()?.properties));
        self.resolves_completions =
            resolved.is_some_and(|it| it.iter().any(|it| it == "documentation"));
        let details = items.and_then(|it| it.label_details_support);
        self.label_details = details.unwrap_or(false);
        self.takes_snippets = items.and_then(|it| it.snippet_support).unwrap_or(false);
        let formats = items.and_then(|it| it.documentation_format.as_ref());
        self.plain_completions = formats.is_some_and(|it| is_plain(it));
        let renames = text.rename.as_ref();
        self.prepares_renames = renames.and_then(|it| it.prepare_support).unwrap_or(false);
        let actions = text.code_action.as_ref();
        let resolved = actions.and_then(|it| Some(&it.resolve_support.as_ref()?.properties));
        let disables = actions.and_then(|it| it.disabled_support);
        self.disables_actions = disables.unwrap_or(false);
        let has_data = actions.and_then(|it| it.data_support).unwrap_or(false);
        self.resolves_actions =
            has_data && resolved.is_some_and(|it| it.iter().any(|it| it == "edit"));
        let formats = text
            .hover
            .as_ref()
            .and_then(|it| it.content_format.as_ref());
        self.plain_hover = formats.is_some_and(|it| is_plain(it));
        let Some(diagnostics) = &text.publish_diagnostics else {
            return;
        };
        self.related = diagnostics.related_information.unwrap_or(false);
        self.descriptions = diagnostics.code_description_support.unwrap_or(false);
        let tags = diagnostics.tag_support.as_ref();
        self.unnecessary =
            tags.is_some_and(|it| it.value_set.contains(&DiagnosticTag::UNNECESSARY));
    }

    fn read_workspace(&mut self, client: &ClientCapabilities) {
        let Some(workspace) = &client.workspace else {
            return;
        };
        self.applies_edits = workspace.apply_edit.unwrap_or(false);
        let edits = workspace.workspace_edit.as_ref();
        self.edits = edits.map(EditAbilities::new).unwrap_or_default();
        self.refreshes = RefreshAbilities::new(workspace, self.pulls);
        self.configuration = workspace.configuration.unwrap_or(false);
        let changes = workspace.did_change_configuration.as_ref();
        self.registers_configuration = changes
            .and_then(|it| it.dynamic_registration)
            .unwrap_or(false);
        let watching = workspace.did_change_watched_files.as_ref();
        self.watches = watching
            .and_then(|it| it.dynamic_registration)
            .unwrap_or(false);
    }
}

/// UTF-8 wherever it is offered, as spans are bytes; else UTF-16, which every client takes unless it
/// offers UTF-32 alone.
fn encoding(client: &ClientCapabilities) -> Option<Encoding> {
    let offered = client.general.as_ref()?.position_encodings.as_ref()?;
    let has = |kind| offered.contains(&kind);
    if has(PositionEncodingKind::UTF8) {
        return Some(Encoding::Utf8);
    }
    let only_utf32 = has(PositionEncodingKind::UTF32) && !has(PositionEncodingKind::UTF16);
    only_utf32.then_some(Encoding::Utf32)
}

/// Whether `formats` are plain text and no Markdown.
fn is_plain(formats: &[MarkupKind]) -> bool {
    formats.contains(&MarkupKind::PlainText) && !formats.contains(&MarkupKind::Markdown)
}
