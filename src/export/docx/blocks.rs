//! Blocks as paragraphs and tables.

use crate::import::{Cell, Content, Inline, List, ManuscriptBlock, Table, TextStyle};

use super::DocxWriter;

/// The width of the text in twentieths of a point: a page of A4 with its margins.
const WIDTH: usize = 9026;
/// How far a level of a list is moved in, in the same unit.
const INDENT: usize = 360;
/// The deepest level of a list, from 0.
const DEEPEST_LIST: usize = 8;

/// Where a block stands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct BlockPlace {
    /// How many lists are around it.
    lists: usize,
    in_quote: bool,
}

impl DocxWriter<'_> {
    pub fn blocks(&mut self, blocks: &[ManuscriptBlock], place: BlockPlace) {
        for block in blocks {
            self.block(block, place);
        }
    }

    /// Writes the blocks of a note, the first with its number. Word wants a paragraph.
    pub fn note(&mut self, blocks: &[ManuscriptBlock]) {
        let (first, rest) = match blocks.split_first() {
            Some((block, rest)) => match &block.content {
                Content::Paragraph(text) => (text.as_slice(), rest),
                _ => (&[][..], blocks),
            },
            None => (&[][..], blocks),
        };
        self.begin_paragraph("FootnoteText", "");
        self.own_number();
        self.runs(first, false);
        self.out.push_str("</w:p>");
        self.blocks(rest, BlockPlace::default());
    }

    fn block(&mut self, block: &ManuscriptBlock, place: BlockPlace) {
        let style = match place {
            BlockPlace { lists: 1.., .. } => "ListParagraph",
            BlockPlace { in_quote: true, .. } => "Quote",
            _ if self.in_note => "FootnoteText",
            _ => "",
        };
        let indent = match place.lists {
            0 | 1 => String::new(),
            lists => format!("<w:ind w:left=\"{}\"/>", 2 * INDENT * lists),
        };
        match &block.content {
            Content::Heading { level, text } => {
                let style = format!("Heading{}", (*level).clamp(1, 6));
                self.paragraph(&style, "", text);
            }
            Content::Paragraph(text) => self.paragraph(style, &indent, text),
            Content::Quote(blocks) => self.blocks(
                blocks,
                BlockPlace {
                    in_quote: true,
                    ..place
                },
            ),
            Content::List(list) => self.list(list, place),
            Content::Table(table) => self.table(table),
            Content::Code(code) => self.code(code),
            Content::Rule => self.paragraph(
                "",
                "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"1\" w:color=\"auto\"/></w:pBdr>",
                &[],
            ),
        }
    }

    fn list(&mut self, list: &List, place: BlockPlace) {
        let level = place.lists.min(DEEPEST_LIST);
        let id = self.lists.add(list.start, list.numbering);
        let inner = BlockPlace {
            lists: place.lists + 1,
            ..place
        };
        let number =
            format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{id}\"/></w:numPr>");
        for item in &list.items {
            let (first, rest) = match item.split_first() {
                Some((block, rest)) => match &block.content {
                    Content::Paragraph(text) => (text.as_slice(), rest),
                    _ => (&[][..], item.as_slice()),
                },
                None => (&[][..], item.as_slice()),
            };
            self.paragraph("ListParagraph", &number, first);
            self.blocks(rest, inner);
        }
    }

    fn code(&mut self, code: &str) {
        for line in code.split('\n') {
            let text = Inline::Text {
                text: line.to_owned(),
                style: TextStyle::default(),
            };
            self.paragraph("SourceCode", "", &[text]);
        }
    }

    fn table(&mut self, table: &Table) {
        let columns = table.rows.iter().map(Vec::len).max().unwrap_or(0).max(1);
        let width = WIDTH / columns;
        let header = u8::from(table.has_header);
        self.out.push_str(&format!(
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"0\" w:type=\"auto\"/>\
             <w:tblLook w:val=\"0{header}20\" w:firstRow=\"{header}\" w:lastRow=\"0\" w:firstColumn=\"0\" \
             w:lastColumn=\"0\" w:noHBand=\"0\" w:noVBand=\"0\"/></w:tblPr><w:tblGrid>"
        ));
        self.out
            .push_str(&format!("<w:gridCol w:w=\"{width}\"/>").repeat(columns));
        self.out.push_str("</w:tblGrid>");
        for (index, row) in table.rows.iter().enumerate() {
            self.out.push_str("<w:tr>");
            if table.has_header && index == 0 {
                self.out.push_str("<w:trPr><w:tblHeader/></w:trPr>");
            }
            for column in 0..columns {
                self.cell(row.get(column), width);
            }
            self.out.push_str("</w:tr>");
        }
        self.out.push_str("</w:tbl>");
        // Tables that follow each other would be one.
        if !self.in_note {
            self.out.push_str("<w:p/>");
        }
    }

    /// Writes a cell, which ends with a paragraph.
    fn cell(&mut self, cell: Option<&Cell>, width: usize) {
        self.out.push_str(&format!(
            "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>"
        ));
        let blocks = cell.map(Vec::as_slice).unwrap_or_default();
        self.blocks(blocks, BlockPlace::default());
        let ends = blocks
            .last()
            .is_some_and(|last| !matches!(last.content, Content::Table(_)));
        if !ends {
            self.out.push_str("<w:p/>");
        }
        self.out.push_str("</w:tc>");
    }
}
