use std::sync::{Arc, OnceLock};

/// Something about a document that is made when it is first asked for, and until then that of the last snapshot of
/// which it was.
#[derive(Debug)]
pub(super) struct Lazy<T> {
    known: OnceLock<Arc<T>>,
    before: Option<Arc<T>>,
}

impl<T> Default for Lazy<T> {
    fn default() -> Lazy<T> {
        Lazy {
            known: OnceLock::new(),
            before: None,
        }
    }
}

impl<T> Lazy<T> {
    /// The cell of the next snapshot.
    pub fn next(&self) -> Arc<Lazy<T>> {
        let before = self.known.get().or(self.before.as_ref()).cloned();
        Arc::new(Lazy {
            known: OnceLock::new(),
            before,
        })
    }

    /// What `make` makes of what was known before, unless it is made.
    pub fn get(&self, make: impl FnOnce(Option<&T>) -> T) -> &Arc<T> {
        self.known
            .get_or_init(|| Arc::new(make(self.before.as_deref())))
    }
}
