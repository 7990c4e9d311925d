//! Notes that stand together.

use crate::config::Form;
use crate::index::{Document, Note};
use crate::text::Span;

/// The notes, by place, those with nothing but blank lines between them as one group; inline ones apart.
pub(super) fn note_runs(document: &Document) -> Vec<Vec<Note>> {
    let mut runs: Vec<Vec<Note>> = Vec::new();
    for note in document.notes().filter(|note| note.form != Form::Inline) {
        let adjoins = |last: &Note| {
            let between = Span::new(last.span.end, note.span.start);
            document.text().slice(between).trim().is_empty()
        };
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(adjoins) => run.push(note),
            _ => runs.push(vec![note]),
        }
    }
    runs
}

/// All that a group covers: its last note may stand within another one.
pub(super) fn extent(run: &[Note]) -> Option<Span> {
    run.iter().map(|note| note.span).reduce(Span::join)
}
