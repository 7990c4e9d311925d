//! The rules' pages are true: their examples are checked.

use crate::config::{Level, Profile};
use crate::syntax::Kind;
use crate::testing::{assert_repairs, findings};

use super::{Rule, rules};

/// The examples under the heading `section` of a page.
fn examples(page: &str, section: &str) -> Vec<(Kind, String)> {
    let start = page
        .find(&format!("\n## {section}\n"))
        .unwrap_or(page.len());
    let rest = page[start..].get(1..).unwrap_or_default();
    let end = rest.find("\n## ").unwrap_or(rest.len());
    let mut examples = Vec::new();
    let mut parts = rest[..end].split("```");
    while let (Some(_), Some(fenced)) = (parts.next(), parts.next()) {
        let (language, text) = fenced.split_once('\n').expect("a language");
        let kind = if language == "text" {
            Kind::Plain
        } else {
            Kind::Markdown
        };
        examples.push((kind, text.to_owned()));
    }
    examples
}

/// The profile that has `rule` on.
fn profile(rule: &Rule) -> Profile {
    match rule.default {
        Level::Off => Profile::Brief,
        _ => Profile::Default,
    }
}

/// The codes of the findings in an example, under the profile that has `rule` on.
fn found(rule: &Rule, kind: Kind, text: &str) -> Vec<&'static str> {
    let findings = findings(kind, profile(rule), text);
    findings.iter().map(|finding| finding.rule.code).collect()
}

#[test]
fn wrong_examples_have_the_fault_and_no_other() {
    for rule in rules() {
        let examples = examples(rule.page, "Wrong");
        assert!(!examples.is_empty(), "{} has no wrong example", rule.code);
        for (kind, text) in examples {
            let found = found(rule, kind, &text);
            assert!(!found.is_empty(), "{}: nothing found in\n{text}", rule.code);
            assert!(
                found.iter().all(|code| *code == rule.code),
                "{}: {found:?}",
                rule.code
            );
        }
    }
}

#[test]
fn right_examples_have_no_fault() {
    for rule in rules() {
        let examples = examples(rule.page, "Right");
        assert!(!examples.is_empty(), "{} has no right example", rule.code);
        for (kind, text) in examples {
            assert_eq!(
                found(rule, kind, &text),
                [""; 0],
                "{} in\n{text}",
                rule.code
            );
        }
    }
}

#[test]
fn repairs_of_wrong_examples_take_their_finding_away_and_add_none() {
    for rule in rules() {
        for (kind, text) in examples(rule.page, "Wrong") {
            assert_repairs(kind, profile(rule), &text);
        }
    }
}

#[test]
fn a_page_tells_what_why_and_how_to_turn_it_off() {
    for rule in rules() {
        assert!(
            rule.page
                .starts_with(&format!("# {}\n\nReports ", rule.code)),
            "{}",
            rule.code
        );
        for part in [
            "\n## Why it matters\n",
            "\n## What it leaves alone\n",
            "\n## Turn it off\n",
        ] {
            assert!(rule.page.contains(part), "{} lacks {part}", rule.code);
        }
        assert!(
            rule.page.contains(&format!("{} = \"off\"", rule.code)),
            "{}",
            rule.code
        );
        assert!(
            rule.page
                .contains(&format!("brief-ls-ignore {}", rule.code)),
            "{}",
            rule.code
        );
    }
}

#[test]
fn codes_are_unique() {
    let mut codes: Vec<_> = rules().iter().map(|rule| rule.code).collect();
    codes.sort();
    codes.dedup();
    assert_eq!(codes.len(), rules().len());
}
