//! `docs/rules` holds the pages that stand beside the rules. `UPDATE_DOCS=1 cargo test --test docs` writes
//! them anew.

#![allow(
    clippy::disallowed_methods,
    reason = "the test reads the docs from the disk"
)]

use std::fmt::Write;
use std::fs;
use std::path::Path;

use brief_ls::check::rules;

/// What `docs/rules/README.md` says.
fn contents() -> String {
    let mut text = String::from(
        "# Rules\n\nEach rule has a code, under which it can be turned off, and a level in the profile \
         `default` and in `brief`.\n\n| rule | reports | default | brief |\n|---|---|---|---|\n",
    );
    for rule in rules() {
        let (code, summary) = (rule.code, rule.summary);
        let (default, brief) = (rule.default.name(), rule.brief.name());
        let _ = writeln!(
            text,
            "| [{code}]({code}.md) | {summary} | {default} | {brief} |"
        );
    }
    text
}

#[test]
fn docs_hold_the_pages_of_the_rules() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules");
    let pages = rules()
        .iter()
        .map(|rule| (format!("{}.md", rule.code), rule.page.to_owned()));
    let mut files: Vec<(String, String)> = pages.collect();
    files.push(("README.md".to_owned(), contents()));
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::create_dir_all(&folder).unwrap();
        for (name, text) in &files {
            fs::write(folder.join(name), text).unwrap();
        }
    }
    for (name, text) in &files {
        let found = fs::read_to_string(folder.join(name)).unwrap_or_default();
        assert!(
            found == *text,
            "docs/rules/{name} differs; UPDATE_DOCS=1 writes it anew"
        );
    }
    let here = fs::read_dir(&folder).unwrap().count();
    assert_eq!(here, files.len(), "docs/rules has a file of no rule");
}
