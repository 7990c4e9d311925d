use tokio::task::{JoinHandle, spawn_blocking};
use tower_lsp::jsonrpc::{Error, Result};

use super::turns;

/// Runs `work` off the executor, so that messages are read meanwhile; where there is one thread, when its turn comes.
/// Where the future is dropped, as the client cancels a request, work that has not begun never does.
///
/// # Errors
/// An internal error where `work` panics.
pub async fn compute<R: Send + 'static>(work: impl FnOnce() -> R + Send + 'static) -> Result<R> {
    if let Some(turns) = turns::here() {
        turns.wait().await;
        return Ok(work());
    }
    let mut running = AbortOnDrop(spawn_blocking(work));
    (&mut running.0).await.map_err(|error| {
        tracing::error!("a computation failed: {error}");
        Error::internal_error()
    })
}

struct AbortOnDrop<R>(JoinHandle<R>);

impl<R> Drop for AbortOnDrop<R> {
    fn drop(&mut self) {
        self.0.abort();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::{Arc, mpsc};

    use futures::poll;

    use super::*;

    #[test]
    fn work_that_is_dropped_while_it_waits_never_begins() {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .max_blocking_threads(1)
            .build()
            .unwrap();
        let begun = Arc::new(AtomicBool::new(false));
        let (release, held) = mpsc::channel::<()>();
        let flag = begun.clone();
        runtime.block_on(async {
            let mut first = Box::pin(compute(move || held.recv().is_ok()));
            assert!(poll!(&mut first).is_pending());
            let mut second = Box::pin(compute(move || flag.store(true, Ordering::SeqCst)));
            assert!(poll!(&mut second).is_pending());
            drop(second);
            release.send(()).unwrap();
            assert_eq!(first.await, Ok(true));
            assert_eq!(compute(|| 1).await, Ok(1));
        });
        assert!(!begun.load(Ordering::SeqCst));
    }

    #[test]
    fn a_panic_is_an_internal_error() {
        let runtime = tokio::runtime::Builder::new_multi_thread().build().unwrap();
        let result: Result<()> = runtime.block_on(compute(|| panic!("planted")));
        assert_eq!(result, Err(Error::internal_error()));
    }
}
