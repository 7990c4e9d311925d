use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tower_lsp::jsonrpc::{self, Error, ErrorCode};
use tower_lsp::lsp_types::{
    CodeAction, CodeActionDisabled, CodeActionKind, CodeActionOrCommand, CodeActionParams,
    CodeActionResponse, CodeActionTriggerKind, Command, MessageType, TextDocumentIdentifier,
    TextDocumentPositionParams, Url, WorkspaceEdit,
};

use crate::ide::{self, Action, CodeActionData};
use crate::refactor::Refusal;
use crate::server::convert::{Changed, diagnostic, workspace_edit};
use crate::server::session::{ConfigTarget, Session, Snapshot, WorkspaceFiles};
use crate::text::{Edits, Span};
use crate::workspace::{self, FilePatterns};

use super::file_edits::file_edits;
use super::tell::{ask, say, say_refusal};

/// The command that puts the cursor into the note that a code action has just added near a position.
pub(super) const SHOW_NEW_NOTE: &str = "brief-ls.showNewNote";

/// The command that shows the page of a rule.
pub(super) const EXPLAIN: &str = "brief-ls.explain";

/// The command that deletes the note that a code action names, after asking the author.
pub(super) const DELETE_NOTE: &str = "brief-ls.deleteNote";

/// The most fixes that a client has with their edits at once: many of them read the whole brief again.
const MOST_FIXES_AT_ONCE: usize = 20;

/// What the client keeps of an action until it is chosen.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct ResolveData {
    uri: Url,
    opening: u64,
    version: i32,
    title: String,
    /// What the author is asked before it is done.
    question: Option<String>,
    data: CodeActionData,
}

/// What the author is told where a refactoring that was chosen finds all as it should be.
const NOTHING_TO_CHANGE: &str = "Nothing to change.";

/// What the author is told where the document has changed since the question was asked.
const HAS_CHANGED: &str = "The text has changed meanwhile: nothing was deleted.";

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
        // Nobody has asked: the client wants to know whether to light its bulb, and the author whether something can be
        // mended here.
        let unasked = params.context.trigger_kind == Some(CodeActionTriggerKind::AUTOMATIC);
        let fixes_alone = [CodeActionKind::QUICKFIX];
        let only = params.context.only.as_deref();
        let only = only.or(unasked.then_some(&fixes_alone[..]));
        let is_wanted = only.map(|only| |kind: &str| is_wanted(kind, only));
        let is_wanted = is_wanted.as_ref().map(|it| it as &dyn Fn(&str) -> bool);
        let findings = brief.findings();
        let actions = ide::actions(&brief.document, &findings, span, is_wanted);
        let mends = |action: &Action| matches!(action.data, CodeActionData::Fix(..));
        if unasked && !actions.iter().any(mends) {
            return None;
        }
        let mut fixes = 0;
        let actions = actions.into_iter().filter(|action| {
            let is_fix = mends(action);
            fixes += usize::from(is_fix);
            brief.client.resolves_actions || !is_fix || fixes <= MOST_FIXES_AT_ONCE
        });
        let offered = actions.filter_map(|action| offer(brief, &others, action));
        Some(offered.map(CodeActionOrCommand::CodeAction).collect())
    };
    brief.ask(question).await
}

/// LSP 3.17, `codeAction/resolve`: the edit of an action that was chosen. One that is refused or changes nothing has an
/// empty edit, and the author is told why: that is an answer, and no request that failed.
///
/// # Errors
/// `ContentModified` where the document is another one by now.
pub async fn code_action_resolve(
    session: &Arc<Session>,
    mut action: CodeAction,
) -> jsonrpc::Result<CodeAction> {
    let data = action.data.take().unwrap_or_default();
    let data: ResolveData = serde_json::from_value(data)
        .map_err(|error| Error::invalid_params(format!("unknown code action: {error}")))?;
    if data.question.is_some() || matches!(data.data, CodeActionData::Explain(_)) {
        // Its command does it all, or asks first: there is no edit.
        return Ok(action);
    }
    let edit = match edit_now(session, data.clone()).await? {
        Some(Ok(edit)) => {
            // All safe fixes may be asked for at every save.
            if edit.is_none() && data.data != CodeActionData::FixAll {
                say(session, MessageType::INFO, NOTHING_TO_CHANGE);
            }
            edit
        }
        Some(Err(refusal)) => {
            say_refusal(session, &data.uri, &refusal);
            None
        }
        None => {
            return Err(Error {
                code: ErrorCode::ContentModified,
                message: "the document has changed".into(),
                data: None,
            });
        }
    };
    // What shows a note that was added has nothing to show.
    action.command = action.command.filter(|_| edit.is_some());
    let edit = Some(edit.unwrap_or_default());
    Ok(CodeAction { edit, ..action })
}

/// Asks the author whether the note is to be deleted, and has the client delete it.
pub(super) fn delete_note(session: &Arc<Session>, data: ResolveData) {
    let session = session.clone();
    tokio::spawn(async move {
        let question = data.question.clone().unwrap_or_default();
        let answer = ask(
            &session,
            MessageType::WARNING,
            question,
            &["Delete", "Cancel"],
        )
        .await;
        if answer.as_deref() != Some("Delete") {
            return;
        }
        let uri = data.uri.clone();
        match edit_now(&session, data).await {
            Ok(Some(Ok(Some(edit)))) => {
                if let Err(error) = session.client.apply_edit(edit).await {
                    session
                        .client_sender
                        .warn(format!("the client does not delete the note: {error}"));
                }
            }
            Ok(Some(Err(refusal))) => say_refusal(&session, &uri, &refusal),
            _ => say(&session, MessageType::WARNING, HAS_CHANGED),
        }
    });
}

/// What an action changes; none where the document is another one by now.
async fn edit_now(
    session: &Session,
    data: ResolveData,
) -> jsonrpc::Result<Option<Result<Option<WorkspaceEdit>, Refusal>>> {
    let others = Others::of(session, &data.uri);
    let question = move |brief: &Snapshot| {
        let current = (brief.opening, brief.version) == (data.opening, data.version);
        current.then(|| edit(brief, &others, &data.title, &data.data))
    };
    session.ask(&data.uri.clone(), question).await
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
            CodeActionData::TurnOffForFile(_) => {
                self.configuration.is_some() && brief.path().is_some()
            }
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

/// An action as the client takes it; none where it cannot.
fn offer(brief: &Snapshot, others: &Others, action: Action) -> Option<CodeAction> {
    let client = &brief.client;
    if !others.may(brief, &action.data)
        || (action.disabled.is_some() && !client.disables_actions)
        || (action.asks.is_some() && !client.applies_edits)
    {
        return None;
    }
    let mut offered = CodeAction {
        title: action.title.clone(),
        kind: Some(CodeActionKind::from(action.kind)),
        diagnostics: action
            .diagnostic
            .map(|it| vec![diagnostic(&brief.located(), &it)]),
        is_preferred: action.is_preferred.then_some(true),
        ..CodeAction::default()
    };
    if let Some(reason) = action.disabled {
        let reason = reason.to_owned();
        offered.disabled = Some(CodeActionDisabled { reason });
        return Some(offered);
    }
    let data = ResolveData {
        uri: brief.uri.clone(),
        opening: brief.opening,
        version: brief.version,
        title: action.title,
        question: action.asks,
        data: action.data,
    };
    let without_edit = match &data.data {
        CodeActionData::Explain(code) => command(EXPLAIN, code),
        _ if data.question.is_some() => command(DELETE_NOTE, &data),
        _ => None,
    };
    if without_edit.is_some() {
        offered.command = without_edit;
        offered.data = serde_json::to_value(data).ok();
        return Some(offered);
    }
    if let Some(offset) = action.adds_note.filter(|_| client.shows_documents) {
        let at = TextDocumentPositionParams {
            text_document: TextDocumentIdentifier::new(brief.uri.clone()),
            position: brief.range(Span::at(offset)).start,
        };
        offered.command = command(SHOW_NEW_NOTE, &at);
    }
    match client.resolves_actions {
        true => offered.data = serde_json::to_value(data).ok(),
        false => offered.edit = Some(edit(brief, others, &data.title, &data.data).ok()??),
    }
    Some(offered)
}

/// A command of this server, which the client executes once the edit is made.
fn command(name: &str, argument: &impl Serialize) -> Option<Command> {
    let argument = serde_json::to_value(argument).ok()?;
    Some(Command::new(
        String::new(),
        name.to_owned(),
        Some(vec![argument]),
    ))
}

/// What an action changes; none where it has nothing to do.
///
/// # Errors
/// [`Refusal`] where it refuses.
fn edit(
    brief: &Snapshot,
    others: &Others,
    title: &str,
    data: &CodeActionData,
) -> Result<Option<WorkspaceEdit>, Refusal> {
    match (data, &others.configuration, brief.path()) {
        (CodeActionData::TurnOff(code), target, _) => {
            let change = |text: &str| workspace::turn_off(text, code);
            let target = target.as_ref();
            return Ok(target.and_then(|target| configure(brief, target, title, change)));
        }
        (CodeActionData::TurnOffForFile(code), Some(target), Some(path)) => {
            let folder = target.uri.to_file_path().ok();
            let folder = folder.as_deref().and_then(Path::parent);
            let pattern = folder.and_then(|folder| FilePatterns::of_file(folder, path));
            let change = |text: &str| workspace::turn_off_for(text, pattern.as_deref()?, code);
            return Ok(configure(brief, target, title, change));
        }
        (CodeActionData::Extract(start, end), _, Some(path)) => {
            let at = Span::new(*start, *end);
            let files = ide::extract(path, &brief.document, at, &others.reader)?;
            return Ok(Some(file_edits(&others.reader, title, &files)));
        }
        _ => {}
    }
    let edits = ide::perform(&brief.document, &brief.findings(), &brief.levels(), data)?;
    let change = |edits| {
        let changed = Changed {
            uri: &brief.uri,
            version: Some(brief.version),
            text: Some(brief.document.text()),
            edits: &edits,
        };
        workspace_edit(&brief.client, title, &[changed])
    };
    Ok(edits.map(change))
}

/// What `change` makes of the configuration file.
fn configure(
    brief: &Snapshot,
    target: &ConfigTarget,
    title: &str,
    change: impl FnOnce(&str) -> Option<Edits>,
) -> Option<WorkspaceEdit> {
    let text = target.text().ok()?;
    let text = text.as_ref();
    let edits = change(&text.map(ToString::to_string).unwrap_or_default())?;
    let changed = Changed {
        uri: &target.uri,
        version: target.version,
        text,
        edits: &edits,
    };
    Some(workspace_edit(&brief.client, title, &[changed]))
}
