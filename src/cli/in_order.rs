//! Work done side by side, its results in order, in bounded memory.

use std::collections::BTreeMap;
use std::io;
use std::iter::Fuse;
use std::panic::AssertUnwindSafe;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::workspace::ReadError;

/// How many items may be ahead of the first that is not passed on yet.
const AHEAD: usize = 4096;

/// What the results that wait for one before them may weigh, in bytes, before no new work is begun.
const WAITING: usize = 64 << 20;

/// How often whoever waits for a result hears that there is none yet.
const PATIENCE: Duration = Duration::from_millis(100);

/// What is done with items.
pub(super) trait Worker: Sync {
    /// What there is to do.
    type Item: Send;
    /// What becomes of it.
    type Result: Send;

    /// Does it. It must not panic (see [`guarded`]): those after it would be waited for.
    fn work(&self, item: Self::Item) -> Self::Result;
    /// How many bytes of memory a result takes, more or less.
    fn weight(result: &Self::Result) -> usize;
}

/// Does `work` on `items`, on as many threads as there are cores, and gives each result to `done` in the
/// order of the items, as soon as those before it are there; none from time to time while one is waited
/// for. Items are asked for as they are needed, and no more of them than a slow one before them allows.
///
/// # Errors
/// That of `done`, after which nothing more is begun.
pub(super) fn in_order<W: Worker>(
    items: impl Iterator<Item = W::Item> + Send,
    work: &W,
    mut done: impl FnMut(Option<W::Result>) -> io::Result<()>,
) -> io::Result<()> {
    if cfg!(target_family = "wasm") {
        // There are no threads.
        let mut results = items.map(|item| work.work(item));
        return results.try_for_each(|result| done(Some(result)));
    }
    let queue = WorkQueue::new(items);
    let (sender, receiver) = mpsc::channel();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        let _end = StopOnDrop(&queue);
        for _ in 0..threads {
            let sender = sender.clone();
            scope.spawn(|| queue.serve(work, sender));
        }
        drop(sender);
        let mut waiting = BTreeMap::new();
        let mut turn = 0;
        loop {
            match receiver.recv_timeout(PATIENCE) {
                Ok((index, result)) => drop(waiting.insert(index, result)),
                Err(RecvTimeoutError::Timeout) => done(None)?,
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            }
            while let Some(result) = waiting.remove(&turn) {
                turn += 1;
                queue.pass(W::weight(&result));
                done(Some(result))?;
            }
        }
    })
}

/// What `work` on a file gives. A fault of this program in one file keeps no other file from being read.
///
/// # Errors
/// That of `work`; and [`ReadError::Unreadable`] where it panics.
pub(super) fn guarded<T>(work: impl FnOnce() -> Result<T, ReadError>) -> Result<T, ReadError> {
    std::panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        let message = "checking failed because of a bug in brief-ls: please report it";
        Err(ReadError::Unreadable(message.to_owned()))
    })
}

/// The items that nobody has taken, and how far the work has come.
struct WorkQueue<I: Iterator> {
    state: Mutex<QueueState<I>>,
    room: Condvar,
}

struct QueueState<I: Iterator> {
    items: Fuse<I>,
    taken: usize,
    passed: usize,
    /// What the results weigh that are done and not passed on.
    waiting: usize,
    has_ended: bool,
}

impl<I: Iterator> QueueState<I> {
    /// Whether the next item may be taken. Where nothing is under way it always may, so that the work ends.
    fn has_room(&self) -> bool {
        let ahead = self.taken - self.passed;
        self.has_ended || ahead == 0 || (ahead < AHEAD && self.waiting < WAITING)
    }
}

impl<I: Iterator> WorkQueue<I> {
    fn new(items: I) -> Self {
        WorkQueue {
            state: Mutex::new(QueueState {
                items: items.fuse(),
                taken: 0,
                passed: 0,
                waiting: 0,
                has_ended: false,
            }),
            room: Condvar::new(),
        }
    }

    fn state(&self) -> MutexGuard<'_, QueueState<I>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does one item after another, until there is none or nobody listens any more.
    fn serve<W: Worker<Item = I::Item>>(&self, work: &W, results: Sender<(usize, W::Result)>) {
        while let Some((index, item)) = self.take() {
            let result = work.work(item);
            self.state().waiting += W::weight(&result);
            if results.send((index, result)).is_err() {
                return;
            }
        }
    }

    fn take(&self) -> Option<(usize, I::Item)> {
        let state = self.state();
        let state = self.room.wait_while(state, |state| !state.has_room());
        let mut state = state.unwrap_or_else(PoisonError::into_inner);
        if state.has_ended {
            return None;
        }
        let item = state.items.next()?;
        state.taken += 1;
        Some((state.taken - 1, item))
    }

    /// Takes note that the first result in the order goes.
    fn pass(&self, weight: usize) {
        let mut state = self.state();
        let had_room = state.has_room();
        state.passed += 1;
        state.waiting -= weight;
        drop(state);
        // Where there was room, nobody waits for it, and to wake nobody takes time too.
        if !had_room {
            self.room.notify_all();
        }
    }
}

/// Lets the threads end, however the one ends that waits for them.
struct StopOnDrop<'a, I: Iterator>(&'a WorkQueue<I>);

impl<I: Iterator> Drop for StopOnDrop<'_, I> {
    fn drop(&mut self) {
        self.0.state().has_ended = true;
        self.0.room.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// Passes numbers on; the first only once so many others are done.
    struct Slow {
        others: usize,
        done: AtomicUsize,
        weight: usize,
    }

    impl Worker for Slow {
        type Item = usize;
        type Result = (usize, usize);

        fn work(&self, item: usize) -> (usize, usize) {
            while item == 0 && self.done.load(Ordering::SeqCst) < self.others {
                std::thread::yield_now();
            }
            self.done.fetch_add(1, Ordering::SeqCst);
            (item, self.weight)
        }

        fn weight(result: &(usize, usize)) -> usize {
            result.1
        }
    }

    fn slow(others: usize, weight: usize) -> Slow {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Slow {
            others: if cores > 1 { others } else { 0 },
            done: AtomicUsize::new(0),
            weight,
        }
    }

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let mut results = Vec::new();
        let collect = |result: Option<(usize, usize)>| {
            results.extend(result.map(|(item, _)| item));
            Ok(())
        };
        in_order(0..2000, &slow(500, 1), collect).unwrap();
        assert!(results.into_iter().eq(0..2000));
    }

    #[test]
    fn no_more_is_begun_than_the_memory_allows() {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let most = AtomicUsize::new(0);
        let items = (0..1000).inspect(|item| {
            most.fetch_max(*item, Ordering::SeqCst);
        });
        // The first waits until as many are done as fit.
        let work = slow(4, WAITING / 4);
        let mut first = None;
        let look = |_: Option<(usize, usize)>| {
            first.get_or_insert(most.load(Ordering::SeqCst));
            Ok(())
        };
        in_order(items, &work, look).unwrap();
        assert!(first.unwrap() <= 4 + 2 * cores, "{first:?}");
    }

    #[test]
    fn nothing_more_is_begun_after_a_failure() {
        let work = slow(0, 1);
        let failed = in_order(0.., &work, |_| Err(io::ErrorKind::BrokenPipe.into()));
        assert_eq!(failed.unwrap_err().kind(), io::ErrorKind::BrokenPipe);
    }
}
