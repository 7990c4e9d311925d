use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// What `work` makes of each of `items`, in any order, on as many threads; one is that of the caller. `cancelled`
/// stops it before the next item. `progress` hears how many are done.
pub fn side_by_side<T: Sync, R: Send>(
    items: &[T],
    threads: usize,
    cancelled: &AtomicBool,
    progress: &(dyn Fn(usize) + Sync),
    work: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let run = || {
        let mut results = Vec::new();
        while let Some(item) = items.get(next.fetch_add(1, Ordering::Relaxed)) {
            if cancelled.load(Ordering::Relaxed) {
                break;
            }
            results.push(work(item));
            progress(next.load(Ordering::Relaxed).min(items.len()));
        }
        results
    };
    if threads == 1 {
        return run();
    }
    std::thread::scope(|scope| {
        let workers = threads.min(items.len());
        let workers: Vec<_> = (0..workers).map(|_| scope.spawn(run)).collect();
        let results = workers.into_iter().filter_map(|worker| worker.join().ok());
        results.flatten().collect()
    })
}

/// How many threads make use of the whole machine; one where the system gives none.
pub fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}
