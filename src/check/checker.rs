//! Checks one state of a document after another, and looks again only at what an edit changed.

use std::sync::Arc;

use crate::config::Level;
use crate::index::Document;
use crate::text::Span;

use super::alike::AlikeFindings;
use super::change::DocumentChange;
use super::raw_diagnostic::RawDiagnostic;
use super::suppression::Suppressions;
use super::words::RunningTextFilter;
use super::{Diagnostic, Find, Related, Rule, RuleLevels, rules};

/// Checks one state of a document after another.
#[derive(Default)]
pub struct Checker {
    last: Option<(Document, Diagnostics)>,
}

/// What the rules found in one state of a document, their places not yet asked. Cheap to clone.
#[derive(Clone)]
pub struct Diagnostics {
    levels: RuleLevels,
    /// For each rule, what it found in each thing that it looks at.
    raw_diagnostics: Vec<Vec<Arc<Vec<RawDiagnostic>>>>,
}

impl Checker {
    /// What the rules that are on in `settings` find in `document`.
    pub fn check(&mut self, document: &Document, levels: &RuleLevels) -> Diagnostics {
        let last = self.last.take();
        let last = last.filter(|(old, diagnostics)| {
            diagnostics.levels == *levels
                && (Arc::ptr_eq(old.context(), document.context())
                    || old.context().agrees_with(document.context()))
        });
        let change = last
            .as_ref()
            .map(|(old, _)| DocumentChange::between(old, document));
        let find = |index: usize, part: usize, find: &Find| match (&last, &change) {
            _ if !levels.is_on(index) => Arc::default(),
            (Some((_, diagnostics)), Some(change)) => {
                change.raw_diagnostics(find, &diagnostics.raw_diagnostics[index][part])
            }
            _ => Arc::new(find.all(document)),
        };
        let found = |(index, rule): (usize, &Rule)| {
            let finds = rule.finds().enumerate();
            finds.map(|(part, it)| find(index, part, it)).collect()
        };
        let raw_diagnostics = rules().iter().enumerate().map(found).collect();
        let diagnostics = Diagnostics {
            levels: levels.clone(),
            raw_diagnostics,
        };
        self.last = Some((document.clone(), diagnostics.clone()));
        diagnostics
    }
}

impl Diagnostics {
    /// The findings with their places in `document`, which is the one that was checked: those that no
    /// comment suppresses, by place.
    pub fn resolve(&self, document: &Document) -> Vec<Diagnostic> {
        let suppressions = Suppressions::of(document);
        let words = RunningTextFilter::of(
            document,
            self.raw_diagnostics
                .iter()
                .flatten()
                .flat_map(|raw_diagnostics| raw_diagnostics.iter()),
        );
        let mut diagnostics = Vec::new();
        for (index, (rule, raw_diagnostics)) in
            rules().iter().zip(&self.raw_diagnostics).enumerate()
        {
            let mut alike = AlikeFindings::default();
            for raw_diagnostic in raw_diagnostics.iter().flat_map(|found| found.iter()) {
                let level = self
                    .levels
                    .level(index, raw_diagnostic.is_minor)
                    .min(raw_diagnostic.at_most);
                let Some(span) = raw_diagnostic.place.span(document) else {
                    continue;
                };
                let is_suppressed = level == Level::Off || suppressions.apply(rule.code, span);
                if is_suppressed || !words.allow(raw_diagnostic) {
                    continue;
                }
                let diagnostic = diagnostic(document, rule, raw_diagnostic, level, span);
                match &raw_diagnostic.alike {
                    Some(name) => alike.add(name, diagnostic),
                    None => diagnostics.push(diagnostic),
                }
            }
            diagnostics.extend(alike.diagnostics());
        }
        diagnostics.sort_by_key(|diagnostic| diagnostic.span);
        diagnostics
    }
}

/// `raw_diagnostic` with its places in `document`; its own is `span`.
fn diagnostic(
    document: &Document,
    rule: &'static Rule,
    raw_diagnostic: &RawDiagnostic,
    level: Level,
    span: Span,
) -> Diagnostic {
    let related = raw_diagnostic.related.iter().filter_map(|related| {
        let (place, message) = &**related;
        let span = place.span(document)?;
        Some(Related {
            span,
            message: message.clone(),
        })
    });
    let fix = raw_diagnostic.fix.as_ref();
    Diagnostic {
        rule,
        level,
        span,
        message: raw_diagnostic.message.clone(),
        related: related.collect(),
        fix: fix.and_then(|fix| fix.resolve(document, span)),
    }
}
