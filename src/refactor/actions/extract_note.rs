use crate::citation::back_references;
use crate::config::Form;
use crate::index::{Document, Note};
use crate::syntax::{BlockAt, Leaf};
use crate::text::{Edits, Span};

use crate::refactor::engine::edit_builder::EditBuilder;
use crate::refactor::engine::expand::expanding;
use crate::refactor::engine::new_note::NewNote;
use crate::refactor::engine::one_line::{closing, is_quoted, is_whole, one_line};
use crate::refactor::engine::rendered::RenderedBrief;
use crate::refactor::{Refactoring, Refusal};

/// Makes a note of what stands in the text.
pub(in crate::refactor) const EXTRACT_NOTE: Refactoring = Refactoring {
    kind: "refactor.extract.note",
    title: "Move selection to a footnote",
    whole: None,
    applies: |document, at| inline_at(document, at).is_some() || Selected::at(document, at).is_ok(),
    edits: |document, at| expanding(document, at, extract_note),
    together: None,
};

/// Makes a note, in the form and at the place of this brief's notes, of the inline note at `at`, or of the text
/// selected. Printed numbers count on.
fn extract_note(document: &Document, at: Span) -> Result<Edits, Refusal> {
    match inline_at(document, at) {
        Some(note) => of_inline(document, &note),
        None => of_selection(document, &Selected::at(document, at)?),
    }
}

/// The inline note that covers `at`.
fn inline_at(document: &Document, at: Span) -> Option<Note> {
    let note = document.note_at(at.start)?;
    (note.form == Form::Inline && note.span.covers(at)).then_some(note)
}

fn of_inline(document: &Document, note: &Note) -> Result<Edits, Refusal> {
    let holds = |other: Note| other.form != Form::Inline && other.span.covers(note.span);
    if document.notes().any(holds) {
        return Err(Refusal::new(
            "Footnotes cannot be nested: the selection is inside a note.",
        ));
    }
    let new = NewNote::instead_of(document, note.span)?;
    let mut builder = EditBuilder::new(document);
    new.count_on(document, &mut builder)?;
    let text = one_line(
        &builder.take(note.body),
        is_quoted(document, note.span.start),
    )?;
    builder.replace(note.span, new.marker(document));
    builder.add(new.edit(document, &text)?);
    builder.finish(&RenderedBrief::of(document))
}

fn of_selection(document: &Document, selected: &Selected) -> Result<Edits, Refusal> {
    let marker = Span::at(selected.marker);
    let new = NewNote::instead_of(document, marker)?;
    let mut builder = EditBuilder::new(document);
    builder.replace(selected.gone, "");
    builder.insert(selected.marker, new.marker(document));
    new.count_on(document, &mut builder)?;
    builder.add(new.edit(document, &selected.text)?);
    builder.finish(&RenderedBrief::with_note(
        document,
        selected.gone,
        selected.marker,
        &selected.text,
    ))
}

/// Prose that is to be a note.
struct Selected {
    /// What goes from the text, with the blank before it, in bytes of the document.
    gone: Span,
    /// Where the marker is to stand: after the punctuation that follows (Chicago 17, 14.26).
    marker: usize,
    /// What the note is to say: without the brackets around it.
    text: String,
}

impl Selected {
    /// What is selected by `at`.
    ///
    /// # Errors
    /// [`Refusal`] where that is not a part of a paragraph, or no plain prose.
    fn at(document: &Document, at: Span) -> Result<Selected, Refusal> {
        let text = document.text();
        let all = text.slice(at);
        let start = at.start + (all.len() - all.trim_start().len());
        let span = Span::new(start, start + all.trim().len());
        let block = document.blocks().at_offset(start);
        let Some(block) = block.filter(|block| is_prose(document, *block, span)) else {
            return Err(Refusal::new(
                "Select part of a paragraph without footnote markers.",
            ));
        };
        let source = text.slice(span);
        let inner = unbracketed(&source).unwrap_or(&source);
        if !is_whole(inner, document.kind()) || !inner.contains(char::is_alphanumeric) {
            return Err(Refusal::new(
                "The selection splits a bracket, emphasis or a link: select all of it.",
            ));
        }
        if !back_references(inner).is_empty() {
            return Err(Refusal::new(
                "The selection refers back to a source and might mean another one in a note.",
            ));
        }
        let body = block.body();
        let before = text.slice(Span::new(body.start, span.start));
        let kept = before.trim_end_matches([' ', '\t', '\n', '\r']);
        if !kept.contains(char::is_alphanumeric) {
            return Err(Refusal::new("A marker must follow a word."));
        }
        let quoted = is_quoted(document, start);
        let blank =
            if before[kept.len()..].contains(['\n', '\r']) && (quoted || block.block.kept > 0) {
                0
            } else {
                before.len() - kept.len()
            };
        let after = text.slice(Span::new(span.end, body.end));
        let signs = after.len()
            - after
                .trim_start_matches(['.', ',', ';', ':', '!', '?'])
                .len();
        Ok(Selected {
            gone: Span::new(span.start - blank, span.end),
            marker: span.end + signs,
            text: one_line(inner, quoted)?,
        })
    }
}

/// Whether `span` is text of the paragraph `block` without a marker, and of no note.
fn is_prose(document: &Document, block: BlockAt<'_>, span: Span) -> bool {
    let touches = |other: Span| other.start < span.end && span.start < other.end;
    !span.is_empty()
        && block.block.leaf == Leaf::Paragraph
        && block.body().covers(span)
        && document.note_at(span.start).is_none()
        && !document
            .markers_in(block)
            .any(|marker| touches(marker.span))
}

/// `text` without the brackets around all of it.
fn unbracketed(text: &str) -> Option<&str> {
    let open = text
        .chars()
        .next()
        .filter(|c| matches!(c, '(' | '[' | '（'))?;
    let inner = text.strip_prefix(open)?.strip_suffix(closing(open))?;
    let mut depth = 0i32;
    let closes = |c: char| {
        depth += i32::from(c == open) - i32::from(c == closing(open));
        depth < 0
    };
    (!inner.contains(closes)).then_some(inner.trim())
}
