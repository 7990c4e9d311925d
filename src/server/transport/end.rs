use std::sync::Arc;

use tokio::sync::Notify;

/// Ways in which serving ends from outside of the protocol. Clones are one.
#[derive(Clone, Default)]
pub struct ServingEnd {
    signals: Arc<Signals>,
}

#[derive(Default)]
struct Signals {
    gone: Notify,
    written: Notify,
}

impl ServingEnd {
    /// The client has closed its end, or its process is no more.
    pub fn client_gone(&self) {
        self.signals.gone.notify_one();
    }

    /// The writer has written all that it was given.
    pub fn all_written(&self) {
        self.signals.written.notify_one();
    }

    /// Waits for [`ServingEnd::client_gone`].
    pub async fn wait_for_client_gone(&self) {
        self.signals.gone.notified().await;
    }

    /// Waits for [`ServingEnd::all_written`].
    pub async fn wait_for_all_written(&self) {
        self.signals.written.notified().await;
    }
}
