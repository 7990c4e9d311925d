//! What a brief stands in: the bibliographies that it may cite, the files that it may link to. The
//! workspace finds it; to everyone else it is a part of the snapshot.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::bibliography::{Bibliography, Style};

/// What is known around a brief. Empty where nothing is: then no rule reports what only it could tell.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// The bibliographies of the brief, in the order in which it names them: where two have a key, the first
    /// counts.
    pub bibliographies: Vec<Arc<Bibliography>>,
    /// Whether neither the brief nor the configuration names a bibliography, so that one was taken that stands
    /// beside the brief: the brief may have another.
    pub guessed: bool,
    /// The keys that other briefs of the project define for themselves.
    pub keys: Arc<FxHashSet<Arc<str>>>,
    /// The style in which sources are shown; [`Style::DEFAULT`] if none.
    pub style: Option<Arc<Style>>,
}
