//! Where a new note stands: beside another, or at the end.

use crate::config::Form;
use crate::index::{Dialect, Document, Note};
use crate::text::{Edit, Span};

use super::layout::{begins_note, content_end, is_tight};
use super::note_lines::note_lines;
use super::spelling;
use crate::refactor::Refusal;
use crate::refactor::quoted;

/// What a blank line in a quote may have.
const SIGNS: [char; 5] = [' ', '\t', '\r', '\n', '>'];

/// What a new note stands beside.
#[derive(Debug)]
pub(in crate::refactor) enum Beside {
    /// It comes after this note.
    After(Note),
    /// It comes before this note.
    Before(Note),
    /// It ends what ends there, in bytes of the document: a section, or without one the document.
    End(Option<usize>),
}

/// A note beside which another can stand.
struct Stand {
    /// From where a note before it goes to where one after it does, in bytes of the document.
    span: Span,
    /// What its line has before its head: the signs of a quote.
    prefix: String,
    /// Whether no blank line parts it from the note before or after.
    is_tight: bool,
}

impl Beside {
    /// The edit that puts a note of that form, label and text there.
    ///
    /// # Errors
    /// [`Refusal`] where the note beside it does not stand on lines of its own.
    pub fn edit(
        &self,
        document: &Document,
        form: Form,
        label: &str,
        text: &str,
    ) -> Result<Edit, Refusal> {
        let note = format!("{}{text}", spelling::opener(form, label));
        let note = note.trim_end();
        let newline = document.text().line_break();
        let gap = |stand: &Stand| match stand.is_tight || form == Form::Endnotes {
            true => newline.to_owned(),
            false => format!("{newline}{}{newline}", stand.prefix.trim_end()),
        };
        Ok(match self {
            Beside::After(other) => {
                let stand = stand(document, other)?;
                let apart = match swallows(document, form, text, stand.span.end) {
                    true => format!("{newline}{}", stand.prefix.trim_end()),
                    false => String::new(),
                };
                let insert = format!("{}{}{note}{apart}", gap(&stand), stand.prefix);
                Edit::insert(stand.span.end, insert)
            }
            Beside::Before(other) => {
                let stand = stand(document, other)?;
                let insert = format!("{}{note}{}", stand.prefix, gap(&stand));
                Edit::insert(stand.span.start, insert)
            }
            Beside::End(end) => {
                let end = content_end(document, end.unwrap_or(document.text().len()));
                let apart = if swallows(document, form, text, end) {
                    newline
                } else {
                    ""
                };
                Edit::insert(end, format!("{newline}{newline}{note}{apart}"))
            }
        })
    }
}

/// Whether a note of that text at `end`, where a text ends, would take what comes after it for its own, as Pandoc reads
/// it (see [`Document::swallowed`]): one blank line more parts them.
fn swallows(document: &Document, form: Form, text: &str, end: usize) -> bool {
    let is_read = form == Form::Markdown && document.footnotes().dialect == Dialect::Pandoc;
    let lines = document.text();
    let line = lines.line_of(end);
    let is_blank = |number| {
        number >= lines.line_count()
            || lines
                .slice(lines.line(number))
                .trim_matches(SIGNS)
                .is_empty()
    };
    let next = lines.line(line + 2).start;
    let next = document.blocks().at_offset(next);
    is_read
        && text.is_empty()
        && is_blank(line + 1)
        && !is_blank(line + 2)
        && !next.is_some_and(|next| begins_note(document, next))
}

/// Where notes beside `note` stand.
fn stand(document: &Document, note: &Note) -> Result<Stand, Refusal> {
    if let Some(lines) = note_lines(document, note.clone()) {
        let (start, end) = (lines.all.start, lines.all.end);
        let is_note = |offset| {
            let block = document.blocks().at_offset(offset);
            block.is_some_and(|block| begins_note(document, block))
        };
        let line = |offset| document.text().line_of(offset);
        let before = is_note(start.saturating_sub(1))
            && is_tight(document, content_end(document, start), &lines);
        let after =
            end < document.text().len() && is_note(end) && line(end) == line(lines.span.end) + 1;
        return Ok(Stand {
            span: Span::new(start, lines.span.end),
            prefix: String::new(),
            is_tight: before || after,
        });
    }
    let text = document.text();
    let start = text.line(text.line_of(note.opener.start)).start;
    let prefix = text.slice(Span::new(start, note.opener.start));
    let quoted = prefix.contains('>') && prefix.trim_matches([' ', '\t', '>']).is_empty();
    match quoted && note.form != Form::Inline {
        true => Ok(Stand {
            span: Span::new(start, note.span.end),
            prefix: prefix.into_owned(),
            is_tight: false,
        }),
        false => Err(Refusal::new(format!(
            "Note {} is not on lines of its own.",
            quoted::note(note)
        ))),
    }
}
