//! A manuscript as a brief in Markdown, which GitHub and Pandoc read alike.

mod escape;
mod front_matter;
mod inlines;
mod list;
mod pieces;
mod reread;
mod table;
mod text_place;

#[cfg(test)]
mod tests;

pub use escape::opens_math;
pub use front_matter::front_matter;

use super::manuscript::{Content, Inline, List, Manuscript, ManuscriptBlock, Origin};
use text_place::TextPlace;

/// A brief, and where its blocks stood in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The brief, in Markdown.
    pub text: String,
    /// Where each block of text begins, in bytes, and where it stood; in the order of the text.
    pub origins: Vec<(usize, Origin)>,
}

impl Written {
    /// Where the text at byte `at` stood in the file.
    pub fn origin(&self, at: usize) -> Option<Origin> {
        let after = self.origins.partition_point(|(start, _)| *start <= at);
        self.origins[..after].last().map(|(_, origin)| *origin)
    }
}

/// Writes `manuscript` as Markdown: the title block as front matter, all notes at the end, numbered by their first
/// markers. A note without a marker comes last.
pub fn markdown(manuscript: &Manuscript) -> Written {
    let mut writer = Writer {
        written: Written {
            text: front_matter(&manuscript.metadata),
            origins: Vec::new(),
        },
        prefix: String::new(),
        first: None,
        labels: NoteLabels::of(manuscript.notes.len()),
    };
    writer.blocks(&manuscript.blocks);
    writer.notes(manuscript);
    let mut written = writer.written;
    let end = written.text.trim_end().len();
    written.text.truncate(end);
    if end > 0 {
        written.text.push('\n');
    }
    written
}

/// What the notes are called: numbers by first marker.
struct NoteLabels {
    /// Of each note, its number.
    numbers: Vec<Option<usize>>,
    /// The notes in the order of their numbers.
    order: Vec<usize>,
}

impl NoteLabels {
    fn of(notes: usize) -> Self {
        Self {
            numbers: vec![None; notes],
            order: Vec::with_capacity(notes),
        }
    }

    fn number(&mut self, note: usize) -> usize {
        if let Some(Some(number)) = self.numbers.get(note) {
            return *number;
        }
        self.order.push(note);
        let number = self.order.len();
        if let Some(slot) = self.numbers.get_mut(note) {
            *slot = Some(number);
        }
        number
    }
}

struct Writer {
    written: Written,
    /// What each line begins with: the signs of the containers around it.
    prefix: String,
    /// What the next line begins with instead: it is the first of a list item.
    first: Option<String>,
    labels: NoteLabels,
}

impl Writer {
    fn blocks(&mut self, blocks: &[ManuscriptBlock]) {
        for (index, block) in blocks.iter().enumerate() {
            if index > 0 {
                self.blank_line();
            }
            if blocks[..index]
                .last()
                .is_some_and(|last| run_together(last, block))
            {
                self.line("<!-- -->");
                self.blank_line();
            }
            self.block(block);
        }
    }

    fn block(&mut self, block: &ManuscriptBlock) {
        match &block.content {
            Content::Heading { level, text } => {
                let text = self.inlines(text, TextPlace::Heading);
                let signs = "#".repeat(usize::from((*level).clamp(1, 6)));
                self.begin(block.origin);
                self.line(format!("{signs} {text}").trim_end());
            }
            Content::Paragraph(text) => {
                let text = self.inlines(text, TextPlace::Block);
                self.begin(block.origin);
                self.lines(&text);
            }
            Content::Quote(blocks) => self.within("> ", blocks),
            Content::List(list) => self.list(list),
            Content::Table(table) => {
                let (rows, origins) = table::write(table, &mut |note| self.labels.number(note));
                for (row, origin) in rows.iter().zip(origins) {
                    if let Some(origin) = origin {
                        self.begin(origin);
                    }
                    self.line(row);
                }
            }
            Content::Code(code) => {
                self.begin(block.origin);
                let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
                let fence = "`".repeat(longest.max(2) + 1);
                self.line(&fence);
                self.lines(code);
                self.line(&fence);
            }
            Content::Rule => self.line("---"),
        }
    }

    fn within(&mut self, sign: &str, blocks: &[ManuscriptBlock]) {
        let length = self.prefix.len();
        self.prefix.push_str(sign);
        self.blocks(blocks);
        self.prefix.truncate(length);
    }

    fn list(&mut self, list: &List) {
        let is_tight = list::is_tight(list);
        for (index, (sign, item)) in list::signs(list).iter().zip(&list.items).enumerate() {
            if index > 0 && !is_tight {
                self.blank_line();
            }
            self.item(sign, item, is_tight);
        }
    }

    /// Writes an item: `sign` on its first line, as many spaces on the others.
    fn item(&mut self, sign: &str, blocks: &[ManuscriptBlock], is_tight: bool) {
        let outside = self.prefix.len();
        let first = self.first.take().unwrap_or_else(|| self.prefix.clone());
        self.first = Some(first + sign);
        self.prefix.push_str(&" ".repeat(sign.len()));
        match is_tight {
            true => blocks.iter().for_each(|block| self.block(block)),
            false => self.blocks(blocks),
        }
        if self.first.is_some() {
            self.line("");
        }
        self.prefix.truncate(outside);
    }

    fn notes(&mut self, manuscript: &Manuscript) {
        let mut next = 0;
        loop {
            if next == self.labels.order.len() {
                let numbers = &self.labels.numbers;
                let Some(rest) = numbers.iter().position(Option::is_none) else {
                    break;
                };
                self.labels.number(rest);
            }
            // A note may cite a note, which is then the next.
            let index = self.labels.order[next];
            next += 1;
            let Some(note) = manuscript.notes.get(index) else {
                continue;
            };
            if !self.written.text.is_empty() {
                self.blank_line();
            }
            self.note(&format!("[^{next}]:"), &note.blocks);
        }
    }

    fn note(&mut self, head: &str, blocks: &[ManuscriptBlock]) {
        match blocks {
            [first, rest @ ..] if matches!(first.content, Content::Paragraph(_)) => {
                let Content::Paragraph(text) = &first.content else {
                    return;
                };
                let text = self.inlines(text, TextPlace::Block);
                self.begin(first.origin);
                let mut lines = text.split('\n');
                self.line(format!("{head} {}", lines.next().unwrap_or("")).trim_end());
                self.prefix.push_str("    ");
                lines.for_each(|line| self.line(line));
                for block in rest {
                    self.blank_line();
                    self.block(block);
                }
            }
            blocks => {
                self.line(head);
                self.prefix.push_str("    ");
                for block in blocks {
                    self.blank_line();
                    self.block(block);
                }
            }
        }
        self.prefix.clear();
    }

    fn inlines(&mut self, text: &[Inline], line: TextPlace) -> String {
        inlines::write(text, line, &mut |note| self.labels.number(note).to_string())
    }

    /// Notes where the next line stood in the file.
    fn begin(&mut self, origin: Origin) {
        self.written.origins.push((self.written.text.len(), origin));
    }

    fn lines(&mut self, text: &str) {
        text.split('\n').for_each(|line| self.line(line));
    }

    fn line(&mut self, line: &str) {
        let prefix = self.first.take();
        let prefix = prefix.as_deref().unwrap_or(&self.prefix);
        let text = &mut self.written.text;
        text.push_str(if line.is_empty() {
            prefix.trim_end()
        } else {
            prefix
        });
        text.push_str(line);
        text.push('\n');
    }

    fn blank_line(&mut self) {
        self.line("");
    }
}

/// Whether two blocks would be one without something between them: lists of one kind.
fn run_together(one: &ManuscriptBlock, other: &ManuscriptBlock) -> bool {
    match (&one.content, &other.content) {
        (Content::List(one), Content::List(other)) => one.start.is_some() == other.start.is_some(),
        _ => false,
    }
}
