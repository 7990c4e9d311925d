use crate::check::fault::{Fault, Place};
use crate::check::{Find, Rule};
use crate::config::Level;
use crate::index::Document;

pub(super) const RULE: Rule = Rule {
    code: "duplicate-note",
    summary: "a label that two notes have",
    page: include_str!("duplicate_note.md"),
    default: Level::Error,
    counted_anew: Level::Error,
    brief: Level::Error,
    unnecessary: false,
    find: Find::Marks(find),
};

fn find(document: &Document) -> Vec<Fault> {
    let table = document.footnotes();
    let twins = table
        .notes()
        .iter()
        .filter_map(|id| Some((*id, table.note(*id)?.first?)));
    twins
        .filter_map(|(id, first)| Some((document.note(id)?, first)))
        .map(|(note, first)| {
            let message = format!(
                "Note {} is defined twice; readers see the first.",
                note.label
            );
            Fault::at(note.id, message).related(Place::Mark(first), "first defined here")
        })
        .collect()
}
