//! The layout of notes: blanks and order, and of notes alone.

use crate::config::Form;
use crate::index::{Document, Note};
use crate::syntax::{BlockAt, DocumentKind, Leaf};
use crate::text::{Edits, Span};

use super::renumber::sort;
use crate::refactor::engine::edit_builder::EditBuilder;
use crate::refactor::engine::note_lines::{NoteLines, groups};
use crate::refactor::engine::rendered::RenderedBrief;

/// The indentation of what goes on with a note (Pandoc manual, "Footnotes").
const INDENT: &str = "    ";

/// Lays out the notes that `within` touches, in bytes of the document: one blank after the head, no blanks at
/// the ends of lines, four at the start of those that go on with a Markdown note, one blank line between
/// paragraphs and between Markdown notes, but for notes of one line that stand on consecutive lines. Prose, code and notes in quotes and lists stay as they are, and so
/// does all of the brief where it would then read otherwise.
///
/// Markdown notes with numbers that stand together are sorted by them, where all of these are in `within`.
pub fn format(document: &Document, within: Span) -> Edits {
    let sorted = sorted(document, within);
    if sorted.is_empty() {
        return laid_out(document, within);
    }
    let after = document.with_text(sorted.apply(document.text()));
    sorted.then(after.text(), &laid_out(&after, within))
}

fn sorted(document: &Document, within: Span) -> Edits {
    let mut builder = EditBuilder::new(document);
    let number = |lines: &NoteLines| lines.note.label.number();
    let counts = |lines: &NoteLines| {
        lines.note.form == Form::Markdown && number(lines).is_some() && within.covers(lines.span)
    };
    for group in groups(document) {
        let mut numbers: Vec<_> = group.iter().map(number).collect();
        let is_sorted = numbers.is_sorted();
        numbers.sort_unstable();
        numbers.dedup();
        let is_once = numbers.len() == group.len();
        if !is_sorted && is_once && group.iter().all(counts) {
            sort(document, &group, number, &mut builder);
        }
    }
    builder
        .finish(&RenderedBrief::of(document))
        .unwrap_or_default()
}

/// Whether `within` is in a note or holds some of it. Who selects whole lines selects up to the start of the next.
fn is_selected(note: Span, within: Span) -> bool {
    match within.is_empty() {
        true => note.touches(within.start),
        false => within.start < note.end && note.start < within.end,
    }
}

fn laid_out(document: &Document, within: Span) -> Edits {
    let mut builder = EditBuilder::new(document);
    for group in groups(document) {
        for (index, lines) in group.iter().enumerate() {
            if !is_selected(lines.span, within) {
                continue;
            }
            let next = group.get(index + 1);
            Layout {
                document,
                lines,
                next,
                builder: &mut builder,
            }
            .write();
        }
    }
    builder
        .finish(&RenderedBrief::of(document))
        .unwrap_or_default()
}

/// The layout of one note.
struct Layout<'a, 'd> {
    document: &'d Document,
    lines: &'a NoteLines,
    /// The note right after it.
    next: Option<&'a NoteLines>,
    builder: &'a mut EditBuilder<'d>,
}

impl Layout<'_, '_> {
    fn write(&mut self) {
        let note = &self.lines.note;
        self.opener(note);
        let blocks = self.document.blocks();
        let Some(first) = blocks.at_offset(note.opener.start) else {
            return;
        };
        let end = note.span.end;
        let document = self.document;
        let parts = document.blocks().iter_from(first.index);
        let parts: Vec<BlockAt<'_>> = parts.take_while(|at| at.start < end).collect();
        for (index, at) in parts.iter().enumerate() {
            if matches!(at.block.leaf, Leaf::Paragraph | Leaf::Heading(_)) {
                let own = index == 0 || self.is_indented(*at, first.block.kept + 1);
                self.content(*at, own && note.form == Form::Markdown);
            }
            match (parts.get(index + 1), self.next) {
                (Some(next), _) => self.gap(*at, next.start, false),
                (None, Some(next)) => {
                    let short = self.is_line(note) && self.is_line(&next.note);
                    let parted = next.note.form == Form::Markdown && !short;
                    self.gap(*at, next.span.start, parted);
                }
                (None, None) => {}
            }
        }
    }

    /// Whether a note has one line.
    fn is_line(&self, note: &Note) -> bool {
        let text = self.document.text();
        text.line_of(note.span.start) == text.line_of(note.span.end)
    }

    /// Whether a block that so many containers hold is a plain paragraph: no item of a list, no table.
    fn is_indented(&self, at: BlockAt<'_>, kept: usize) -> bool {
        let text = self.document.text();
        let lead = text.slice(Span::new(at.start, at.body().start));
        let first = text.slice(text.line(text.line_of(at.body().start)));
        let word = first.split_whitespace().next().unwrap_or_default();
        let is_item = matches!(word, "-" | "+" | "*" | ":") || word.ends_with(['.', ')']);
        let plain = !is_item && !word.starts_with(['|', '>']);
        at.block.kept == kept && plain && lead.chars().all(|c| matches!(c, ' ' | '\t'))
    }

    /// Nothing before the head, one blank after it.
    fn opener(&mut self, note: &Note) {
        let text = self.document.text();
        let line = text.line(text.line_of(note.opener.start));
        let counted = note.form == Form::Endnotes && self.document.kind() != DocumentKind::Plain;
        if counted || note.body.is_empty() || !line.covers(Span::at(note.body.start)) {
            return;
        }
        if note.form == Form::Markdown {
            self.builder
                .replace(Span::new(line.start, note.opener.start), "");
        }
        let gap = Span::new(note.opener.end, note.body.start);
        let is_blank = text.slice(gap).chars().all(|c| matches!(c, ' ' | '\t'));
        if is_blank && (note.form == Form::Markdown || !gap.is_empty()) {
            self.builder.replace(gap, " ");
        }
    }

    /// The lines of a paragraph; `own`: whether they are indented as the note asks.
    fn content(&mut self, at: BlockAt<'_>, own: bool) {
        let text = self.document.text();
        let body = at.body();
        let last = text.line_of(body.end);
        for number in text.line_of(body.start)..=last {
            let line = text.line(number);
            let content = text.slice(line);
            let kept = content.trim_end_matches([' ', '\t']).len();
            let breaks = number < last
                && content[kept..].starts_with("  ")
                && self.document.kind() != DocumentKind::Plain;
            if !breaks {
                self.builder
                    .replace(Span::new(line.start + kept, line.end), "");
            }
            let starts = content.len() - content.trim_start_matches([' ', '\t']).len();
            let is_first = line.start <= self.lines.note.opener.start;
            if own && !is_first && starts < kept {
                self.builder
                    .replace(Span::new(line.start, line.start + starts), INDENT);
            }
        }
    }

    /// What stands between a block and `next`: at the most one blank line, and one if it is `parted`.
    fn gap(&mut self, at: BlockAt<'_>, next: usize, parted: bool) {
        let text = self.document.text();
        let end = text.line(text.line_of(at.body().end)).end;
        let gap = Span::new(end, next);
        let blank = text.line_of(next) > text.line_of(end) + 1;
        let ends = text.line_break();
        if text.slice(gap).trim().is_empty() && next > end {
            self.builder
                .replace(gap, ends.repeat(if parted || blank { 2 } else { 1 }));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::refactor::actions::format::*;
    use crate::testing::document;

    #[track_caller]
    fn assert_formatted(kind: DocumentKind, before: &str, after: &str) {
        for (text, expected) in [
            (before.to_owned(), after.to_owned()),
            (before.replace('\n', "\r\n"), after.replace('\n', "\r\n")),
        ] {
            let document = document(kind, &text);
            let edits = format(&document, document.text().span());
            let formatted = edits.apply(document.text());
            assert_eq!(formatted.to_string(), expected);
            let again = document.with_text(formatted);
            assert!(format(&again, again.text().span()).is_empty());
        }
    }

    #[test]
    fn blanks_of_markdown_notes() {
        assert_formatted(
            DocumentKind::Markdown,
            "Prose[^1]  with\n  blanks.[^2]   \n\n\n  [^1]:One. \n\n\n\tMore\n  of it.\t\n[^2]:   Two,\nlazily. \n\n\nEnd. \n",
            "Prose[^1]  with\n  blanks.[^2]   \n\n\n[^1]: One.\n\n    More\n    of it.\n\n[^2]: Two,\n    lazily.\n\n\nEnd. \n",
        );
    }

    #[test]
    fn numbered_notes_stand_in_order() {
        assert_formatted(
            DocumentKind::Markdown,
            "A.[^1] B.[^2] C.[^10]\n\n[^10]: C.\n\n[^2]:  B,\n    more.\n\n[^1]: A.\n\nEnd.\n",
            "A.[^1] B.[^2] C.[^10]\n\n[^1]: A.\n\n[^2]: B,\n    more.\n\n[^10]: C.\n\nEnd.\n",
        );
        for text in [
            "A.[^b] B.[^a]\n\n[^b]: B.\n\n[^a]: A.\n",
            "A.[^2] B.[^1]\n\n[^2]: B.\n\n[^2]: C.\n\n[^1]: A.\n",
            "A.² B.¹\n\n² B.\n¹ A.\n",
        ] {
            assert_formatted(DocumentKind::Markdown, text, text);
        }
        let text = "A.[^1] B.[^2]\n\n[^2]: B.\n\n[^1]: A.\n";
        let document = document(DocumentKind::Markdown, text);
        assert!(format(&document, Span::at(text.len() - 3)).is_empty());
    }

    #[test]
    fn blanks_of_printed_notes() {
        assert_formatted(
            DocumentKind::Plain,
            "A word.¹ Two words.² \n\n¹\tA. \n²   B.\t\n\nThree.³\n\n\n\n³ C.\n",
            "A word.¹ Two words.² \n\n¹ A.\n² B.\n\nThree.³\n\n\n\n³ C.\n",
        );
    }

    #[test]
    fn notes_of_one_line_may_stand_on_consecutive_lines() {
        assert_formatted(
            DocumentKind::Markdown,
            "A.[^1] B.[^2] C.[^3] D.[^4]\n\n[^1]:One.\n[^2]: Two. \n[^3]: Three,\nmore.\n[^4]: Four.\n",
            "A.[^1] B.[^2] C.[^3] D.[^4]\n\n[^1]: One.\n[^2]: Two.\n\n[^3]: Three,\n    more.\n\n[^4]: Four.\n",
        );
        let text = "A.[^1] B.[^2]\n\n[^1]: One.\n\n[^2]: Two.\n";
        assert_formatted(DocumentKind::Markdown, text, text);
    }

    #[test]
    fn line_breaks_code_and_what_is_no_note_stay() {
        for text in [
            "A.[^1]\n\n[^1]: One  \n    two.\n\n    ```\n    a  \n\n\n      b\n    ```\n",
            "A.[^1]\n\n[^1]: One.\n\n    - two\n      three\n    - four\n",
            "> A.[^1]\n>\n> [^1]:   One. \n",
            "A.  B \n\n\n\nC.\n",
        ] {
            assert_formatted(DocumentKind::Markdown, text, text);
        }
    }

    #[test]
    fn only_the_notes_that_are_selected() {
        let text = "A.[^1] B.[^2]\n\n[^1]:One.\n\n[^2]:Two.\n";
        let document = document(DocumentKind::Markdown, text);
        let within = Span::at(text.find("Two").unwrap());
        let formatted = format(&document, within).apply(document.text()).to_string();
        assert_eq!(formatted, text.replace(":Two", ": Two"));
    }

    #[test]
    fn whole_lines_end_where_the_next_note_begins() {
        let text = "A.[^1] B.[^2]\n\n[^1]:One.\n[^2]:Two.\n";
        let document = document(DocumentKind::Markdown, text);
        let start = text.find("[^1]:").unwrap();
        let within = Span::new(start, text.find("[^2]:").unwrap());
        let formatted = format(&document, within).apply(document.text()).to_string();
        assert_eq!(formatted, text.replace(":One", ": One"));
    }
}
