//! Renaming the label of a footnote: its markers and its note.

use crate::config::Form;
use crate::ide::cursor::Target;
use crate::ide::references::places;
use crate::index::{Document, Label, Marker, Note};
use crate::refactor::{relabel, renumbered};
use crate::syntax::{BlockAt, ItemKind};
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
    let places = places(document, target).into_iter();
    let mut spans: Vec<Span> = places.map(|place| place.span).collect();
    if spans.is_empty() {
        spans = candidates(document, &label)
            .map(|marker| marker.span)
            .collect();
    }
    let spans = spans.into_iter();
    match form {
        Form::Markdown => {
            legal(name)?;
            free(document, &label, name)?;
            let labels = spans.filter_map(|span| written(document, form, &label, span));
            let mut edits = at_each(labels, name);
            if let Some((note, number)) = led_to_by_label(document, target, name) {
                edits.extend(led_to(document, &note, number)?);
            }
            Ok(edits)
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
            let mut edits = edits.ok_or_else(|| {
                NotRenamed::new(format!(
                    "Number {old} is part of a range or assigned by the renderer, so it cannot be renamed."
                ))
            })?;
            if let Some(note) = note(document, target) {
                edits.extend(led_to(document, &note, new)?);
            }
            Ok(edits)
        }
    }
}

/// What may be a marker at `offset`, in a brief where no note tells that it is one.
pub(super) fn candidate(document: &Document, offset: usize) -> Option<Target> {
    let block = document.blocks().at_offset(offset)?;
    let mut found = in_block(document, block);
    found
        .find(|marker| marker.span.touches(offset))
        .map(Target::Marker)
}

/// What may be markers of that label, by place.
fn candidates<'a>(document: &'a Document, label: &'a Label) -> impl Iterator<Item = Marker> + 'a {
    let blocks = document.blocks().iter();
    let found = blocks.flat_map(|block| in_block(document, block));
    found.filter(move |marker| marker.label == *label)
}

/// What may be markers of Markdown in `block`.
fn in_block<'a>(document: &'a Document, block: BlockAt<'a>) -> impl Iterator<Item = Marker> + 'a {
    let items = document.items_in(block);
    items.filter_map(move |(id, item)| match &item.kind {
        ItemKind::Marker {
            form: Form::Markdown,
            label,
            ..
        } => Some(Marker {
            id,
            form: Form::Markdown,
            label: label.clone(),
            span: item.span.shift(block.start),
            note: None,
        }),
        _ => None,
    })
}

fn parts(target: &Target) -> Option<(Form, Label, Span)> {
    match target {
        Target::Marker(marker) => Some((marker.form, marker.label.clone(), marker.span)),
        Target::NoteOpener(note) => Some((note.form, note.label.clone(), note.opener)),
        Target::Body(_) | Target::CrossReference(_) | Target::Citation(_) | Target::Key(_) => None,
    }
    .filter(|(form, ..)| *form != Form::Inline)
}

/// The note that is named.
fn note(document: &Document, target: &Target) -> Option<Note> {
    match target {
        Target::Marker(marker) => document.note(marker.note?),
        Target::NoteOpener(note) => Some(note.clone()),
        _ => None,
    }
}

/// What leads to `note` by its number leads there by `number`.
fn led_to(document: &Document, note: &Note, number: u32) -> Result<Vec<Edit>, NotRenamed> {
    relabel(document, note, number).map_err(|refusal| NotRenamed::new(refusal.to_string()))
}

/// The note that is named, and the number by which notes refer to it when it is called `name`; none where its label
/// is not what they refer by, as Markdown renderers show the same number as before.
fn led_to_by_label(document: &Document, target: &Target, name: &str) -> Option<(Note, u32)> {
    let note = note(document, target)?;
    let seen = document.sources().number(note.id)?;
    let label = note.label.number().filter(|label| *label != seen);
    label.map(|_| (note, name.parse().unwrap_or(seen)))
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
            "A label cannot contain spaces, brackets or `^`.",
        )),
        false => Ok(()),
    }
}

fn number(name: &str) -> Result<u32, NotRenamed> {
    let number = name.parse().ok().filter(|number| *number > 0);
    number.ok_or_else(|| {
        NotRenamed::new("This note has a printed number: type the new number in plain digits.")
    })
}

/// That nothing else is called `name`, whether renderers fold case or not.
fn free(document: &Document, label: &Label, name: &str) -> Result<(), NotRenamed> {
    let folded = |name: &str| name.to_uppercase().to_lowercase();
    let (old, new) = (folded(&label.to_string()), folded(name));
    let is_taken = |other: &Label| folded(&other.to_string()) == new;
    if old == new {
        return Ok(());
    }
    if document.notes().any(|note| is_taken(&note.label)) {
        return Err(NotRenamed::new(format!(
            "A note with the label {name} already exists."
        )));
    }
    if document.markers().any(|marker| is_taken(&marker.label)) {
        return Err(NotRenamed::new(format!(
            "The text already has a marker {name} without a note."
        )));
    }
    Ok(())
}
