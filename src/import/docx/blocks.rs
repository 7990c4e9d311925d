//! The blocks of a Word file: paragraphs by their style, and what holds them.

use super::super::manuscript::{Content, Inline, ManuscriptBlock};
use super::assembly::{self, BodyEntry};
use super::numbering::ItemNumber;
use super::reader::Reader;
use super::runs::{DEEPEST, ParagraphText};
use super::styles::{self, Role, TitlePart};
use super::xml::{self, Node};

impl<'a> Reader<'a> {
    /// The blocks in `node`.
    pub fn blocks(&mut self, node: Node<'a>, depth: usize) -> Vec<ManuscriptBlock> {
        self.marked_blocks(node, None, depth)
    }

    /// The blocks in `node`. `mark` is what the text of a note begins with in place of its number.
    pub fn marked_blocks(
        &mut self,
        node: Node<'a>,
        mark: Option<&str>,
        depth: usize,
    ) -> Vec<ManuscriptBlock> {
        let mut entries = Vec::new();
        self.entries(node, mark, depth, &mut entries);
        assembly::blocks(entries)
    }

    fn entries(
        &mut self,
        node: Node<'a>,
        mut mark: Option<&str>,
        depth: usize,
        entries: &mut Vec<BodyEntry>,
    ) {
        if depth > DEEPEST {
            self.is_too_deep = true;
            return;
        }
        for child in xml::children(node) {
            match child.tag_name().name() {
                "p" => self.paragraph(child, mark.take(), depth, entries),
                "tbl" => self.table(child, depth, entries),
                "sdt" if is_contents(child) => self.remarks.has_contents = true,
                "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo" | "smartTag" => {
                    self.entries(child, mark.take(), depth + 1, entries);
                }
                "del" | "moveFrom" => self.remarks.deletions += 1,
                "altChunk" => self.remarks.embedded += 1,
                _ => {}
            }
        }
    }

    fn paragraph(
        &mut self,
        node: Node<'a>,
        mark: Option<&str>,
        depth: usize,
        entries: &mut Vec<BodyEntry>,
    ) {
        self.paragraph += u32::from(!self.in_note);
        let mut text = std::mem::take(&mut self.carried);
        let mut runs = ParagraphText::new(self, mark.map(str::to_owned));
        runs.read(node, None, depth + 1);
        text.append(&mut runs.inlines);
        let properties = xml::child(node, "pPr");
        if properties.is_some_and(is_end_deleted) {
            self.carried = text;
            return;
        }
        let boxes = std::mem::take(&mut self.boxes);
        self.entry(properties, text, entries);
        entries.extend(boxes.into_iter().map(BodyEntry::Block));
    }

    /// Appends a paragraph as what its style makes of it.
    fn entry(
        &mut self,
        properties: Option<Node<'a>>,
        text: Vec<Inline>,
        entries: &mut Vec<BodyEntry>,
    ) {
        let style = properties.and_then(|properties| xml::value(properties, "pStyle"));
        let outline = properties.and_then(styles::outline);
        let role = self.styles.role(style, outline);
        let item = match role {
            Role::Heading(_) | Role::Contents => None,
            _ => self.item(properties, style),
        };
        if assembly::is_empty(&text) || role == Role::Contents {
            self.remarks.has_contents |= role == Role::Contents;
            return;
        }
        let Some(text) = self.body_text(style, text, entries) else {
            return;
        };
        let origin = self.origin();
        let block = ManuscriptBlock::paragraph(origin, text);
        entries.push(match (role, item) {
            (Role::Heading(level), _) => BodyEntry::Block(heading(level, block)),
            (_, Some((list, level, sign))) => BodyEntry::Item {
                list,
                level,
                sign,
                block,
            },
            (Role::Code, _) => BodyEntry::Code(block),
            (Role::Quote, _) => BodyEntry::Quote(block),
            (Role::ListParagraph, _) => BodyEntry::Continuation(block),
            _ if properties.is_some_and(is_indented) => BodyEntry::Quote(block),
            _ => BodyEntry::Block(block),
        });
    }

    /// The text of a paragraph, if it belongs to the body: the title block is put aside. What has a footnote stays in
    /// the text, where every program reads it.
    fn body_text(
        &mut self,
        style: Option<&str>,
        text: Vec<Inline>,
        entries: &mut Vec<BodyEntry>,
    ) -> Option<Vec<Inline>> {
        if !self.in_title_block || self.in_note {
            return Some(text);
        }
        let Some(part) = self.styles.title_part(style) else {
            self.in_title_block = false;
            return Some(text);
        };
        if text.iter().any(|inline| matches!(inline, Inline::Note(_))) {
            if part != TitlePart::Title {
                return Some(text);
            }
            let block = ManuscriptBlock::paragraph(self.origin(), text);
            entries.push(BodyEntry::Block(heading(1, block)));
            return None;
        }
        let words = Inline::words(&text);
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let metadata = &mut self.metadata;
        let add = |field: &mut Option<String>| match field {
            Some(before) => *before = format!("{before} {words}"),
            None => *field = Some(words.clone()),
        };
        match part {
            TitlePart::Title => add(&mut metadata.title),
            TitlePart::Subtitle => add(&mut metadata.subtitle),
            TitlePart::Institution => add(&mut metadata.institution),
            TitlePart::Date => add(&mut metadata.date),
            TitlePart::Author => metadata.authors.push(words),
        }
        None
    }

    /// The list that a paragraph is an item of, its level, and what it begins with.
    fn item(
        &mut self,
        properties: Option<Node<'a>>,
        style: Option<&str>,
    ) -> Option<(String, u8, ItemNumber)> {
        let own = properties.and_then(|properties| xml::child(properties, "numPr"));
        let list = own.and_then(|own| xml::value(own, "numId"));
        let level = own.and_then(|own| xml::value(own, "ilvl")?.parse().ok());
        let (list, level) = match list {
            Some(list) => (list.to_owned(), level.unwrap_or(0)),
            None => {
                let (by, list, of_style) = self.styles.numbering(style)?;
                let of_style = of_style.or_else(|| self.numbering.level_of_style(list, by));
                (list.to_owned(), level.or(of_style).unwrap_or(0))
            }
        };
        let sign = self.numbering.next(&list, level)?;
        Some((list, level, sign))
    }
}

/// The paragraph as a heading. Bold or italics of all of it are how it looks, and say nothing.
fn heading(level: u8, block: ManuscriptBlock) -> ManuscriptBlock {
    let Content::Paragraph(mut text) = block.content else {
        return block;
    };
    let set = |is: fn(&Inline) -> bool| text.iter().all(is);
    let (bold, italic) = (
        set(
            |inline| !matches!(inline, Inline::Text { style, text } if !style.bold && !text.trim().is_empty()),
        ),
        set(
            |inline| !matches!(inline, Inline::Text { style, text } if !style.italic && !text.trim().is_empty()),
        ),
    );
    for inline in &mut text {
        if let Inline::Text { style, .. } = inline {
            style.bold &= !bold;
            style.italic &= !italic;
        }
    }
    ManuscriptBlock {
        origin: block.origin,
        content: Content::Heading { level, text },
    }
}

/// Whether the end of the paragraph is deleted, so that the next goes on with its text.
fn is_end_deleted(properties: Node<'_>) -> bool {
    let Some(end) = xml::child(properties, "rPr") else {
        return false;
    };
    ["del", "moveFrom"]
        .iter()
        .any(|name| xml::child(end, name).is_some())
}

/// Whether the paragraph itself is moved in, all its lines: so authors set quotations by hand.
fn is_indented(properties: Node<'_>) -> bool {
    let Some(indent) = xml::child(properties, "ind") else {
        return false;
    };
    let length = |names: [&str; 2]| {
        let value = names.iter().find_map(|name| xml::attribute(indent, name));
        value
            .and_then(|value| value.parse::<i64>().ok())
            .unwrap_or(0)
    };
    length(["left", "start"]) > length(["hanging", "hanging"])
}

/// Whether `w:sdt` is a table of contents.
fn is_contents(node: Node<'_>) -> bool {
    let gallery = xml::descend(node, &["sdtPr", "docPartObj"]);
    let gallery = gallery.and_then(|part| xml::value(part, "docPartGallery"));
    gallery == Some("Table of Contents")
}
