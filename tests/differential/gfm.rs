//! The reading of comrak, a port of cmark-gfm.

use std::collections::HashMap;

use comrak::nodes::NodeValue;
use comrak::{Arena, Options, parse_document};

use crate::reading::Reading;

/// What comrak reads in `text`.
pub fn read(text: &str) -> Reading {
    let arena = Arena::new();
    let root = parse_document(&arena, text, &options());
    let mut reading = Reading::default();
    let mut lines: HashMap<String, usize> = HashMap::new();
    for node in root.descendants() {
        let ast = node.data();
        if let NodeValue::FootnoteDefinition(note) = &ast.value {
            let line = ast.sourcepos.start.line;
            reading.notes.insert((line, note.name.clone()));
            let first = lines.entry(key(&note.name)).or_insert(line);
            *first = line.min(*first);
        }
    }
    for node in root.descendants() {
        let ast = node.data();
        if let NodeValue::FootnoteReference(marker) = &ast.value
            && let Some(line) = lines.get(&key(&marker.name))
        {
            let start = ast.sourcepos.start;
            reading.markers.insert((start.line, start.column), *line);
        }
    }
    reading
}

/// A label as comrak compares it; it renames a marker after the last definition of its label, and so the
/// first one is looked up here, as cmark-gfm does.
fn key(label: &str) -> String {
    label.to_lowercase()
}

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.footnotes = true;
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.tasklist = true;
    options.extension.autolink = true;
    options.extension.math_dollars = true;
    options.extension.math_code = true;
    options.extension.front_matter_delimiter = Some("---".to_owned());
    options.parse.leave_footnote_definitions = true;
    options
}
