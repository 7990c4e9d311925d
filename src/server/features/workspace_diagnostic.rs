use std::collections::HashMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError};

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    Diagnostic, FullDocumentDiagnosticReport, PreviousResultId, UnchangedDocumentDiagnosticReport,
    Url, WorkspaceDiagnosticParams, WorkspaceDiagnosticReport, WorkspaceDiagnosticReportResult,
    WorkspaceDocumentDiagnosticReport, WorkspaceFullDocumentDiagnosticReport,
    WorkspaceUnchangedDocumentDiagnosticReport,
};

use crate::index::{Brief, Workspace};
use crate::server::compute::compute;
use crate::server::session::{ClosedBriefs, Session, Snapshot, ToldBrief};
use crate::workspace::{side_by_side, threads};

use super::diagnostic::{diagnostics, result_id};

/// LSP 3.17, `workspace/diagnostic`, once the whole workspace is read: every brief, the open ones as they are in the
/// editor. A brief is read again only if it, what is set for it, or what it may depend on has changed; clients ask
/// every few seconds, so that the report is empty where nothing at all has.
pub async fn workspace_diagnostic(
    session: &Session,
    params: WorkspaceDiagnosticParams,
) -> Result<WorkspaceDiagnosticReportResult> {
    let (_, workspace, _) = session.workspace().await;
    let closed = session.closed_briefs();
    let open = session.open_briefs();
    let cancelled = CancelledOnDrop(closed.loader.cancelled.clone());
    let report = compute(move || {
        let previous = params.previous_result_ids.into_iter();
        let previous = previous
            .map(|PreviousResultId { uri, value }| (uri, value))
            .collect();
        Pull {
            closed,
            open,
            previous,
        }
        .report(&workspace)
    });
    let items = report.await?;
    drop(cancelled);
    let report = WorkspaceDiagnosticReport { items };
    Ok(WorkspaceDiagnosticReportResult::Report(report))
}

/// Stops the work where the client cancels its request.
struct CancelledOnDrop(Arc<AtomicBool>);

impl Drop for CancelledOnDrop {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// One request, and what it is answered from.
struct Pull {
    closed: ClosedBriefs,
    open: Vec<Snapshot>,
    /// What the client has.
    previous: HashMap<Url, String>,
}

impl Pull {
    fn report(self, workspace: &Workspace) -> Vec<WorkspaceDocumentDiagnosticReport> {
        let age = self.closed.world.age;
        let told = &self.closed.world.index.told;
        let known = {
            let told = told.lock().unwrap_or_else(PoisonError::into_inner);
            if told.all == Some((age, self.previous.len())) && self.open.is_empty() {
                return Vec::new();
            }
            told.briefs.clone()
        };
        let is_open = |path: &Path| {
            let mut open = self.open.iter();
            open.any(|brief| brief.uri.to_file_path().is_ok_and(|other| other == path))
        };
        let briefs: Vec<_> = workspace
            .iter()
            .filter(|(path, _)| !is_open(path))
            .collect();
        let cancelled = &self.closed.loader.cancelled;
        let look = |(path, brief): &(&Arc<Path>, &Brief)| self.look_at(path, brief, &known);
        let found = side_by_side(&briefs, threads(), cancelled, &|_| {}, look);
        let (mut briefs, mut items) = (HashMap::new(), Vec::new());
        for (path, brief, item) in found.into_iter().flatten() {
            briefs.insert(path, brief);
            items.push(item);
        }
        items.extend(self.open.iter().map(|brief| {
            let found = diagnostics(&brief.clone().surrounded());
            self.item(&brief.uri, Some(brief.version), result_id(&found), || found)
        }));
        items.extend(self.gone(&items));
        items.sort_by(|a, b| uri(a).as_str().cmp(uri(b).as_str()));
        if !cancelled.load(Ordering::Relaxed) {
            let mut told = told.lock().unwrap_or_else(PoisonError::into_inner);
            told.briefs = briefs;
            told.all = Some((age, items.len()));
        }
        items
    }

    /// What there is to say of a brief that is not open, and what to keep of that.
    fn look_at(
        &self,
        path: &Arc<Path>,
        brief: &Brief,
        known: &HashMap<Arc<Path>, ToldBrief>,
    ) -> Option<(Arc<Path>, ToldBrief, WorkspaceDocumentDiagnosticReport)> {
        let age = self.closed.world.age;
        let configured = self.closed.configured(path);
        let uri = Url::from_file_path(path).ok()?;
        let holds = |told: &&ToldBrief| told.holds(&brief.summary, &configured, age);
        if let Some(told) = known.get(path).filter(holds)
            && self.previous.get(&uri) == Some(&told.result_id)
        {
            let item = self.item(&uri, None, told.result_id.clone(), Vec::new);
            return Some((path.clone(), told.clone(), item));
        }
        let found = diagnostics(&self.closed.read(path)?);
        let told = ToldBrief {
            summary: brief.summary.clone(),
            configured,
            age,
            result_id: result_id(&found),
        };
        let item = self.item(&uri, None, told.result_id.clone(), || found);
        Some((path.clone(), told, item))
    }

    /// The report on a document: that it is unchanged, where the client has the set of that name.
    fn item(
        &self,
        uri: &Url,
        version: Option<i32>,
        result_id: String,
        items: impl FnOnce() -> Vec<Diagnostic>,
    ) -> WorkspaceDocumentDiagnosticReport {
        let (uri, version) = (uri.clone(), version.map(i64::from));
        match self.previous.get(&uri) == Some(&result_id) {
            true => WorkspaceUnchangedDocumentDiagnosticReport {
                uri,
                version,
                unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport {
                    result_id,
                },
            }
            .into(),
            false => WorkspaceFullDocumentDiagnosticReport {
                uri,
                version,
                full_document_diagnostic_report: FullDocumentDiagnosticReport {
                    result_id: Some(result_id),
                    items: items(),
                },
            }
            .into(),
        }
    }

    /// Empty reports on the documents that the client has and that are no more.
    fn gone(
        &self,
        items: &[WorkspaceDocumentDiagnosticReport],
    ) -> Vec<WorkspaceDocumentDiagnosticReport> {
        let told: std::collections::HashSet<&Url> = items.iter().map(uri).collect();
        let gone = self.previous.keys().filter(|uri| !told.contains(uri));
        let empty = |uri: &Url| {
            let report = WorkspaceFullDocumentDiagnosticReport {
                uri: uri.clone(),
                version: None,
                full_document_diagnostic_report: FullDocumentDiagnosticReport::default(),
            };
            WorkspaceDocumentDiagnosticReport::Full(report)
        };
        gone.map(empty).collect()
    }
}

/// The document that a report is on.
fn uri(report: &WorkspaceDocumentDiagnosticReport) -> &Url {
    match report {
        WorkspaceDocumentDiagnosticReport::Full(report) => &report.uri,
        WorkspaceDocumentDiagnosticReport::Unchanged(report) => &report.uri,
    }
}
