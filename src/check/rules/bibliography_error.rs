use crate::bibliography::Bibliography;
use crate::check::CitedKeys;
use crate::check::raw_diagnostic::EntryFault;
use crate::check::{Find, Rule};
use crate::config::Level;

pub(super) const RULE: Rule =
    Rule::new("bibliography-error", Level::Error, Find::Bibliography(find))
        .summary("an error in a bibliography: an entry or field that cannot be parsed")
        .page(include_str!("bibliography_error.md"));

fn find(bibliography: &Bibliography, _: Option<&CitedKeys>) -> Vec<EntryFault> {
    let faults = bibliography.faults().iter();
    let fault = faults.map(|fault| EntryFault {
        span: fault.span,
        message: fault.message.clone(),
        related: None,
    });
    fault.collect()
}
