use crate::check::fault::Fault;
use crate::check::{Find, Rule};
use crate::config::Level;
use crate::index::Document;

pub(super) const RULE: Rule = Rule {
    code: "unused-note",
    summary: "a note that no marker cites",
    page: include_str!("unused_note.md"),
    default: Level::Warning,
    counted_anew: Level::Warning,
    brief: Level::Warning,
    unnecessary: true,
    find: Find::Marks(find),
};

/// A note whose label is taken already is the business of `duplicate-note`.
fn find(document: &Document) -> Vec<Fault> {
    let table = document.footnotes();
    let first = |id| table.note(id).is_some_and(|note| note.first.is_none());
    let unused = table
        .notes()
        .iter()
        .filter(|id| table.citing(**id).is_empty() && first(**id));
    unused
        .filter_map(|id| document.note(*id))
        .map(|note| Fault::at(note.id, format!("No marker cites note {}.", note.label)))
        .collect()
}
