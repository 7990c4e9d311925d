use std::borrow::Cow;
use std::path::Path;

use crate::check::RuleLevels;
use crate::cli::baseline::Baseline;
use crate::workspace::Configured;

/// What of all findings is reported.
pub(super) struct Scope {
    /// What is known already.
    pub baseline: Option<Baseline>,
    /// The codes of the only rules that are asked; all are if there are none.
    pub only: Vec<&'static str>,
}

impl Scope {
    /// The levels of the rules for the file at `path`.
    pub fn levels<'a>(&self, configured: &'a Configured, path: &Path) -> Cow<'a, RuleLevels> {
        let levels = configured.levels(Some(path));
        match self.only.is_empty() {
            true => levels,
            false => Cow::Owned(levels.only(&self.only)),
        }
    }
}
