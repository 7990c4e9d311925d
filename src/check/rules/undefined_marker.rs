use crate::check::fault::Fault;
use crate::check::{Find, Rule};
use crate::config::Level;
use crate::index::Document;

pub(super) const RULE: Rule = Rule {
    code: "undefined-marker",
    summary: "a marker that has no note",
    page: include_str!("undefined_marker.md"),
    default: Level::Error,
    counted_anew: Level::Error,
    brief: Level::Error,
    unnecessary: false,
    find: Find::Marks(find),
};

fn find(document: &Document) -> Vec<Fault> {
    let table = document.footnotes();
    let undefined = table
        .markers()
        .iter()
        .filter(|id| table.cited_by(**id) == Some(None));
    undefined
        .filter_map(|id| document.marker(*id))
        .map(|marker| Fault::at(marker.id, format!("No note is labelled {}.", marker.label)))
        .collect()
}
