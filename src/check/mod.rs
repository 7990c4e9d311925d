//! What is wrong with a brief. One rule is one file in `rules`, and beside it its page.

mod back_references;
mod bibliography;
mod change;
mod checker;
mod fault;
mod finding;
mod fix_all;
#[cfg(test)]
mod pages;
mod places;
mod rule;
mod rules;
mod settings;
mod suppression;

pub use bibliography::check_bibliography;
pub use checker::{Checker, Findings};
pub use finding::{Finding, Fix, Related, Remedy};
pub use fix_all::{Repaired, Repairs, fix_all};
pub use rule::{CitedKeys, Rule};
pub use rules::{rule, rules};
pub use settings::Settings;

use crate::index::Document;

use rule::Find;

/// The findings in `document`, by place.
pub fn check(document: &Document, settings: &Settings) -> Vec<Finding> {
    Checker::default()
        .check(document, settings)
        .resolve(document)
}
