//! The openers of notes in another form, and the indentation of what goes on with them.

use crate::config::Form;
use crate::index::Note;
use crate::refactor::Refusal;
use crate::refactor::engine::edit_builder::EditBuilder;
use crate::refactor::engine::note_lines::{is_one_paragraph, text_below};
use crate::refactor::engine::numbering::replace;
use crate::refactor::engine::spelling;
use crate::syntax::{DocumentKind, Leaf};
use crate::text::Span;

use super::{Conversion, ConversionTarget};
use crate::refactor::quoted;

impl Conversion<'_> {
    /// Writes the heads of the notes that are not written into the text.
    ///
    /// # Errors
    /// [`Refusal`] where what a note says has no place in the form.
    pub(super) fn write_openers(&self, builder: &mut EditBuilder<'_>) -> Result<(), Refusal> {
        let notes = self.document.notes();
        let below = notes.filter(|note| note.form != Form::Inline);
        for note in below.filter(|note| !self.inlined.contains_key(&note.id)) {
            match note.form == self.target.form() {
                true => self.renumber(&note, builder),
                false => self.write_opener(&note, builder)?,
            }
        }
        Ok(())
    }

    fn renumber(&self, note: &Note, builder: &mut EditBuilder<'_>) {
        let old = note.label.number();
        if let (Some(old), Some(new)) = (old, self.numbering.of(note.id)) {
            replace(self.document, builder, note.opener, note.form, old, new);
        }
    }

    fn write_opener(&self, note: &Note, builder: &mut EditBuilder<'_>) -> Result<(), Refusal> {
        let text = self.document.text();
        self.check(note)?;
        let opener = spelling::opener(self.target.form(), &self.name(note));
        let line = text.line(text.line_of(note.opener.start));
        let below =
            text_below(self.document, note).filter(|_| self.target.form() != Form::Markdown);
        let body = below.unwrap_or(note.body);
        // The number of a flat note may be alone on the line above its text.
        let on_line = note.form == Form::Flat || line.covers(Span::at(body.start));
        let follows = below.is_some() || (!body.is_empty() && on_line);
        let old = match note.form {
            Form::Markdown => 4,
            Form::Endnotes if follows => body.start - line.start,
            _ => 0,
        };
        let new = match self.target {
            ConversionTarget::Markdown | ConversionTarget::Inline => 4,
            ConversionTarget::Endnotes => opener.chars().count(),
            ConversionTarget::Superscript | ConversionTarget::Html => 0,
        };
        match follows {
            true => builder.replace(Span::new(note.opener.start, body.start), opener),
            false => builder.replace(note.opener, opener.trim_end()),
        }
        let first = if follows { body } else { note.opener };
        let lines = Span::new(first.start, note.span.end);
        match old {
            0 if self.target.form() == Form::Markdown => self.hold(lines, builder),
            0 => {}
            _ => self.indent(lines, old, new, builder),
        }
        Ok(())
    }

    /// Indents the lines of `span` after its first that would begin a list or a quote of their own: `2007. https://…`
    /// (CommonMark 0.31, "Lists": only the text of a paragraph is not interrupted by such a number, and what is not
    /// indented stands outside of the note).
    fn hold(&self, span: Span, builder: &mut EditBuilder<'_>) {
        let text = self.document.text();
        for number in text.line_of(span.start) + 1..=text.line_of(span.end) {
            let line = text.line(number);
            if begins_block(&text.slice(line)) {
                builder.insert(line.start, "    ");
            }
        }
    }

    /// Indents the lines of `span` after its first by `new` blanks instead of `old`, those that are indented at all.
    fn indent(&self, span: Span, old: usize, new: usize, builder: &mut EditBuilder<'_>) {
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
                builder.replace(lead, " ".repeat(new));
            }
        }
    }

    /// Refuses where a note says what it cannot say in the form.
    fn check(&self, note: &Note) -> Result<(), Refusal> {
        let text = self.document.text();
        let refuse = |what: &str| {
            let line = text.line_of(note.opener.start) + 1;
            let label = quoted::note(note);
            Err(Refusal::new(format!(
                "Cannot convert: note {label} on line {line} {what}."
            )))
        };
        let first = self.document.blocks().at_offset(note.opener.start);
        let opener = text.slice(note.opener);
        let signs = opener.chars().filter(|c| matches!(c, '*' | '_')).count();
        let blocks = self.target == ConversionTarget::Endnotes
            && self.document.kind() != DocumentKind::Plain;
        let in_element =
            opener.starts_with('<') && !["<sup", "<a "].iter().any(|tag| opener.starts_with(tag));
        if in_element || first.is_none_or(|first| first.block.leaf == Leaf::Html) {
            return refuse("is inside an HTML element");
        }
        // The `*` of a signed note is its number.
        let is_marked_up = !matches!(note.form, Form::Markdown | Form::Signed);
        if is_marked_up && signs % 2 == 1 {
            return refuse("opens emphasis that closes inside the note");
        }
        let is_one = is_one_paragraph(self.document, note);
        if !is_one && !blocks && self.target.form() != Form::Markdown {
            return refuse("has more than one paragraph, but this form allows only one");
        }
        let lead = first.map_or(0, |first| note.opener.start - first.start);
        if !is_one && lead > 3 {
            return refuse("has more than one paragraph and is indented");
        }
        Ok(())
    }
}

/// Whether a line outside of a paragraph would begin a list or a quote.
fn begins_block(line: &str) -> bool {
    let line = line.trim_start_matches(' ');
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let after = match digits {
        0 => line.strip_prefix(['-', '+', '*']),
        _ => line[digits..].strip_prefix(['.', ')']),
    };
    line.starts_with('>')
        || after.is_some_and(|after| after.is_empty() || after.starts_with([' ', '\t']))
}
