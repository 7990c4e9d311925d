use std::sync::{Arc, Mutex, PoisonError};

use tower_lsp::lsp_types::notification;
use tower_lsp::lsp_types::request::WorkDoneProgressCreate;
use tower_lsp::lsp_types::{
    NumberOrString, ProgressParams, ProgressParamsValue, WorkDoneProgress, WorkDoneProgressBegin,
    WorkDoneProgressCreateParams, WorkDoneProgressEnd, WorkDoneProgressReport,
};

use crate::server::door::Outbox;

use super::Session;

/// Progress that the client shows (LSP 3.17, "Server Initiated Progress"). Work goes on while the client is asked
/// for leave to tell of it.
pub struct Progress {
    phase: Arc<Mutex<Phase>>,
    token: NumberOrString,
    outbox: Outbox,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// The client has not said yes.
    Asked,
    /// It shows this percentage.
    Shown(u32),
    /// It is told no more.
    Ended,
}

impl Progress {
    /// The prefix of the tokens of progress.
    pub const TOKEN: &str = concat!(env!("CARGO_PKG_NAME"), "/progress/");

    /// Progress called `title`, which the client may cancel.
    pub fn begin(session: &Arc<Session>, title: &'static str) -> Progress {
        let number = session.state().next();
        let progress = Progress {
            phase: Arc::new(Mutex::new(Phase::Ended)),
            token: NumberOrString::String(format!("{}{number}", Progress::TOKEN)),
            outbox: session.outbox.clone(),
        };
        if !session.abilities().progress {
            return progress;
        }
        *progress.phase() = Phase::Asked;
        let (session, shown) = (session.clone(), progress.shared());
        tokio::spawn(async move {
            let token = shown.token.clone();
            let create = WorkDoneProgressCreateParams { token };
            let asked = session
                .client
                .send_request::<WorkDoneProgressCreate>(create);
            let allowed = asked.await.is_ok();
            let mut phase = shown.phase();
            if allowed && *phase == Phase::Asked {
                *phase = Phase::Shown(0);
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
            Phase::Shown(before) if percentage > before => *phase = Phase::Shown(percentage),
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
        if matches!(*phase, Phase::Shown(_)) {
            self.tell(WorkDoneProgress::End(WorkDoneProgressEnd { message: None }));
        }
        *phase = Phase::Ended;
    }

    fn tell(&self, progress: WorkDoneProgress) {
        let params = ProgressParams {
            token: self.token.clone(),
            value: ProgressParamsValue::WorkDone(progress),
        };
        self.outbox.notify::<notification::Progress>(params);
    }

    fn phase(&self) -> std::sync::MutexGuard<'_, Phase> {
        self.phase.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn shared(&self) -> Progress {
        Progress {
            phase: self.phase.clone(),
            token: self.token.clone(),
            outbox: self.outbox.clone(),
        }
    }
}
