use std::collections::BTreeMap;

use crate::index::{Document, Note, Referent};
use crate::text::{Edit, Edits, Span};

use super::rendered::RenderedBrief;
use crate::refactor::Refusal;
use crate::refactor::quoted;

/// The edits of a refactoring while it is being made, all in bytes of the document as it is.
pub(in crate::refactor) struct EditBuilder<'a> {
    document: &'a Document,
    /// By place, and of those at one place by the order in which they were added.
    edits: BTreeMap<(usize, usize, usize), Edit>,
    added: usize,
}

impl<'a> EditBuilder<'a> {
    /// A builder without edits.
    pub fn new(document: &'a Document) -> EditBuilder<'a> {
        EditBuilder {
            document,
            edits: BTreeMap::new(),
            added: 0,
        }
    }

    /// Adds an edit.
    pub fn add(&mut self, edit: Edit) {
        let place = (edit.span.start, edit.span.end, self.added);
        self.edits.insert(place, edit);
        self.added += 1;
    }

    /// Replaces `span` by `insert`.
    pub fn replace(&mut self, span: Span, insert: impl Into<String>) {
        self.add(Edit::new(span, insert));
    }

    /// Inserts at `offset`.
    pub fn insert(&mut self, offset: usize, insert: impl Into<String>) {
        self.replace(Span::at(offset), insert);
    }

    /// What stands at `span` with the edits in it, which it takes out of the builder: the caller puts the text
    /// elsewhere and replaces the span.
    pub fn take(&mut self, span: Span) -> String {
        let from_here = self.edits.range((span.start, 0, 0)..);
        let within = from_here.take_while(|(_, edit)| edit.span.end <= span.end);
        let within: Vec<_> = within.map(|(place, _)| *place).collect();
        let mut text = String::new();
        let mut from = span.start;
        for place in within {
            let Some(edit) = self.edits.remove(&place) else {
                continue;
            };
            text += &self.document.text().slice(Span::new(from, edit.span.start));
            text += &edit.insert;
            from = edit.span.end;
        }
        text += &self.document.text().slice(Span::new(from, span.end));
        text
    }

    /// The edits, whatever the brief then says.
    pub fn into_edits(self) -> Vec<Edit> {
        self.edits.into_values().collect()
    }

    /// The edits, if the brief then reads as `expected`.
    ///
    /// # Errors
    /// [`Refusal`] where a marker would have another note, or anything else would change.
    pub fn finish(self, expected: &RenderedBrief) -> Result<Edits, Refusal> {
        let text = self.document.text();
        let changes = |edit: &Edit| text.slice(edit.span) != edit.insert;
        let edits = self.edits.into_values().filter(changes).collect();
        let edits = Edits::new(edits).map_err(|overlap| {
            let line = text.line_of(overlap.at) + 1;
            Refusal::new(format!(
                "Nothing was changed: two changes fall on the same words on line {line}."
            ))
        })?;
        if edits.is_empty() {
            return Ok(edits);
        }
        let next = self.document.with_text(edits.apply(text));
        let after = expected.again(&next);
        match expected.difference(&after) {
            None => Ok(edits),
            Some(what) => {
                let changed = expected.changed_in_meaning(&after);
                let duplicate = self.document.notes().find(|note| note.first.is_some());
                let mut hint = duplicate.map_or(String::new(), |duplicate| {
                    let label = quoted::note(&duplicate);
                    format!(" Note {label} is defined twice: give one of them another label first.")
                });
                let takes = [self.document, &next].into_iter().find_map(swallowing);
                hint += &takes.map_or(String::new(), |label| {
                    format!(
                        " Note {label} has no text, so Pandoc treats the paragraph after it as its text: fill in the note first."
                    )
                });
                let first = changed.first().and_then(|id| self.document.note(*id));
                let unread = expected.unread(&after);
                let what = unread.map_or(what, |offset| marker_lost(self.document, offset));
                let what = first.map_or(what, |note| meaning_lost(self.document, &note));
                let refusal = Refusal::new(format!("Nothing was changed: {what}.{hint}"));
                let marker = expected.parting_marker(&after);
                Err(refusal.for_meaning(changed).at(marker))
            }
        }
    }
}

/// The label of a note without text that takes what comes after it (see [`Document::swallowed`]).
fn swallowing(document: &Document) -> Option<String> {
    let mut notes = document.notes();
    let note = notes.find(|note| document.swallowed(note).is_some())?;
    Some(quoted::note(&note))
}

/// Why the marker at `offset` must not be written otherwise, and what to do: a clause for the author.
fn marker_lost(document: &Document, offset: usize) -> String {
    let text = document.text();
    let line = text.line_of(offset);
    let before = text.slice(Span::new(text.line(line).start, offset));
    let word = before.split_whitespace().next_back().unwrap_or_default();
    format!(
        "the marker on line {} after “{word}” would not be parsed as a marker: put a word or a full stop before it",
        line + 1
    )
}

/// Why a note that refers back must not be left as it is, and what to do: a clause for the author.
fn meaning_lost(document: &Document, note: &Note) -> String {
    let (label, line) = (
        quoted::note(note),
        document.text().line_of(note.span.start) + 1,
    );
    let sources = document.sources();
    let before = |referent: &&Referent| !referent.notes.contains(&note.id);
    let other = sources.referents(note.id).iter().find(before);
    let other = other.and_then(|referent| document.note(*referent.notes.first()?));
    match other {
        Some(other) => format!(
            "note {label} on line {line} refers back to note {} and would mean a different source: write out the source \
             in note {label} first",
            quoted::note(&other)
        ),
        None => format!(
            "note {label} on line {line} refers back and would mean a different source: write out the source there first"
        ),
    }
}
