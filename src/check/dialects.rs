//! What is found in a brief depends on the renderer that it is written for.

use crate::check::{RuleLevels, check};
use crate::config::{Config, DialectChoice};
use crate::index::Document;
use crate::syntax::DocumentKind::Markdown;
use crate::text::Text;

/// The codes of what is found in `text` for a renderer.
fn codes(text: &str, dialect: DialectChoice) -> Vec<&'static str> {
    let document = Document::new(Text::new(text), Markdown, dialect);
    let found = check(&document, &RuleLevels::new(&Config::default()).0);
    found.iter().map(|found| found.rule.code).collect()
}

#[test]
fn mkdocs_indents_the_text_of_admonitions_and_tabs() {
    let text = "!!! note\n\n    One.[^1]\n\n=== \"Tab\"\n\n    Two.[^2]\n\n??? tip \"A\"\n    Three.[^3]\n\n    \
                ??? tip\n\n        Four.[^4]\n\n[^1]: A.\n\n[^2]: B.\n\n[^3]: C.\n\n[^4]: D.\n";
    assert_eq!(codes(text, DialectChoice::Mkdocs), [""; 0]);
    assert!(codes(text, DialectChoice::Gfm).contains(&"marker-not-read"));
    let code = "Text.\n\n    code [^1]\n\n!!! note\n\n        code [^2]\n\n[^1]: A.\n\n[^2]: B.\n";
    let found = ["marker-not-read", "marker-not-read"];
    assert_eq!(codes(code, DialectChoice::Mkdocs), found);
}

#[test]
fn mkdocs_tells_labels_by_their_case() {
    let spaces = "One.[^my note]\n\n[^my note]: A.\n";
    assert_eq!(codes(spaces, DialectChoice::Mkdocs), [""; 0]);
    let text = "One.[^A]\n\n[^a]: A.\n";
    let found = codes(text, DialectChoice::Mkdocs);
    assert_eq!(found, ["undefined-marker", "unused-note"]);
}

#[test]
fn obsidian_has_comments_and_notes_in_the_text() {
    let text = "One.[^1] %% hidden [^9] %% Two.\n\n%%\nhidden [^8]\n\nstill [^7]\n%%\n\nThree.[^2]\n\n[^1]: A.\n\n[^2]: B.\n";
    assert_eq!(codes(text, DialectChoice::Obsidian), [""; 0]);
    assert!(codes(text, DialectChoice::Gfm).contains(&"undefined-marker"));
    let code = "Write `%%` for one.[^3] Or `%%` [^4].\n\n[^3]: A.\n\n[^4]: B.\n";
    assert_eq!(codes(code, DialectChoice::Obsidian), [""; 0]);
    let text = "One^[A.] and 100%% of it.[^1]\n\n[^1]: B.\n";
    let document = Document::new(Text::new(text), Markdown, DialectChoice::Obsidian);
    assert_eq!(document.notes().count(), 2);
    assert_eq!(document.markers().count(), 2);
}

#[test]
fn links_to_headings_may_leave_out_accents() {
    let text = "# Économie\n\nSee [it](#economie).\n";
    assert_eq!(codes(text, DialectChoice::Mkdocs), [""; 0]);
    assert_eq!(
        codes("# E\n\nSee [it](#f).\n", DialectChoice::Mkdocs),
        ["broken-link"]
    );
}
