//! A citation that begins in a note.

use crate::citation::lead_in;
use crate::config::Form;
use crate::index::{Document, Note};
use crate::syntax::DocumentKind;
use crate::text::Span;

use super::written::CursorText;

/// A longer text, in words, is prose.
const MOST_WORDS: usize = 8;

/// A citation that begins in a note, as far as the cursor.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CitationBegun {
    /// What stands there of it, in bytes of the document.
    pub(super) span: Span,
    /// The same as text.
    pub(super) text: String,
    /// The note; none for an inline one that nothing closes yet.
    pub(super) note: Option<Note>,
    /// Whether the sentence is ended by what stands after the cursor.
    pub(super) is_ended: bool,
}

impl CitationBegun {
    /// Whether the note can hold `text`: a bracket in it may end an inline note.
    pub(super) fn can_hold(&self, text: &str) -> bool {
        let form = self.note.as_ref().map_or(Form::Inline, |note| note.form);
        form != Form::Inline || !closes_early(text)
    }
}

/// The citation that begins where a cursor at `offset` ends: at the start of a note's line or sentence, after a
/// semicolon, after `See`. None where a note says anything else, or where what is written is no name and no title.
pub fn citation_begun(document: &Document, offset: usize) -> Option<CitationBegun> {
    let written = CursorText::at(document, offset)?;
    let note = document
        .note_at(offset)
        .or_else(|| before_blanks(document, &written));
    let reach = match &note {
        Some(note) => offset.checked_sub(note.opener.end)?,
        None => in_open_note(document, &written)?,
    };
    let before = &written.before[written.before.len() - reach.min(written.before.len())..];
    let starts = written.whole_line || reach <= written.before.len();
    let start = piece(before, starts)?;
    let text = before.get(start..)?;
    let is_name = |c: char| c.is_alphanumeric() || " ,'’-–&".contains(c);
    let mark = text.chars().next().and_then(closing);
    let unmarked = mark.map_or(text, |(open, _)| text.trim_start_matches(open));
    if !unmarked.chars().all(is_name) || text.split_whitespace().count() > MOST_WORDS {
        return None;
    }
    let closed = mark.filter(|(_, close)| written.after.starts_with(*close));
    let closed = closed.map_or(0, |(_, close)| close.len_utf8());
    let after = written.after.get(closed..)?.trim_start_matches(' ');
    Some(CitationBegun {
        span: written.span(text.len(), closed),
        text: text.to_owned(),
        is_ended: after.starts_with(['.', ';', ',']),
        note,
    })
}

/// The mark of a title that a citation begins with, and the one that an editor sets behind the cursor for it.
fn closing(open: char) -> Option<(char, char)> {
    let close = match open {
        '"' | '*' | '_' => open,
        '“' => '”',
        '„' => '“',
        '«' => '»',
        '《' => '》',
        _ => return None,
    };
    Some((open, close))
}

/// The note that ends with nothing but blanks before the cursor; an inline one ends with its bracket.
fn before_blanks(document: &Document, written: &CursorText<'_>) -> Option<Note> {
    let blanks = written.before.len() - written.before.trim_end_matches(' ').len();
    let note = document.note_at(written.offset - blanks)?;
    (note.form != Form::Inline).then_some(note)
}

/// How many bytes stand before the cursor in an inline note that nothing closes yet.
fn in_open_note(document: &Document, written: &CursorText<'_>) -> Option<usize> {
    let open = written.before.rfind("^[")?;
    let inner = written.before.get(open + "^[".len()..)?;
    let is_open = document.kind() != DocumentKind::Plain && !inner.contains(['[', ']']);
    is_open.then_some(inner.len())
}

/// Where the citation that `before` ends in begins; a line of a note does where it `starts`.
fn piece(before: &str, starts: bool) -> Option<usize> {
    let ends = [". ", "; ", "? ", "! ", "。", "；", " ("];
    let after = ends
        .iter()
        .filter_map(|end| Some(before.rfind(end)? + end.len()));
    let start = after.max().or(starts.then_some(0))?;
    let rest = before.get(start..)?;
    let start = start + (rest.len() - rest.trim_start().len());
    Some(start + signal(before.get(start..)?))
}

/// How many bytes of `text` are a signal with which it begins, in italics or not (Bluebook 21, rule 1.2).
fn signal(text: &str) -> usize {
    let plain = text.trim_start_matches(['*', '_']);
    let after = &plain[lead_in(plain)..];
    match after.len() {
        len if len == plain.len() => 0,
        _ if plain.len() == text.len() => text.len() - after.len(),
        _ => text.len() - after.trim_start_matches(['*', '_', ',', ' ']).len(),
    }
}

/// Whether a bracket in `text` closes more than is open.
fn closes_early(text: &str) -> bool {
    let mut open = 0;
    text.chars().any(|c| {
        match c {
            '[' => open += 1,
            ']' => open -= 1,
            _ => {}
        }
        open < 0
    })
}
