use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use super::cited_sources::CitedSources;
use super::summary::Summary;

/// A brief of a workspace.
#[derive(Clone, Debug)]
pub struct Brief {
    /// What it says.
    pub summary: Arc<Summary>,
    /// The files of its bibliographies.
    pub bibliographies: Arc<[PathBuf]>,
    /// What its notes cite; empty until they are read, which takes longer than the rest.
    pub cited: Arc<OnceLock<CitedSources>>,
}
