//! What is wrong with a bibliography.

use crate::bibliography::Bibliography;
use crate::config::Level;

use super::fault::EntryFault;
use super::rule::{CitedKeys, Find};
use super::{Finding, Related, Settings, rules};

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
