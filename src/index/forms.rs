//! What is a marker in each form, and of which note. Every file beside this one is a case: under each
//! marker stands the line, from 1 and without the lines of marks, on which its note begins.
//! `UPDATE_FORMS=1 cargo test --lib forms` writes the marks anew.

#![allow(clippy::disallowed_methods, reason = "the cases are files")]

use std::fs;
use std::path::Path;

use crate::syntax::DocumentKind;
use crate::testing::{document, marked, unmarked};

use super::{Document, Marker};

/// `text` with its markers marked.
fn with_markers(kind: DocumentKind, text: &str) -> String {
    let document = document(kind, text);
    let markers: Vec<(Marker, String)> = document
        .markers()
        .map(|marker| (marker.clone(), line_of_note(&document, &marker)))
        .collect();
    let spans: Vec<_> = markers
        .iter()
        .map(|(marker, line)| (marker.span, line.as_str()))
        .collect();
    marked(&document, &spans)
}

fn line_of_note(document: &Document, marker: &Marker) -> String {
    let note = marker.note.and_then(|note| document.note(note));
    let line = |start| document.text().line_of(start) + 1;
    note.map_or("none".to_owned(), |note| {
        line(note.opener.start).to_string()
    })
}

#[test]
fn every_marker_leads_to_its_note() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/index/forms");
    let mut cases = 0;
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let kind = match path.extension().is_some_and(|extension| extension == "txt") {
            true => DocumentKind::Plain,
            false => DocumentKind::Markdown,
        };
        let fixture = fs::read_to_string(&path).unwrap();
        let found = with_markers(kind, &unmarked(&fixture));
        if std::env::var_os("UPDATE_FORMS").is_some() {
            fs::write(&path, &found).unwrap();
            continue;
        }
        assert_eq!(found, fixture, "{}", path.display());
        cases += 1;
    }
    assert!(cases > 10 || std::env::var_os("UPDATE_FORMS").is_some());
}
