//! Words of a document on which it depends whether something in it is a finding.

use rustc_hash::FxHashSet;

use crate::index::Document;

use super::raw_diagnostic::RawDiagnostic;

/// Those words, of all that findings ask for, that the document has. In a document without such findings no word
/// is looked at.
pub(super) struct RunningTextFilter(FxHashSet<String>);

impl RunningTextFilter {
    /// Looks in `document` for the words that `raw_diagnostics` ask for.
    pub fn of<'f>(
        document: &Document,
        raw_diagnostics: impl Iterator<Item = &'f RawDiagnostic>,
    ) -> RunningTextFilter {
        let asked: FxHashSet<&str> = raw_diagnostics
            .flat_map(|raw_diagnostic| raw_diagnostic.only_beside.iter().map(String::as_str))
            .collect();
        let mut found = FxHashSet::default();
        if asked.is_empty() {
            return RunningTextFilter(found);
        }
        for at in document.blocks().iter() {
            let text = document.text().slice(at.body());
            let parts = text.split(|c: char| !c.is_alphanumeric() && c != '-');
            for word in parts.map(|part| part.trim_matches('-')) {
                let word = word.to_lowercase();
                if asked.contains(&*word) {
                    found.insert(word);
                }
            }
        }
        RunningTextFilter(found)
    }

    /// Whether `raw_diagnostic` is one, by the words that the document has.
    pub fn allow(&self, raw_diagnostic: &RawDiagnostic) -> bool {
        raw_diagnostic.only_beside.is_empty()
            || raw_diagnostic
                .only_beside
                .iter()
                .any(|word| self.0.contains(word))
    }
}
