//! The sample briefs have the faults that examples/README.md says, and no other.

#![allow(clippy::expect_used, reason = "a test may fail")]

use brief_ls::check::{RuleLevels, check};
use brief_ls::config::DialectChoice;
use brief_ls::index::Document;
use brief_ls::syntax::DocumentKind;
use brief_ls::text::Text;

const README: &str = include_str!("../examples/README.md");

/// The rows `| line | code | … |` under the heading of `file`, as "line code".
fn planted(file: &str) -> Vec<String> {
    let section = README
        .split("\n## ")
        .find(|section| section.starts_with(file));
    let rows = section.expect("the file has a section").lines();
    rows.filter_map(|row| {
        let mut cells = row.split('|').skip(1).map(str::trim);
        let line: usize = cells.next()?.parse().ok()?;
        Some(format!("{line} {}", cells.next()?.trim_matches('`')))
    })
    .collect()
}

fn found(text: &str, kind: DocumentKind) -> Vec<String> {
    let document = Document::new(Text::new(text), kind, DialectChoice::Auto);
    let findings = check(&document, &RuleLevels::default());
    let line = |offset: usize| text[..offset].matches('\n').count() + 1;
    let row = |finding: &brief_ls::check::Diagnostic| {
        format!("{} {}", line(finding.span.start), finding.rule.code)
    };
    findings.iter().map(row).collect()
}

#[test]
fn the_markdown_brief_has_its_planted_faults() {
    let text = include_str!("../examples/grid-resilience.md");
    assert_eq!(
        found(text, DocumentKind::Markdown),
        planted("grid-resilience.md")
    );
}

#[test]
fn the_text_brief_has_its_planted_faults() {
    let text = include_str!("../examples/water-treaty.txt");
    assert_eq!(
        found(text, DocumentKind::Plain),
        planted("water-treaty.txt")
    );
}
