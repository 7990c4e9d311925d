use crate::check::fault::Fault;
use crate::check::{Find, Rule};
use crate::config::Level;
use crate::index::{Document, Note};

pub(super) const RULE: Rule = Rule {
    code: "empty-note",
    summary: "a note that says nothing",
    page: include_str!("empty_note.md"),
    default: Level::Warning,
    counted_anew: Level::Warning,
    brief: Level::Warning,
    unnecessary: false,
    find: Find::Note(find),
};

fn find(document: &Document, note: &Note) -> Vec<Fault> {
    if !document.text().slice(note.body).trim().is_empty() {
        return Vec::new();
    }
    let message = match note.label.to_string().as_str() {
        "" => "This note says nothing.".to_owned(),
        label => format!("Note {label} says nothing."),
    };
    vec![Fault::at(note.id, message)]
}
