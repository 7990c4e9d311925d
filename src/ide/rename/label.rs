//! Renaming the label of a footnote: its markers and its note.

use crate::config::Form;
use crate::ide::cursor::Target;
use crate::ide::references::places;
use crate::index::{Document, Label};
use crate::refactor::renumbered;
use crate::text::{Edit, Span};

use super::{NotRenamed, Renamed, at_each};

/// The label as it is written where the cursor is.
pub(super) fn renamed(document: &Document, target: &Target) -> Option<Renamed> {
    let (form, label, span) = parts(target)?;
    Some(Renamed {
        span: written(document, form, &label, span)?,
        name: label.to_string(),
    })
}

/// `name` as the label of the footnote, wherever it stands.
pub(super) fn edits(
    document: &Document,
    target: &Target,
    name: &str,
) -> Result<Vec<Edit>, NotRenamed> {
    let nothing = || NotRenamed::new("An inline note has no label.");
    let (form, label, _) = parts(target).ok_or_else(nothing)?;
    let spans = places(document, target).into_iter().map(|place| place.span);
    match form {
        Form::Markdown => {
            legal(name)?;
            free(document, &label, name)?;
            let labels = spans.filter_map(|span| written(document, form, &label, span));
            Ok(at_each(labels, name))
        }
        _ => {
            let (old, new) = (label.number().ok_or_else(nothing)?, number(name)?);
            free(document, &label, name)?;
            let edit = |span: Span| {
                let text = document.text().slice(span);
                renumbered(form_at(document, span, form), &text, old, new)
                    .map(|text| Edit::new(span, text))
            };
            let edits: Option<Vec<Edit>> = spans.map(edit).collect();
            edits.ok_or_else(|| {
                NotRenamed::new(format!(
                    "Number {old} stands within a range of numbers, or is counted by the reader."
                ))
            })
        }
    }
}

fn parts(target: &Target) -> Option<(Form, Label, Span)> {
    match target {
        Target::Marker(marker) => Some((marker.form, marker.label.clone(), marker.span)),
        Target::Head(note) => Some((note.form, note.label.clone(), note.head)),
        Target::Body(_) | Target::Citation(_) | Target::Key(_) => None,
    }
    .filter(|(form, ..)| *form != Form::Inline)
}

/// The form of the marker or head at `span`, which may be another than that of the one it belongs to.
fn form_at(document: &Document, span: Span, form: Form) -> Form {
    match document.text().slice(span).starts_with('<') {
        true => Form::Html,
        false => form,
    }
}

/// The label within a marker or head at `span`.
fn written(document: &Document, form: Form, label: &Label, span: Span) -> Option<Span> {
    let text = document.text().slice(span);
    let label = label.to_string();
    match form {
        Form::Markdown => {
            let inner = text.strip_prefix("[^")?;
            let len = inner.find(']')?;
            Some(Span::new(span.start + 2, span.start + 2 + len))
        }
        _ => {
            let at = text
                .find(&label)
                .map(|at| Span::new(at, at + label.len()).shift(span.start));
            Some(at.unwrap_or(span))
        }
    }
}

/// A label has no white space and no bracket (cmark-gfm, `footnote_definition`; Pandoc manual, "Footnotes").
fn legal(name: &str) -> Result<(), NotRenamed> {
    match name.contains(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | '^')) {
        true => Err(NotRenamed::new(
            "A label has no blanks, no brackets and no caret in it.",
        )),
        false => Ok(()),
    }
}

fn number(name: &str) -> Result<u32, NotRenamed> {
    let number = name.parse().ok().filter(|number| *number > 0);
    number.ok_or_else(|| {
        NotRenamed::new("This note has a printed number: it can be called by another number.")
    })
}

/// That nothing else is called `name`, whether readers fold case or not.
fn free(document: &Document, label: &Label, name: &str) -> Result<(), NotRenamed> {
    let folded = |name: &str| name.to_uppercase().to_lowercase();
    let (old, new) = (folded(&label.to_string()), folded(name));
    let is_taken = |other: &Label| folded(&other.to_string()) == new;
    if old == new {
        return Ok(());
    }
    if document.notes().any(|note| is_taken(&note.label)) {
        return Err(NotRenamed::new(format!("There is a note {name} already.")));
    }
    if document.markers().any(|marker| is_taken(&marker.label)) {
        return Err(NotRenamed::new(format!(
            "A marker {name}, which has no note, stands in the text."
        )));
    }
    Ok(())
}
