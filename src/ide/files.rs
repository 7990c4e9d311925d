//! The files beside the one that is asked about, and what changes in them.

use std::path::Path;
use std::sync::Arc;

use crate::bibliography::Bibliography;
use crate::index::Document;
use crate::text::{Edits, Text};

/// The files of a workspace as they are now: with what an editor has not saved, or as the disk has them.
pub trait Files {
    /// The brief at `path`, with what stands around it.
    ///
    /// # Errors
    /// Why it cannot be read, in a few words that go on after its name.
    fn brief(&self, path: &Path) -> Result<Document, String>;

    /// The bibliography at `path`.
    ///
    /// # Errors
    /// As [`Files::brief`].
    fn bibliography(&self, path: &Path) -> Result<Arc<Bibliography>, String>;
}

/// What changes in a file.
#[derive(Clone, Debug)]
pub struct FileEdits {
    /// Where it is.
    pub path: Arc<Path>,
    /// Its text before; none for one that is made.
    pub text: Option<Text>,
    /// The changes, in bytes of that text.
    pub edits: Edits,
}
