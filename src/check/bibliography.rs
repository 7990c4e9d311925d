//! What is wrong with a bibliography.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::bibliography::Bibliography;
use crate::config::Level;
use crate::text::Span;

use super::{Find, Finding, Related, Settings, rules};

/// The keys that the briefs of a bibliography cite.
pub type CitedKeys = FxHashSet<Arc<str>>;

/// Something wrong in a bibliography.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct EntryFault {
    /// Where, in bytes of the file.
    pub span: Span,
    /// What is wrong, in one sentence for the author.
    pub message: String,
    /// Another place in the file that explains it, and what is there.
    pub related: Option<(Span, String)>,
}

/// The findings in `bibliography`, by place, in bytes of its file. `cited`: the keys that the briefs cite which
/// use it; none where not all of them are known.
pub fn check_bibliography(
    bibliography: &Bibliography,
    cited: Option<&CitedKeys>,
    settings: &Settings,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, rule) in rules().iter().enumerate() {
        let level = settings.level(index, false);
        let Find::Bibliography(find) = &rule.find else {
            continue;
        };
        if level == Level::Off {
            continue;
        }
        let finding = |fault: EntryFault| Finding {
            rule,
            level,
            span: fault.span,
            message: fault.message,
            related: fault
                .related
                .into_iter()
                .map(|(span, message)| Related { span, message })
                .collect(),
            fix: None,
        };
        findings.extend(find(bibliography, cited).into_iter().map(finding));
    }
    findings.sort_by_key(|finding| finding.span);
    findings
}
