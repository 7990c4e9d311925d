use crate::check::fault::{Fault, Place};
use crate::check::{Find, Rule};
use crate::config::Level;
use crate::index::{Document, Note};

pub(super) const RULE: Rule = Rule {
    code: "split-paragraph",
    summary: "notes that cut a paragraph in two",
    page: include_str!("split_paragraph.md"),
    default: Level::Information,
    counted_anew: Level::Information,
    brief: Level::Information,
    unnecessary: false,
    find: Find::Marks(find),
};

fn find(document: &Document) -> Vec<Fault> {
    let notes = document.footnotes().notes();
    let halves = document.footnotes().resumptions().iter();
    halves
        .filter_map(|(second, first_note)| {
            let before = notes.partition_point(|id| id < second);
            let last_note = *notes.get(before.checked_sub(1)?)?;
            let (first, last) = (document.note(*first_note)?, document.note(last_note)?);
            let place = Place::Notes(first.id, last.id);
            let fault = Fault::at(first.id, message(&first, &last)).placed(place);
            Some(fault.related(Place::Mark(*second), "the paragraph goes on here"))
        })
        .collect()
}

fn message(first: &Note, last: &Note) -> String {
    match first.id == last.id {
        true => format!("Note {} cuts a paragraph in two.", first.label),
        false => format!(
            "Notes {} to {} cut a paragraph in two.",
            first.label, last.label
        ),
    }
}
