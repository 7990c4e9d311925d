use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError};

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    Diagnostic, FullDocumentDiagnosticReport, PreviousResultId, Url, WorkspaceDiagnosticParams,
    WorkspaceDiagnosticReport, WorkspaceDiagnosticReportResult, WorkspaceDocumentDiagnosticReport,
    WorkspaceFullDocumentDiagnosticReport,
};

use crate::index::Brief;
use crate::server::compute::compute;
use crate::server::session::{ClosedBriefs, PublishedBrief, PublishedWorkspace, Session, Snapshot};
use crate::workspace::{side_by_side, threads};

use super::diagnostic::result_id;

/// LSP 3.17, `workspace/diagnostic`, once the whole workspace is read: every brief of which the client does not know
/// already what is found, the open ones as they are in the editor. A closed brief is read again only if it, what is
/// set for it, or what it may depend on has changed; where nothing at all has, none is looked at, as clients ask
/// every few seconds.
pub async fn workspace_diagnostic(
    session: &Session,
    params: WorkspaceDiagnosticParams,
) -> Result<WorkspaceDiagnosticReportResult> {
    session.index.complete().await;
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
        .report()
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

/// A brief that is not open.
struct BriefReport {
    path: Arc<Path>,
    uri: Url,
    /// What to keep of what was found.
    published: PublishedBrief,
    /// What to say of it; none where the client knows.
    item: Option<WorkspaceDocumentDiagnosticReport>,
}

/// One request, and what it is answered from.
struct Pull {
    closed: ClosedBriefs,
    open: Vec<Snapshot>,
    /// What the client has.
    previous: HashMap<Url, String>,
}

impl Pull {
    fn report(self) -> Vec<WorkspaceDocumentDiagnosticReport> {
        let mut known: HashSet<Url> = self.open.iter().map(|it| it.uri.clone()).collect();
        let open = self.open.iter().filter_map(|brief| {
            let found = brief.clone().with_context().diagnostics();
            self.item(&brief.uri, Some(brief.version), result_id(&found), || found)
        });
        let mut items: Vec<_> = open.collect();
        let last_sent = &self.closed.workspace_snapshot.index.last_sent;
        let before = last_sent
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        let has = self
            .previous
            .keys()
            .filter(|uri| !known.contains(uri))
            .count();
        let revision = self.closed.workspace_snapshot.revision;
        if before.all == Some((revision, has)) {
            return items;
        }
        let (mut briefs, mut uris) = (HashMap::new(), HashSet::new());
        for reported in self.report_on_all(&before.briefs) {
            briefs.insert(reported.path, reported.published);
            uris.insert(reported.uri);
            items.extend(reported.item);
        }
        let all = Some((revision, uris.len()));
        known.extend(uris);
        items.extend(self.gone(&known));
        items.sort_by(|a, b| uri(a).as_str().cmp(uri(b).as_str()));
        if !self.closed.loader.cancelled.load(Ordering::Relaxed) {
            let mut last_sent = last_sent.lock().unwrap_or_else(PoisonError::into_inner);
            *last_sent = PublishedWorkspace { all, briefs };
        }
        items
    }

    /// Looks at the briefs that are not open, side by side.
    fn report_on_all(&self, known: &HashMap<Arc<Path>, PublishedBrief>) -> Vec<BriefReport> {
        let open: HashSet<&Path> = self.open.iter().filter_map(Snapshot::path).collect();
        let briefs = self.closed.workspace_snapshot.disk.workspace.iter();
        let briefs: Vec<_> = briefs
            .filter(|(path, _)| !open.contains(&***path))
            .collect();
        let look = |(path, brief): &(&Arc<Path>, &Brief)| self.report_on(path, brief, known);
        let cancelled = &self.closed.loader.cancelled;
        let found = side_by_side(&briefs, threads(), cancelled, &|_| {}, look);
        found.into_iter().flatten().collect()
    }

    /// What there is to say of a brief that is not open, and what to keep of that.
    fn report_on(
        &self,
        path: &Arc<Path>,
        brief: &Brief,
        known: &HashMap<Arc<Path>, PublishedBrief>,
    ) -> Option<BriefReport> {
        let revision = self.closed.workspace_snapshot.revision;
        let configured = self.closed.configured(path);
        let uri = Url::from_file_path(path).ok()?;
        let holds =
            |published: &&PublishedBrief| published.holds(&brief.summary, &configured, revision);
        let (published, item) = match known.get(path).filter(holds) {
            Some(published) if self.previous.get(&uri) == Some(&published.result_id) => {
                (published.clone(), None)
            }
            _ => {
                let found = self.closed.read(path)?.diagnostics();
                let published = PublishedBrief {
                    summary: brief.summary.clone(),
                    configured,
                    revision,
                    result_id: result_id(&found),
                };
                let item = self.item(&uri, None, published.result_id.clone(), || found);
                (published, item)
            }
        };
        Some(BriefReport {
            path: path.clone(),
            uri,
            published,
            item,
        })
    }

    /// The report on a document; none where the client has the set of that name.
    fn item(
        &self,
        uri: &Url,
        version: Option<i32>,
        result_id: String,
        items: impl FnOnce() -> Vec<Diagnostic>,
    ) -> Option<WorkspaceDocumentDiagnosticReport> {
        if self.previous.get(uri) == Some(&result_id) {
            return None;
        }
        let report = WorkspaceFullDocumentDiagnosticReport {
            uri: uri.clone(),
            version: version.map(i64::from),
            full_document_diagnostic_report: FullDocumentDiagnosticReport {
                result_id: Some(result_id),
                items: items(),
            },
        };
        Some(report.into())
    }

    /// Empty reports on the documents that the client has and that are not `known` any more.
    fn gone(&self, known: &HashSet<Url>) -> Vec<WorkspaceDocumentDiagnosticReport> {
        let gone = self.previous.keys().filter(|uri| !known.contains(uri));
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
