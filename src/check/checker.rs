//! Checks one state of a document after another, and looks again only at what an edit changed.

use std::sync::Arc;

use crate::config::Level;
use crate::index::Document;

use super::change::Change;
use super::fault::Fault;
use super::places::Places;
use super::suppression::Suppressions;
use super::{Find, Finding, Related, Settings, rules};

/// Checks one state of a document after another.
#[derive(Default)]
pub struct Checker {
    last: Option<(Document, Findings)>,
}

/// What the rules found in one state of a document, their places not yet asked. Cheap to clone.
#[derive(Clone)]
pub struct Findings {
    settings: Settings,
    /// For each rule, what it found.
    faults: Vec<Arc<Vec<Fault>>>,
}

impl Checker {
    /// What the rules that are on in `settings` find in `document`.
    pub fn check(&mut self, document: &Document, settings: &Settings) -> Findings {
        let last = self.last.take();
        let last = last.filter(|(old, findings)| {
            findings.settings == *settings
                && (Arc::ptr_eq(old.surroundings(), document.surroundings())
                    || old.surroundings().agrees_with(document.surroundings()))
        });
        let change = last.as_ref().map(|(old, _)| Change::between(old, document));
        let find = |index: usize, find: &Find| match (&last, &change) {
            _ if !settings.is_on(index) => Arc::default(),
            (Some((_, findings)), Some(change)) => change.faults(find, &findings.faults[index]),
            _ => Arc::new(all(document, find)),
        };
        let rules = rules().iter().enumerate();
        let faults = rules.map(|(index, rule)| find(index, &rule.find)).collect();
        let findings = Findings {
            settings: settings.clone(),
            faults,
        };
        self.last = Some((document.clone(), findings.clone()));
        findings
    }
}

/// What a rule finds in all of `document`.
pub(super) fn all(document: &Document, find: &Find) -> Vec<Fault> {
    match find {
        Find::Marks(find) | Find::Headings(find) | Find::Notes(find) => find(document),
        Find::References(find, find_in) => {
            let in_text = document.blocks().iter();
            let in_text = in_text.flat_map(|block| find_in(document, block));
            find(document).into_iter().chain(in_text).collect()
        }
        Find::Note(find) => {
            let notes = document.notes();
            notes.flat_map(|note| find(document, &note)).collect()
        }
        Find::Block(find) | Find::Settled(find) => {
            let blocks = document.blocks().iter();
            blocks.flat_map(|block| find(document, block)).collect()
        }
        Find::Links(find) => {
            let places = Places::of(document);
            let blocks = document.blocks().iter();
            blocks
                .flat_map(|block| find(document, &places, block))
                .collect()
        }
        Find::Bibliography(_) => Vec::new(),
    }
}

impl Findings {
    /// The findings with their places in `document`, which is the one that was checked: those that no
    /// comment suppresses, by place.
    pub fn resolve(&self, document: &Document) -> Vec<Finding> {
        let suppressions = Suppressions::of(document);
        let mut findings = Vec::new();
        for (index, rule) in rules().iter().enumerate() {
            for fault in self
                .faults
                .get(index)
                .into_iter()
                .flat_map(|faults| faults.iter())
            {
                let level = self
                    .settings
                    .level(index, fault.counted_anew)
                    .min(fault.at_most);
                let Some(span) = fault.place.span(document) else {
                    continue;
                };
                if level == Level::Off || suppressions.silence(rule.code, span) {
                    continue;
                }
                let related = fault.related.iter().filter_map(|(place, message)| {
                    let span = place.span(document)?;
                    Some(Related {
                        span,
                        message: message.clone(),
                    })
                });
                findings.push(Finding {
                    rule,
                    level,
                    span,
                    message: fault.message.clone(),
                    related: related.collect(),
                    fix: fault
                        .repair
                        .as_ref()
                        .and_then(|repair| repair.resolve(document, span)),
                });
            }
        }
        findings.sort_by_key(|finding| finding.span);
        findings
    }
}
