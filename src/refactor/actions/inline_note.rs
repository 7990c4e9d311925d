use crate::config::Form;
use crate::index::{Document, Marker, Note};
use crate::text::{Edits, Span};

use super::delete_note::note_at;
use crate::refactor::engine::edit_builder::EditBuilder;
use crate::refactor::engine::expand::expanding;
use crate::refactor::engine::front_matter::check_front_matter;
use crate::refactor::engine::layout::arrange;
use crate::refactor::engine::marker_place::ends_before_bracket;
use crate::refactor::engine::note_lines::{is_one_paragraph, note_lines};
use crate::refactor::engine::one_line::one_line;
use crate::refactor::engine::rendered::RenderedBrief;
use crate::refactor::quoted;
use crate::refactor::{Refactoring, Refusal};

/// Lets a note stand where its marker does.
pub(in crate::refactor) const INLINE_NOTE: Refactoring = Refactoring {
    kind: "refactor.inline.note",
    title: "Convert to inline note ^[text]",
    whole: None,
    applies: |document, at| {
        let note = note_at(document, at);
        document.footnotes().dialect.has_inline_notes()
            && note.is_some_and(|note| {
                note.form == Form::Markdown && document.footnotes().citing(note.id).len() == 1
            })
    },
    edits: |document, at| expanding(document, at, inline_note),
    together: None,
};

/// Lets the note at `at`, or that of the marker there, stand in the text as `^[text]` (Pandoc manual, "Inline
/// notes").
fn inline_note(document: &Document, at: Span) -> Result<Edits, Refusal> {
    let Some(note) = note_at(document, at) else {
        return Err(Refusal::new("No note here."));
    };
    let marker = only_marker(document, &note)?;
    check_front_matter(document, std::iter::once(marker.clone()))?;
    let label = quoted::note(&note);
    let lines = note_lines(document, note.clone()).filter(|lines| {
        document.text().line_of(lines.span.start) == document.text().line_of(note.opener.start)
    });
    let Some(lines) = lines else {
        return Err(Refusal::new(format!(
            "Note {label} is not on lines of its own."
        )));
    };
    if !(is_one_paragraph(document, &note) && holds_text(document, &note)) {
        return Err(Refusal::new(format!(
            "Note {label} is not a single paragraph, which an inline note must be."
        )));
    }
    if ends_before_bracket(document, marker.span.end) {
        return Err(Refusal::new(format!(
            "Pandoc 3 does not parse an inline note directly before a bracket: insert a space after the marker of note {label} first."
        )));
    }
    let text = one_line(&document.text().slice(note.body), false)?;
    let mut builder = EditBuilder::new(document);
    builder.replace(marker.span, format!("^[{text}]"));
    arrange(document, &[vec![lines]], &[], &mut builder);
    builder.finish(&RenderedBrief::of(document))
}

/// The one marker that cites `note`, in running text.
fn only_marker(document: &Document, note: &Note) -> Result<Marker, Refusal> {
    let label = quoted::note(note);
    match note.form {
        Form::Inline => return Err(Refusal::new("This is already an inline note.")),
        Form::Markdown => {}
        _ => {
            return Err(Refusal::new(format!(
                "Note {label} is not a Markdown footnote; only these can become inline notes."
            )));
        }
    }
    if !document.footnotes().dialect.has_inline_notes() {
        return Err(Refusal::new(format!(
            "The dialect of this brief is {}, which has no inline notes: set `dialect = \"pandoc\"` first.",
            document.footnotes().dialect.name()
        )));
    }
    let marker = match document.footnotes().citing(note.id) {
        [only] => document.marker(*only),
        [] => None,
        _ => {
            return Err(Refusal::new(format!(
                "Note {label} has several markers, but an inline note has only one place."
            )));
        }
    };
    let Some(marker) = marker else {
        return Err(Refusal::new(format!("Note {label} has no marker.")));
    };
    let holder = document.note_at(marker.span.start);
    match holder.filter(|holder| holder.span.covers(marker.span)) {
        Some(holder) => Err(Refusal::new(format!(
            "The marker of note {label} is in note {}, and notes cannot be nested.",
            quoted::note(&holder)
        ))),
        None => Ok(marker),
    }
}

/// Whether `note` says something, and cites no note.
fn holds_text(document: &Document, note: &Note) -> bool {
    let cites = |marker: Marker| note.body.covers(marker.span);
    let block = document.blocks().at_offset(note.span.end.saturating_sub(1));
    let mut markers = block
        .into_iter()
        .flat_map(|block| document.markers_in(block));
    !document.text().slice(note.body).trim().is_empty() && !markers.any(cites)
}
