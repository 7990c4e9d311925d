use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// Values that are made once for each key, each while others are made.
#[derive(Debug)]
pub(super) struct Once<K, V>(Mutex<Cells<K, V>>);

type Cells<K, V> = HashMap<K, Arc<OnceLock<V>>>;

impl<K: Eq + Hash, V: Clone> Once<K, V> {
    /// The value of `key`, made where there is none.
    pub fn get(&self, key: K, make: impl FnOnce() -> V) -> V {
        let cell = self.cells().entry(key).or_default().clone();
        cell.get_or_init(make).clone()
    }

    /// Forgets the values of some keys. One that is being made is given to those who wait, and not kept.
    pub fn forget(&self, is_meant: impl Fn(&K) -> bool) {
        self.cells().retain(|key, _| !is_meant(key));
    }

    fn cells(&self) -> MutexGuard<'_, Cells<K, V>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<K, V> Default for Once<K, V> {
    fn default() -> Self {
        Once(Mutex::default())
    }
}
