//! Whose turn it is to compute, where messages are handled and answers computed on one thread.

use std::cell::RefCell;
use std::sync::Arc;

use tokio::sync::Semaphore;

thread_local! {
    static HERE: RefCell<Option<Turns>> = const { RefCell::new(None) };
}

/// Gives computations their turns, in the order in which they ask. Clones are one.
#[derive(Clone)]
pub struct Turns {
    permits: Arc<Semaphore>,
}

/// The turns of the thread; none where computations have threads of their own.
pub fn here() -> Option<Turns> {
    HERE.with_borrow(Clone::clone)
}

impl Turns {
    /// Has the computations of this thread wait for their turns from now on.
    pub fn start_here() -> Turns {
        let permits = Arc::new(Semaphore::new(0));
        let turns = Turns { permits };
        HERE.set(Some(turns.clone()));
        turns
    }

    /// Waits for a turn. Who stops waiting has none.
    pub async fn wait(&self) {
        if let Ok(permit) = self.permits.acquire().await {
            permit.forget();
        }
    }

    /// Has `run` do what is to be done with a turn for one computation; whether one took it.
    pub fn give(&self, run: impl FnOnce()) -> bool {
        self.permits.add_permits(1);
        run();
        self.permits.forget_permits(1) == 0
    }
}
