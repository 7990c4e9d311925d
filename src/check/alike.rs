//! Findings of one rule that are alike: the first one stands for all.

use rustc_hash::FxHashMap;

use crate::text::{Edit, Edits};

use super::raw_diagnostic::Alike;
use super::{Diagnostic, FixKind, Related};

/// The most places besides the first that a finding names.
const MOST_RELATED: usize = 20;

/// The findings of one rule that are alike, in the order of the first ones.
#[derive(Default)]
pub(super) struct AlikeFindings {
    groups: Vec<AlikeGroup>,
    by_name: FxHashMap<String, usize>,
}

/// Findings that are alike.
struct AlikeGroup {
    alike: Alike,
    first: Diagnostic,
    count: usize,
    /// The edits of all fixes; none where one has no edits of its own.
    edits: Option<Vec<Edit>>,
    is_safe: bool,
}

impl AlikeFindings {
    /// Takes the next finding.
    pub fn add(&mut self, alike: &Alike, diagnostic: Diagnostic) {
        let fix = diagnostic.fix.as_ref();
        let edits = fix.and_then(|fix| match &fix.by {
            FixKind::Edits(edits) => Some(edits.iter().cloned()),
            FixKind::Refactoring(..) => None,
        });
        let is_safe = fix.is_some_and(|fix| fix.is_safe);
        let Some(group) = self.by_name.get(&alike.name) else {
            self.by_name.insert(alike.name.clone(), self.groups.len());
            self.groups.push(AlikeGroup {
                alike: alike.clone(),
                edits: edits.map(Iterator::collect),
                first: diagnostic,
                count: 1,
                is_safe,
            });
            return;
        };
        let group = &mut self.groups[*group];
        group.count += 1;
        group.is_safe &= is_safe;
        match (&mut group.edits, edits) {
            (Some(all), Some(edits)) => all.extend(edits),
            _ => group.edits = None,
        }
        if group.first.related.len() < MOST_RELATED {
            group.first.related.push(Related {
                span: diagnostic.span,
                message: "the same again".to_owned(),
            });
        }
    }

    /// One finding for those that are alike.
    pub fn diagnostics(self) -> impl Iterator<Item = Diagnostic> {
        self.groups.into_iter().map(AlikeGroup::diagnostic)
    }
}

impl AlikeGroup {
    fn diagnostic(mut self) -> Diagnostic {
        if self.count > 1
            && let Some((message, title)) = self.alike.said
        {
            let count = self.count.to_string();
            self.first.message = message.replace("{}", &count);
            let edits = self.edits.and_then(|edits| Edits::new(edits).ok());
            if let (Some(fix), Some(edits)) = (&mut self.first.fix, edits) {
                fix.title = title.replace("{}", &count);
                fix.is_safe = self.is_safe;
                fix.by = FixKind::Edits(edits);
            }
        }
        self.first
    }
}
