//! The heads of notes in another form, and the indentation of what goes on with them.

use crate::config::Form;
use crate::index::Note;
use crate::refactor::draft::Draft;
use crate::refactor::note_lines::{is_one_paragraph, text_below};
use crate::refactor::numbering::replace;
use crate::refactor::{Refusal, spelling};
use crate::syntax::{Kind, Leaf};
use crate::text::Span;

use super::{Conversion, Target};

impl Conversion<'_> {
    /// Writes the heads of the notes that are not written into the text.
    ///
    /// # Errors
    /// [`Refusal`] where what a note says has no place in the form.
    pub(super) fn write_heads(&self, draft: &mut Draft<'_>) -> Result<(), Refusal> {
        let notes = self.document.notes();
        let below = notes.filter(|note| note.form != Form::Inline);
        for note in below.filter(|note| !self.inlined.contains_key(&note.id)) {
            match note.form == self.target.form() {
                true => self.renumber(&note, draft),
                false => self.write_head(&note, draft)?,
            }
        }
        Ok(())
    }

    fn renumber(&self, note: &Note, draft: &mut Draft<'_>) {
        let old = note.label.number();
        if let (Some(old), Some(new)) = (old, self.numbering.of(note.id)) {
            replace(self.document, draft, note.head, note.form, old, new);
        }
    }

    fn write_head(&self, note: &Note, draft: &mut Draft<'_>) -> Result<(), Refusal> {
        let text = self.document.text();
        self.check(note)?;
        let head = spelling::head(self.target.form(), &self.name(note));
        let line = text.line(text.line_of(note.head.start));
        let below =
            text_below(self.document, note).filter(|_| self.target.form() != Form::Markdown);
        let body = below.unwrap_or(note.body);
        let follows = below.is_some() || (!body.is_empty() && line.covers(Span::at(body.start)));
        let old = match note.form {
            Form::Markdown => 4,
            Form::Endnotes if follows => body.start - line.start,
            _ => 0,
        };
        let new = match self.target {
            Target::Markdown | Target::Inline => 4,
            Target::Endnotes => head.chars().count(),
            Target::Superscript | Target::Html => 0,
        };
        match follows {
            true => draft.replace(Span::new(note.head.start, body.start), head),
            false => draft.replace(note.head, head.trim_end()),
        }
        if old > 0 {
            let first = if follows { body } else { note.head };
            self.indent(Span::new(first.start, note.span.end), old, new, draft);
        }
        Ok(())
    }

    /// Indents the lines of `span` after its first by `new` blanks instead of `old`, those that are indented at all.
    fn indent(&self, span: Span, old: usize, new: usize, draft: &mut Draft<'_>) {
        let text = self.document.text();
        for number in text.line_of(span.start) + 1..=text.line_of(span.end) {
            let line = text.line(number);
            let content = text.slice(line);
            let lead = match content.strip_prefix('\t') {
                Some(_) => 1,
                None => (content.len() - content.trim_start_matches(' ').len()).min(old),
            };
            if lead > 0 && !content.trim().is_empty() {
                let lead = Span::new(line.start, line.start + lead);
                draft.replace(lead, " ".repeat(new));
            }
        }
    }

    /// Refuses where a note says what it cannot say in the form.
    fn check(&self, note: &Note) -> Result<(), Refusal> {
        let text = self.document.text();
        let refuse = |what: &str| {
            let line = text.line_of(note.head.start) + 1;
            let label = &note.label;
            Err(Refusal::new(format!(
                "Nothing was changed: note {label} in line {line} {what}."
            )))
        };
        let first = self.document.blocks().at_offset(note.head.start);
        let head = text.slice(note.head);
        let signs = head.chars().filter(|c| matches!(c, '*' | '_')).count();
        let blocks = self.target == Target::Endnotes && self.document.kind() != Kind::Plain;
        let in_element =
            head.starts_with('<') && !["<sup", "<a "].iter().any(|tag| head.starts_with(tag));
        if in_element || first.is_none_or(|first| first.block.leaf == Leaf::Html) {
            return refuse("stands in an element of HTML");
        }
        if note.form != Form::Markdown && signs % 2 == 1 {
            return refuse("begins with a sign of emphasis that ends within it");
        }
        let is_one = is_one_paragraph(self.document, note);
        if !is_one && !blocks && self.target.form() != Form::Markdown {
            return refuse("has more than one paragraph, and in this form a note has one");
        }
        let lead = first.map_or(0, |first| note.head.start - first.start);
        if !is_one && lead > 3 {
            return refuse(
                "has more than one paragraph and does not stand at the start of its lines",
            );
        }
        Ok(())
    }
}
