//! A note that is made with its marker.

use crate::config::Form;
use crate::index::{Document, Note};
use crate::refactor::head;
use crate::text::{Edit, Span};

/// The next new note.
pub(super) struct NewNote {
    /// Its label: the number after the highest of its run.
    pub label: String,
    /// The edit that makes it, apart from the marker.
    pub elsewhere: Option<Edit>,
    /// What makes it right after the marker, where that ends the document.
    pub after: Option<String>,
}

/// The note of the next number, to a marker that stands at `place`: after the last note, in its form and
/// parted from it as it is from the one before; in a document without notes, in that form at the end.
pub(super) fn new_note(document: &Document, form: Form, place: Span) -> Option<NewNote> {
    let notes = document.notes().filter(|note| note.form != Form::Inline);
    let notes: Vec<Note> = notes.collect();
    let run = notes.last().map(|last| last.run);
    let of_run = notes.iter().filter(|note| Some(note.run) == run);
    let numbers = of_run.filter_map(|note| note.number.or(note.label.number()));
    let missing = document
        .markers()
        .filter(|it| it.note.is_none() && !place.covers(it.span));
    let used = numbers.chain(missing.filter_map(|marker| marker.label.number()));
    let label = used.max().unwrap_or(0).checked_add(1)?.to_string();
    let (at, text) = match notes.as_slice() {
        [.., previous, last] => after(document, Some(previous), last, &label),
        [last] => after(document, None, last, &label),
        [] => at_end(document, form, &label),
    };
    let touches = place.touches(at);
    Some(NewNote {
        label,
        elsewhere: (!touches).then(|| Edit::insert(at, text.clone())),
        after: touches.then_some(text),
    })
}

/// The place after the note `last`, and the text of a note there.
fn after(
    document: &Document,
    previous: Option<&Note>,
    last: &Note,
    label: &str,
) -> (usize, String) {
    let text = document.text();
    let line = text.line_of(last.head.start);
    let prefix = text.slice(Span::new(text.line(line).start, last.head.start));
    let is_tight = previous.is_some_and(|previous| text.line_of(previous.span.end) + 1 == line);
    let ends = text.line_break();
    let blank = match is_tight {
        true => String::new(),
        false => format!("{}{ends}", prefix.trim_end()),
    };
    let head = head(last.form, label);
    (last.span.end, format!("{ends}{blank}{prefix}{head}"))
}

/// The end of the document, and the text of a first note there.
fn at_end(document: &Document, form: Form, label: &str) -> (usize, String) {
    let text = document.text();
    let ends = text.line_break();
    let content = text.slice(text.span());
    let last = text.line_of(content.trim_end().len());
    let breaks = text.line_count() - 1 - last;
    let gap = ends.repeat(2usize.saturating_sub(breaks));
    let end = if breaks > 0 { ends } else { "" };
    (text.len(), format!("{gap}{}{end}", head(form, label)))
}
