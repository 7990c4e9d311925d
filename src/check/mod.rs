//! What is wrong with a brief. One rule is one file, and beside it its page.

mod finding;
mod settings;

pub use finding::{Finding, Related};
pub use settings::Settings;

use crate::config::Level;
use crate::index::Document;

/// One rule: its code, its page and how loud it is.
#[derive(Debug)]
pub struct Rule {
    /// The stable name, as configuration and suppression comments write it.
    pub code: &'static str,
    /// One line on what it reports.
    pub summary: &'static str,
    /// The rule's page, in Markdown.
    pub page: &'static str,
    /// Its level in the profile `default`.
    pub default: Level,
    /// Its level in the profile `brief`.
    pub brief: Level,
    /// Whether what it reports could be removed: editors fade it.
    pub unnecessary: bool,
}

/// All rules, in the order of the documentation.
pub fn rules() -> &'static [Rule] {
    &[]
}

/// The rule of that code.
pub fn rule(code: &str) -> Option<&'static Rule> {
    rules().iter().find(|rule| rule.code == code)
}

/// The findings in `document`, by place.
pub fn check(document: &Document, settings: &Settings) -> Vec<Finding> {
    Checker::default()
        .check(document)
        .resolve(document, settings)
}

/// Checks one state of a document after another, and looks again only at what an edit changed.
#[derive(Default)]
pub struct Checker {}

impl Checker {
    /// What the rules find in `document`.
    pub fn check(&mut self, document: &Document) -> Findings {
        let _ = document;
        Findings::default()
    }
}

/// What the rules found in one state of a document, before levels and suppressions are asked.
#[derive(Clone, Default)]
pub struct Findings {}

impl Findings {
    /// The findings with their places in `document`, the one that was checked: those whose rule is on
    /// in `settings` and that no comment suppresses, by place.
    pub fn resolve(&self, document: &Document, settings: &Settings) -> Vec<Finding> {
        let _ = (document, settings);
        Vec::new()
    }
}
