use crate::index::Document;
use crate::text::{Edit, Edits, Span};

use super::Refusal;
use super::reading::Reading;

/// The edits of a refactoring while it is being made, all in bytes of the document as it is.
pub(super) struct Draft<'a> {
    document: &'a Document,
    edits: Vec<Edit>,
}

impl<'a> Draft<'a> {
    /// A draft without edits.
    pub fn new(document: &'a Document) -> Draft<'a> {
        Draft {
            document,
            edits: Vec::new(),
        }
    }

    /// Replaces `span` by `insert`.
    pub fn replace(&mut self, span: Span, insert: impl Into<String>) {
        self.edits.push(Edit::new(span, insert));
    }

    /// Inserts at `offset`.
    pub fn insert(&mut self, offset: usize, insert: impl Into<String>) {
        self.replace(Span::at(offset), insert);
    }

    /// What stands at `span` with the edits in it, which it takes out of the draft: the caller puts the text
    /// elsewhere and replaces the span.
    pub fn take(&mut self, span: Span) -> String {
        self.edits
            .sort_by_key(|edit| (edit.span.start, edit.span.end));
        let first = self
            .edits
            .partition_point(|edit| edit.span.start < span.start);
        let within = self.edits[first..]
            .iter()
            .take_while(|edit| edit.span.end <= span.end);
        let last = first + within.count();
        let mut text = String::new();
        let mut from = span.start;
        for edit in self.edits.drain(first..last) {
            text += &self.document.text().slice(Span::new(from, edit.span.start));
            text += &edit.insert;
            from = edit.span.end;
        }
        text += &self.document.text().slice(Span::new(from, span.end));
        text
    }

    /// The edits, if the brief then reads as `expected`.
    ///
    /// # Errors
    /// [`Refusal`] where a marker would have another note, or anything else would change.
    pub fn finish(self, expected: &Reading) -> Result<Edits, Refusal> {
        let text = self.document.text();
        let changes = |edit: &Edit| text.slice(edit.span) != edit.insert;
        let edits = self.edits.into_iter().filter(changes).collect();
        let edits = Edits::new(edits).map_err(|overlap| {
            let line = text.line_of(overlap.at) + 1;
            Refusal::new(format!(
                "Nothing was changed: two changes meet in line {line}."
            ))
        })?;
        if edits.is_empty() {
            return Ok(edits);
        }
        let after = self.document.with_text(edits.apply(text));
        match expected.difference(&after) {
            None => Ok(edits),
            Some(what) => Err(Refusal::new(format!("Nothing was changed: {what}."))),
        }
    }
}
