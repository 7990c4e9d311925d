use serde::{Deserialize, Serialize};
use tower_lsp::jsonrpc::{self, Error, ErrorCode};
use tower_lsp::lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, CodeActionResponse, Url,
    WorkspaceEdit,
};

use crate::ide::{self, Action, CodeActionData};
use crate::refactor::Refusal;
use crate::server::convert::{Changed, diagnostic, workspace_edit};
use crate::server::session::{ConfigTarget, Session, Snapshot, WorkspaceFiles};
use crate::text::Span;
use crate::workspace;

use super::file_edits::{file_edits, refused};

/// What the client keeps of an action until it is chosen.
#[derive(Serialize, Deserialize)]
struct ResolveData {
    uri: Url,
    opening: u64,
    version: i32,
    asks: bool,
    data: CodeActionData,
}

/// What the author is told where a refactoring that was chosen finds all as it should be.
const NOTHING_TO_CHANGE: &str = "Nothing to change.";

/// LSP 3.17, `textDocument/codeAction`: with their edits, unless the client asks for these when an action
/// is chosen.
pub async fn code_action(
    session: &Session,
    params: CodeActionParams,
) -> jsonrpc::Result<Option<CodeActionResponse>> {
    let uri = params.text_document.uri;
    let Some(brief) = session.brief(&uri) else {
        return Ok(None);
    };
    let brief = session.configured(brief).await;
    let others = Others::of(session, &uri);
    let question = move |brief: &Snapshot| {
        let span = Span::new(
            brief.offset(params.range.start),
            brief.offset(params.range.end),
        );
        let only = params.context.only.as_deref();
        let is_wanted = only.map(|only| |kind: &str| is_wanted(kind, only));
        let is_wanted = is_wanted.as_ref().map(|it| it as &dyn Fn(&str) -> bool);
        let findings = brief.findings();
        let actions = ide::actions(&brief.document, &findings, span, is_wanted);
        let offered = |action: Action| {
            if !others.may(brief, &action.data) {
                return None;
            }
            let (resolves, data, title) = (
                brief.client.resolves_actions,
                action.data.clone(),
                action.title.clone(),
            );
            let asks = action.asks;
            let mut action = offer(brief, action);
            match resolves {
                true => action.data = resolve_data(brief, asks, data),
                false => action.edit = Some(edit(brief, &others, &title, asks, &data).ok()??),
            }
            Some(CodeActionOrCommand::CodeAction(action))
        };
        Some(actions.into_iter().filter_map(offered).collect())
    };
    brief.ask(question).await
}

/// LSP 3.17, `codeAction/resolve`: the edit of an action that was chosen.
///
/// # Errors
/// `ContentModified` where the document is another one by now; `RequestFailed`, with the reason, where what was
/// chosen is refused or changes nothing.
pub async fn code_action_resolve(
    session: &Session,
    mut action: CodeAction,
) -> jsonrpc::Result<CodeAction> {
    let data = action.data.take().unwrap_or_default();
    let data: ResolveData = serde_json::from_value(data)
        .map_err(|error| Error::invalid_params(format!("unknown code action: {error}")))?;
    let others = Others::of(session, &data.uri);
    let title = action.title.clone();
    // All safe repairs may be asked for at every save.
    let is_refactoring = matches!(data.data, CodeActionData::Refactor(..));
    let question = move |brief: &Snapshot| {
        let current = (brief.opening, brief.version) == (data.opening, data.version);
        current.then(|| edit(brief, &others, &title, data.asks, &data.data))
    };
    match session.ask(&data.uri.clone(), question).await? {
        Some(Ok(None)) if is_refactoring => Err(refused(NOTHING_TO_CHANGE)),
        Some(Ok(edit)) => Ok(CodeAction { edit, ..action }),
        Some(Err(refusal)) => Err(refused(refusal)),
        None => Err(Error {
            code: ErrorCode::ContentModified,
            message: "the document has changed".into(),
            data: None,
        }),
    }
}

/// The other files that an action may change.
struct Others {
    configuration: Option<ConfigTarget>,
    reader: WorkspaceFiles,
}

impl Others {
    fn of(session: &Session, uri: &Url) -> Others {
        Others {
            configuration: session.config_target(uri),
            reader: session.reader(),
        }
    }

    /// Whether the client can be told to do `data`.
    fn may(&self, brief: &Snapshot, data: &CodeActionData) -> bool {
        match data {
            CodeActionData::TurnOff(_) => self.configuration.is_some(),
            CodeActionData::Extract(..) => {
                let has_one = !brief.document.context().bibliographies.is_empty();
                brief.path().is_some() && (has_one || brief.client.edits.creates)
            }
            _ => true,
        }
    }
}

/// Whether actions of `kind` are among `only`: each of these stands for the kinds below it (LSP 3.17,
/// `CodeActionKind`).
fn is_wanted(kind: &str, only: &[CodeActionKind]) -> bool {
    let is_below = |whole: &CodeActionKind| {
        let below = kind.strip_prefix(whole.as_str());
        below.is_some_and(|rest| {
            rest.is_empty() || rest.starts_with('.') || whole.as_str().is_empty()
        })
    };
    only.iter().any(is_below)
}

fn offer(brief: &Snapshot, action: Action) -> CodeAction {
    CodeAction {
        title: action.title,
        kind: Some(CodeActionKind::from(action.kind)),
        diagnostics: action
            .diagnostic
            .map(|it| vec![diagnostic(&brief.located(), &it)]),
        is_preferred: action.is_preferred.then_some(true),
        ..CodeAction::default()
    }
}

fn resolve_data(brief: &Snapshot, asks: bool, data: CodeActionData) -> Option<serde_json::Value> {
    let data = ResolveData {
        uri: brief.uri.clone(),
        opening: brief.opening,
        version: brief.version,
        asks,
        data,
    };
    serde_json::to_value(data).ok()
}

/// What an action changes; none where it has nothing to do.
///
/// # Errors
/// [`Refusal`] where it refuses.
fn edit(
    brief: &Snapshot,
    others: &Others,
    title: &str,
    asks: bool,
    data: &CodeActionData,
) -> Result<Option<WorkspaceEdit>, Refusal> {
    match (data, &others.configuration, brief.path()) {
        (CodeActionData::TurnOff(code), target, _) => {
            return Ok(target
                .as_ref()
                .and_then(|target| turn_off(brief, target, title, code)));
        }
        (CodeActionData::Extract(start, end), _, Some(path)) => {
            let at = Span::new(*start, *end);
            let files = ide::extract(path, &brief.document, at, &others.reader)?;
            return Ok(Some(file_edits(&others.reader, title, asks, &files)));
        }
        _ => {}
    }
    let edits = ide::perform(
        &brief.document,
        &brief.findings(),
        &brief.configured.levels,
        data,
    )?;
    let change = |edits| {
        let changed = Changed {
            uri: &brief.uri,
            version: Some(brief.version),
            text: Some(brief.document.text()),
            edits: &edits,
        };
        workspace_edit(&brief.client, title, asks, &[changed])
    };
    Ok(edits.map(change))
}

fn turn_off(
    brief: &Snapshot,
    target: &ConfigTarget,
    title: &str,
    code: &str,
) -> Option<WorkspaceEdit> {
    let text = target.text().ok()?;
    let text = text.as_ref();
    let edits = workspace::turn_off(&text.map(ToString::to_string).unwrap_or_default(), code)?;
    let changed = Changed {
        uri: &target.uri,
        version: target.version,
        text,
        edits: &edits,
    };
    Some(workspace_edit(&brief.client, title, false, &[changed]))
}
