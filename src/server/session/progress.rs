use std::sync::{Arc, Mutex, PoisonError};

use tower_lsp::lsp_types::notification;
use tower_lsp::lsp_types::request::WorkDoneProgressCreate;
use tower_lsp::lsp_types::{
    NumberOrString, ProgressParams, ProgressParamsValue, WorkDoneProgress, WorkDoneProgressBegin,
    WorkDoneProgressCreateParams, WorkDoneProgressEnd, WorkDoneProgressReport,
};

use crate::server::transport::ClientSender;

use super::Session;

/// Progress that the client shows (LSP 3.17, "Server Initiated Progress"). Work goes on while the client is asked
/// for leave to tell of it.
pub struct WorkProgress {
    phase: Arc<Mutex<ProgressPhase>>,
    token: NumberOrString,
    client_sender: ClientSender,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum ProgressPhase {
    /// The client has not said yes.
    Asked,
    /// It shows this percentage.
    Shown(u32),
    /// It is told no more.
    Ended,
}

impl WorkProgress {
    /// The prefix of the tokens of progress.
    pub const TOKEN: &str = concat!(env!("CARGO_PKG_NAME"), "/progress/");

    /// Progress called `title`, which the client may cancel.
    pub fn begin(session: &Arc<Session>, title: &'static str) -> WorkProgress {
        let number = session.state().next();
        let progress = WorkProgress {
            phase: Arc::new(Mutex::new(ProgressPhase::Ended)),
            token: NumberOrString::String(format!("{}{number}", WorkProgress::TOKEN)),
            client_sender: session.client_sender.clone(),
        };
        if !session.abilities().progress {
            return progress;
        }
        *progress.phase() = ProgressPhase::Asked;
        let (session, shown) = (session.clone(), progress.shared());
        tokio::spawn(async move {
            let token = shown.token.clone();
            let create = WorkDoneProgressCreateParams { token };
            let asked = session
                .client
                .send_request::<WorkDoneProgressCreate>(create);
            let allowed = asked.await.is_ok();
            let mut phase = shown.phase();
            if allowed && *phase == ProgressPhase::Asked {
                *phase = ProgressPhase::Shown(0);
                shown.tell(WorkDoneProgress::Begin(WorkDoneProgressBegin {
                    title: title.to_owned(),
                    cancellable: Some(true),
                    message: None,
                    percentage: Some(0),
                }));
            }
        });
        progress
    }

    /// So many of so many are done.
    pub fn report(&self, done: usize, all: usize) {
        let percentage = u32::try_from(done * 100 / all.max(1)).unwrap_or(100);
        let mut phase = self.phase();
        match *phase {
            ProgressPhase::Shown(before) if percentage > before => {
                *phase = ProgressPhase::Shown(percentage)
            }
            _ => return,
        }
        self.tell(WorkDoneProgress::Report(WorkDoneProgressReport {
            cancellable: Some(true),
            message: Some(format!("{done} of {all}")),
            percentage: Some(percentage),
        }));
    }

    /// The work is done.
    pub fn end(&self) {
        let mut phase = self.phase();
        if matches!(*phase, ProgressPhase::Shown(_)) {
            self.tell(WorkDoneProgress::End(WorkDoneProgressEnd { message: None }));
        }
        *phase = ProgressPhase::Ended;
    }

    fn tell(&self, progress: WorkDoneProgress) {
        let params = ProgressParams {
            token: self.token.clone(),
            value: ProgressParamsValue::WorkDone(progress),
        };
        self.client_sender.notify::<notification::Progress>(params);
    }

    fn phase(&self) -> std::sync::MutexGuard<'_, ProgressPhase> {
        self.phase.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn shared(&self) -> WorkProgress {
        WorkProgress {
            phase: self.phase.clone(),
            token: self.token.clone(),
            client_sender: self.client_sender.clone(),
        }
    }
}
