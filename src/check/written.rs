//! What authors write, and exactly what is found in it. Every file in `written` is a case: a short brief of one kind,
//! with a line of marks under each finding. `.brief` before its ending: by the profile `brief`.
//! `UPDATE_WRITTEN=1 cargo test --lib written` writes the marks anew, for you to read.

#![allow(clippy::disallowed_methods, reason = "the cases are files")]

use std::fs;
use std::path::Path;

use crate::config::Profile;
use crate::syntax::DocumentKind;
use crate::testing::{diagnostics, document, marked, unmarked};

/// `text` with what is found in it marked.
fn with_findings(kind: DocumentKind, profile: Profile, text: &str) -> String {
    let found = diagnostics(kind, profile, text);
    let spans: Vec<_> = found.iter().map(|it| (it.span, it.rule.code)).collect();
    marked(&document(kind, text), &spans)
}

#[test]
fn every_brief_has_the_findings_that_are_marked() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/check/written");
    let mut cases = 0;
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let kind = match path.extension().and_then(|it| it.to_str()) {
            Some("txt") => DocumentKind::Plain,
            Some("qmd") => DocumentKind::Pandoc,
            _ => DocumentKind::Markdown,
        };
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let profile = match stem.ends_with(".brief") {
            true => Profile::Brief,
            false => Profile::Default,
        };
        let fixture = fs::read_to_string(&path).unwrap();
        let found = with_findings(kind, profile, &unmarked(&fixture));
        if std::env::var_os("UPDATE_WRITTEN").is_some() {
            fs::write(&path, &found).unwrap();
            continue;
        }
        assert_eq!(found, fixture, "{}", path.display());
        cases += 1;
    }
    assert!(cases > 50 || std::env::var_os("UPDATE_WRITTEN").is_some());
}
