//! What Pandoc takes for the text of a note without any.

use crate::config::Form;
use crate::text::Span;

use super::{Dialect, Document, Note};

impl Document {
    /// The text after `note` that Pandoc takes for its text, as it has none: where one blank line stands between them,
    /// the lines up to the next blank one, unless another note begins there (Pandoc 2.17 and 3.9, tried).
    pub fn swallowed(&self, note: &Note) -> Option<Span> {
        let is_read = note.form == Form::Markdown && self.footnotes().dialect == Dialect::Pandoc;
        if !is_read || !self.text().slice(note.body).trim().is_empty() {
            return None;
        }
        let text = self.text();
        let opener = text.line_of(note.opener.start);
        let line = |number| (number < text.line_count()).then(|| text.line(number));
        let blank = |span: Span| text.slice(span).trim().is_empty();
        if !blank(line(opener + 1)?) {
            return None;
        }
        let first = line(opener + 2).filter(|first| !blank(*first))?;
        let block = self.blocks().at_offset(first.start)?;
        let mut notes = self.items_in(block).map(|(id, _)| id);
        if notes.any(|id| {
            self.note(id)
                .is_some_and(|other| first.covers(other.opener))
        }) {
            return None;
        }
        let last = (opener + 3..text.line_count()).take_while(|number| !blank(text.line(*number)));
        let end = last
            .last()
            .map_or(first.end, |number| text.line(number).end);
        Some(Span::new(first.start, end))
    }
}

#[cfg(test)]
mod tests {
    use crate::syntax::DocumentKind::{Markdown, Pandoc};
    use crate::testing::document;

    fn swallowed(kind: crate::syntax::DocumentKind, text: &str) -> Option<String> {
        let document = document(kind, text);
        let note = document.notes().next().unwrap();
        let span = document.swallowed(&note)?;
        Some(document.text().slice(span).trim_end().to_owned())
    }

    #[test]
    fn the_paragraph_after_one_blank_line() {
        let text = "A.[^1]\n\n[^1]:\n\nThe next.\nIts end.\n\nMore.\n";
        assert_eq!(
            swallowed(Pandoc, text).as_deref(),
            Some("The next.\nIts end.")
        );
        assert_eq!(
            swallowed(Pandoc, "A.[^1]\n\n[^1]:\n\n# B\n").as_deref(),
            Some("# B")
        );
        assert_eq!(swallowed(Markdown, text), None);
    }

    #[test]
    fn nothing_after_text_two_blank_lines_a_note_or_the_end() {
        for text in [
            "A.[^1]\n\n[^1]: B.\n\nThe next.\n",
            "A.[^1]\n\n[^1]:\n\n\nThe next.\n",
            "A.[^1] B.[^2]\n\n[^1]:\n\n[^2]: B.\n",
            "A.[^1]\n\n[^1]:\n",
            "A.[^1]\n\n[^1]:\n\n    Its text.\n",
        ] {
            assert_eq!(swallowed(Pandoc, text), None, "{text}");
        }
    }
}
