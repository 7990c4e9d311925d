//! Straight apostrophes where nearly all are curly.

use crate::check::passages::{finding, place};
use crate::check::raw_diagnostic::{Alike, RawDiagnostic};
use crate::config::Level;
use crate::index::{Passage, PassageRole};
use crate::text::Span;

/// How many curly ones there are at least for each straight one.
const MAJORITY: usize = 9;

/// One finding for all straight apostrophes, where nine in ten are curly.
pub(super) fn find(passages: &[Passage]) -> Vec<RawDiagnostic> {
    let mut curly = 0;
    let mut straight: Vec<(&Passage, Span)> = Vec::new();
    // A quotation is written as the other work has it.
    let is_own = |passage: &&Passage| {
        !matches!(
            passage.role,
            PassageRole::Quote | PassageRole::Table | PassageRole::Apart
        )
    };
    for passage in passages.iter().filter(is_own) {
        for (at, c) in passage.text.match_indices(['\'', '’']) {
            let span = Span::new(at, at + c.len());
            if is_apostrophe(&passage.text, span) {
                match c {
                    "'" => straight.push((passage, span)),
                    _ => curly += 1,
                }
            }
        }
    }
    if straight.is_empty() || curly < MAJORITY * straight.len() {
        return Vec::new();
    }
    let found = straight.into_iter().filter_map(|(passage, span)| {
        let (_, at) = place(passage, span)?;
        let finding = finding(
            passage,
            span,
            "A straight apostrophe: the others are curly.".to_owned(),
        )?;
        let finding = finding.fixed("Write ’", vec![(at, "’".to_owned())]);
        let alike = Some(Box::new(Alike {
            name: "straight".to_owned(),
            said: Some((
                "{} straight apostrophes: the others are curly.",
                "Write {} curly apostrophes",
            )),
        }));
        Some(RawDiagnostic {
            alike,
            at_most: Level::Hint,
            ..finding
        })
    });
    found.collect()
}

/// Whether a mark stands between two letters: `isn't`.
fn is_apostrophe(text: &str, span: Span) -> bool {
    let before = text[..span.start].chars().next_back();
    let after = text[span.end..].chars().next();
    before.is_some_and(char::is_alphabetic) && after.is_some_and(char::is_alphabetic)
}
