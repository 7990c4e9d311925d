//! A brief in Markdown as a manuscript.

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd};
use rustc_hash::FxHashMap;

use crate::import::{
    Content, Inline, List, Manuscript, ManuscriptBlock, ManuscriptNote, Metadata, Origin, Table,
    TextStyle,
};

use super::front_matter;

/// How deep blocks may be nested: what is deeper is read as if it stood at that depth.
const DEEPEST: usize = 40;

/// The manuscript that `text` is, whose notes are Markdown footnotes. `is_pandoc`: it is read as Pandoc reads it where
/// that differs.
pub fn manuscript(text: &str, is_pandoc: bool) -> Manuscript {
    let mut options =
        Options::ENABLE_FOOTNOTES | Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    if is_pandoc {
        options |= Options::ENABLE_SUPERSCRIPT
            | Options::ENABLE_SUBSCRIPT
            | Options::ENABLE_HEADING_ATTRIBUTES;
    }
    let (yaml, body) = front_matter::split(text);
    let mut builder = ManuscriptBuilder {
        frames: vec![Vec::new()],
        metadata: front_matter::metadata(yaml),
        ..ManuscriptBuilder::default()
    };
    for event in Parser::new_ext(body, options) {
        builder.event(event);
    }
    builder.finish()
}

#[derive(Default)]
struct ManuscriptBuilder {
    /// The blocks of each container that is open, from the outside.
    frames: Vec<Vec<ManuscriptBlock>>,
    inlines: Vec<Inline>,
    style: TextStyle,
    /// The links that are open: the address, and the text before.
    links: Vec<(String, Vec<Inline>)>,
    lists: Vec<List>,
    tables: Vec<Table>,
    notes: Vec<ManuscriptNote>,
    by_label: FxHashMap<String, usize>,
    /// The notes that are open.
    open_notes: Vec<usize>,
    code: Option<String>,
    metadata: Metadata,
    pictures: usize,
    is_in_picture: bool,
}

impl ManuscriptBuilder {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text),
            Event::Code(text) => {
                let style = TextStyle {
                    code: true,
                    ..self.style
                };
                self.push(Inline::Text {
                    text: text.into_string(),
                    style,
                });
            }
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.push(Inline::Break),
            Event::FootnoteReference(label) => {
                let note = self.note(&label);
                self.push(Inline::Note(note));
            }
            Event::Rule => self.block(Content::Rule),
            Event::InlineHtml(html) => self.html(&html),
            Event::Html(html) => self.html_block(&html),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(code) = self.code.as_mut() {
            code.push_str(text);
            return;
        }
        self.push(Inline::Text {
            text: text.to_owned(),
            style: self.style,
        });
    }

    fn push(&mut self, inline: Inline) {
        if !self.is_in_picture {
            self.inlines.push(inline);
        }
    }

    fn note(&mut self, label: &CowStr<'_>) -> usize {
        let next = self.notes.len();
        let index = *self.by_label.entry(label.to_string()).or_insert(next);
        if index == next {
            self.notes.push(ManuscriptNote::default());
        }
        index
    }

    /// What elements of HTML in running text say.
    fn html(&mut self, html: &str) {
        let name = html
            .trim_matches(|c: char| "<>/ ".contains(c))
            .to_ascii_lowercase();
        let opens = !html.starts_with("</");
        match name.as_str() {
            "br" => self.push(Inline::Break),
            "sup" => self.style.superscript = opens,
            "sub" => self.style.subscript = opens,
            "b" | "strong" => self.style.bold = opens,
            "i" | "em" => self.style.italic = opens,
            _ => {}
        }
    }

    /// The words of a line of HTML that is a block, without its elements.
    fn html_block(&mut self, html: &str) {
        if html.trim_start().starts_with("<!--") {
            return;
        }
        let mut words = String::new();
        for part in html.split('<') {
            let after = part.split_once('>').map_or(part, |(_, after)| after);
            words.push_str(after);
        }
        if !words.trim().is_empty() {
            self.text(&words);
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Emphasis => self.style.italic = true,
            Tag::Strong => self.style.bold = true,
            Tag::Strikethrough => self.style.struck = true,
            Tag::Superscript => self.style.superscript = true,
            Tag::Subscript => self.style.subscript = true,
            Tag::Link { dest_url, .. } => {
                let before = std::mem::take(&mut self.inlines);
                self.links.push((dest_url.into_string(), before));
            }
            Tag::Image { .. } => {
                self.pictures += 1;
                self.is_in_picture = true;
            }
            Tag::CodeBlock(_) => {
                self.flush();
                self.code = Some(String::new());
            }
            Tag::BlockQuote(_) | Tag::Item | Tag::TableCell => self.open(),
            Tag::FootnoteDefinition(label) => {
                self.open();
                let note = self.note(&label);
                self.open_notes.push(note);
            }
            Tag::List(start) => {
                self.flush();
                self.lists.push(List {
                    start,
                    ..List::default()
                });
            }
            Tag::Table(_) => self.tables.push(Table {
                has_header: true,
                rows: Vec::new(),
            }),
            Tag::TableHead | Tag::TableRow => {
                if let Some(table) = self.tables.last_mut() {
                    table.rows.push(Vec::new());
                }
            }
            _ => self.flush(),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.flush(),
            TagEnd::Heading(level) => {
                let text = std::mem::take(&mut self.inlines);
                let level = level as u8;
                self.block(Content::Heading { level, text });
            }
            TagEnd::Emphasis => self.style.italic = false,
            TagEnd::Strong => self.style.bold = false,
            TagEnd::Strikethrough => self.style.struck = false,
            TagEnd::Superscript => self.style.superscript = false,
            TagEnd::Subscript => self.style.subscript = false,
            TagEnd::Link => self.end_link(),
            TagEnd::Image => self.is_in_picture = false,
            TagEnd::CodeBlock => {
                let code = self.code.take().unwrap_or_default();
                self.block(Content::Code(code.trim_end_matches('\n').to_owned()));
            }
            TagEnd::BlockQuote(_) => {
                let blocks = self.close();
                self.block(Content::Quote(blocks));
            }
            TagEnd::Item => {
                let blocks = self.close();
                if let Some(list) = self.lists.last_mut() {
                    list.items.push(blocks);
                }
            }
            TagEnd::List(_) => {
                let list = self.lists.pop().unwrap_or_default();
                self.block(Content::List(list));
            }
            TagEnd::TableCell => {
                let blocks = self.close();
                if let Some(row) = self
                    .tables
                    .last_mut()
                    .and_then(|table| table.rows.last_mut())
                {
                    row.push(blocks);
                }
            }
            TagEnd::Table => {
                let table = self.tables.pop().unwrap_or_default();
                self.block(Content::Table(table));
            }
            TagEnd::FootnoteDefinition => {
                let blocks = self.close();
                if let Some(note) = self
                    .open_notes
                    .pop()
                    .and_then(|note| self.notes.get_mut(note))
                {
                    note.blocks = blocks;
                }
            }
            _ => {}
        }
    }

    fn end_link(&mut self) {
        let Some((target, before)) = self.links.pop() else {
            return;
        };
        let text = std::mem::replace(&mut self.inlines, before);
        // A place in the brief itself has no address elsewhere.
        match target.is_empty() || target.starts_with('#') {
            true => self.inlines.extend(text),
            false => self.inlines.push(Inline::Link { target, text }),
        }
    }

    fn open(&mut self) {
        self.flush();
        self.frames.push(Vec::new());
    }

    fn close(&mut self) -> Vec<ManuscriptBlock> {
        self.flush();
        let blocks = self.frames.pop().unwrap_or_default();
        match self.frames.len() > DEEPEST {
            true => {
                if let Some(outer) = self.frames.last_mut() {
                    outer.extend(blocks);
                }
                Vec::new()
            }
            false => blocks,
        }
    }

    /// Ends the paragraph that is open: the text of a tight list item has no end of its own.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.inlines);
        if !text.is_empty() {
            self.block(Content::Paragraph(text));
        }
    }

    fn block(&mut self, content: Content) {
        let block = ManuscriptBlock {
            origin: Origin::default(),
            content,
        };
        if let Some(frame) = self.frames.last_mut() {
            frame.push(block);
        }
    }

    fn finish(mut self) -> Manuscript {
        self.flush();
        let left_out = match self.pictures {
            0 => Vec::new(),
            1 => vec!["1 picture".to_owned()],
            count => vec![format!("{count} pictures")],
        };
        Manuscript {
            metadata: self.metadata,
            blocks: self.frames.drain(..).flatten().collect(),
            notes: self.notes,
            left_out,
        }
    }
}
