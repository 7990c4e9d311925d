//! The rules' pages are true: their examples are checked.

use std::sync::Arc;

use crate::bibliography::{Bibliography, BibliographyFormat};
use crate::config::{Config, House, Level, Profile};
use crate::index::{DocumentContext, Unread, WhyUnread};
use crate::syntax::DocumentKind;
use crate::testing::{assert_fixes, diagnostics, document, of_house};
use crate::text::Text;

use super::{CitedKeys, Rule, RuleLevels, check, check_bibliography, rules};

/// An example of a page.
#[derive(Debug)]
enum Example {
    /// A brief.
    Brief(DocumentKind, String),
    /// A bibliography in BibTeX, and the keys that briefs cite: those that stand behind `cited:` where the
    /// example begins.
    Bibliography(String, CitedKeys),
    /// A brief of the house of these pages.
    OfHouse(String),
    /// A brief beside these bibliographies: those that stand behind `beside:` where the example begins.
    Beside(String, Vec<String>),
}

/// The examples under the heading `section` of a page.
fn examples(page: &str, section: &str) -> Vec<Example> {
    let start = page
        .find(&format!("\n## {section}\n"))
        .unwrap_or(page.len());
    let rest = page[start..].get(1..).unwrap_or_default();
    let end = rest.find("\n## ").unwrap_or(rest.len());
    let mut examples = Vec::new();
    let mut parts = rest[..end].split("```");
    while let (Some(_), Some(fenced)) = (parts.next(), parts.next()) {
        let (language, text) = fenced.split_once('\n').expect("a language");
        let text = text.to_owned();
        examples.push(match language.split_once(" cited: ") {
            _ if language == "text" => Example::Brief(DocumentKind::Plain, text),
            _ if language == "markdown house" => Example::OfHouse(text),
            Some((_, keys)) => {
                Example::Bibliography(text, keys.split(", ").map(Into::into).collect())
            }
            None => match language.split_once(" beside: ") {
                Some((_, files)) => {
                    Example::Beside(text, files.split(", ").map(Into::into).collect())
                }
                None => Example::Brief(DocumentKind::Markdown, text),
            },
        });
    }
    examples
}

/// What the house of the pages asks; the pages say so.
const HOUSE: &str = r#"
name = "House"
date.text = "Month D, YYYY"
sources.avoid = ["wikipedia.org"]

[[section]]
name = ["Summary"]
required = true
words = { max = 10 }

[[term]]
use = "Myanmar"
not = ["Burma"]
except = ["Burma Act"]
"#;

/// The profile that has `rule` on.
fn profile(rule: &Rule) -> Profile {
    match rule.default {
        Level::Off => Profile::Brief,
        _ => Profile::Default,
    }
}

/// The codes of the findings in an example, with `rule` on.
fn found(rule: &Rule, example: &Example) -> Vec<&'static str> {
    let diagnostics = match example {
        Example::Brief(kind, text) => diagnostics(*kind, profile(rule), text),
        Example::OfHouse(text) => {
            let house: House = toml::from_str(HOUSE).expect("a house profile");
            let document = of_house(document(DocumentKind::Markdown, text), &house);
            let levels = RuleLevels::of(&Config::default(), &House::default(), Profile::Brief);
            check(&document, &levels.only(&[rule.code]))
        }
        Example::Beside(text, files) => {
            let brief = document(DocumentKind::Markdown, text);
            let named = brief.front_matter().bibliography.into_iter();
            let missing = named.filter(|named| !files.contains(&named.name));
            let unread = missing.map(|named| Unread {
                name: Some(named.name),
                why: WhyUnread::Missing,
            });
            let context = DocumentContext {
                unread: unread.collect(),
                ..DocumentContext::default()
            };
            let brief = brief.with_context(Arc::new(context));
            check(&brief, &RuleLevels::default())
        }
        Example::Bibliography(text, cited) => {
            let mut config = Config::default();
            config.rules.insert(rule.code.to_owned(), Level::Warning);
            let bibliography =
                Bibliography::read("refs.bib", Text::new(text), BibliographyFormat::BibTex);
            check_bibliography(&bibliography, Some(cited), &RuleLevels::new(&config).0)
        }
    };
    diagnostics
        .iter()
        .map(|diagnostic| diagnostic.rule.code)
        .collect()
}

#[test]
fn wrong_examples_have_the_fault_and_no_other() {
    for rule in rules() {
        let examples = examples(rule.page, "Wrong");
        assert!(!examples.is_empty(), "{} has no wrong example", rule.code);
        for example in examples {
            let found = found(rule, &example);
            assert!(
                !found.is_empty(),
                "{}: nothing found in {example:?}",
                rule.code
            );
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
        for example in examples {
            let found = found(rule, &example);
            assert_eq!(found, [""; 0], "{} in {example:?}", rule.code);
        }
    }
}

#[test]
fn fixes_of_wrong_examples_take_their_finding_away_and_add_none() {
    for rule in rules() {
        for example in examples(rule.page, "Wrong") {
            if let Example::Brief(kind, text) = example {
                assert_fixes(kind, profile(rule), &text);
            }
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
