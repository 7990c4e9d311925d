//! What a brief stands in: the bibliographies that it may cite, the files that it may link to. The
//! workspace finds it; to everyone else it is a part of the snapshot.

use std::sync::Arc;

use crate::bibliography::Bibliography;

/// What is known around a brief. Empty where nothing is: then no rule reports what only it could tell.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// The bibliographies of the brief, in the order in which it names them: where two have a key, the first
    /// counts.
    pub bibliographies: Vec<Arc<Bibliography>>,
}
