//! Footnotes in messages: the author's own text, so that it can be searched for.

use crate::config::Form;
use crate::index::{Document, Marker, Note};
use crate::refactor::engine::spelling;

/// A marker as it is typed where it stands alone: `[^roy2021]`, `⁷`, `<sup>7</sup>`.
pub fn marker(document: &Document, marker: &Marker) -> String {
    match marker.form {
        Form::Slashed => document.text().slice(marker.span).into_owned(),
        form => spelling::marker(form, &marker.label.to_string()),
    }
}

/// The label of a note: in Markdown as it is typed, `[^roy2021]`, and else its number.
pub fn note(note: &Note) -> String {
    match note.form {
        Form::Markdown => spelling::marker(Form::Markdown, &note.label.to_string()),
        _ => note.label.to_string(),
    }
}
