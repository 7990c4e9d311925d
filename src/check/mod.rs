//! What is wrong with a brief. One rule is one file, and beside it its page.

mod finding;
mod settings;

pub use finding::{Finding, Fix, Related};
pub use settings::Settings;

use crate::config::Level;
use crate::index::Document;

/// One rule: its code, its page and how loud it is.
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

/// Checks one document after another, reusing what an edit did not change.
#[derive(Default)]
pub struct Checker {}

impl Checker {
    /// The findings in `document`, by place.
    pub fn check(&mut self, _document: &Document, _settings: &Settings) -> Vec<Finding> {
        Vec::new()
    }
}

/// The repair of `finding`, if there is a safe one.
pub fn fix(_document: &Document, _finding: &Finding) -> Option<Fix> {
    None
}
