//! What is wrong with a bibliography.

use crate::bibliography::Bibliography;
use crate::config::Level;

use super::raw_diagnostic::EntryFault;
use super::rule::{CitedKeys, Find};
use super::{Diagnostic, Related, RuleLevels, rules};

/// The findings in `bibliography`, by place, in bytes of its file. `cited`: the keys that the briefs cite which
/// use it; none where not all of them are known.
pub fn check_bibliography(
    bibliography: &Bibliography,
    cited: Option<&CitedKeys>,
    levels: &RuleLevels,
) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for (index, rule) in rules().iter().enumerate() {
        let level = levels.level(index, false);
        let Some(Find::Bibliography(find)) = rule.finds().next() else {
            continue;
        };
        if level == Level::Off {
            continue;
        }
        let diagnostic = |fault: EntryFault| Diagnostic {
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
        diagnostics.extend(find(bibliography, cited).into_iter().map(diagnostic));
    }
    diagnostics.sort_by_key(|diagnostic| diagnostic.span);
    diagnostics
}
