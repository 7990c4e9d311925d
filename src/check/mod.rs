//! What is wrong with a brief. One rule is one file in `rules`, and beside it its page.

mod acronyms;
mod alike;
mod back_references;
mod bibliography;
mod change;
mod checker;
mod cited;
mod dates;
mod diagnostic;
#[cfg(test)]
mod dialects;
mod fix;
mod fix_all;
mod keeps_notes;
#[cfg(test)]
mod pages;
mod passages;
mod places;
mod raw_diagnostic;
mod rule;
mod rule_levels;
mod rules;
mod sections;
mod suppression;
mod words;
#[cfg(test)]
mod written;

pub use bibliography::check_bibliography;
pub use checker::{Checker, Diagnostics};
pub use diagnostic::{Diagnostic, Related};
pub use fix::{Fix, FixKind};
pub use fix_all::{Fixed, Fixes, Left, Why, fix_all};
pub use rule::{CitedKeys, Rule};
pub use rule_levels::RuleLevels;
pub use rules::{rule, rules};

use crate::index::Document;

use rule::Find;

/// The findings in `document`, by place.
pub fn check(document: &Document, levels: &RuleLevels) -> Vec<Diagnostic> {
    Checker::default().check(document, levels).resolve(document)
}
