//! Tables of a Word file.

use super::super::manuscript::{Cell, Content, ManuscriptBlock, Table};
use super::assembly::BodyEntry;
use super::reader::Reader;
use super::xml::{self, Node};

/// The most columns that a cell may span: as many as Word has.
const MOST_COLUMNS: usize = 63;

impl<'a> Reader<'a> {
    /// Appends a table. One of a single cell is a frame: what is in it is text.
    pub fn table(&mut self, node: Node<'a>, depth: usize, entries: &mut Vec<BodyEntry>) {
        let mut rows = Vec::new();
        let mut has_header = xml::child(node, "tblPr").is_some_and(has_first_row);
        let outer = std::mem::take(&mut self.carried);
        let first = self.paragraph + u32::from(!self.in_note);
        for (index, row) in rows_of(node).into_iter().enumerate() {
            let properties = xml::child(row, "trPr");
            let of_row = |name| properties.and_then(|properties| xml::toggle(properties, name));
            if of_row("del").is_some() {
                self.remarks.deletions += 1;
                continue;
            }
            has_header |= index == 0 && of_row("tblHeader") == Some(true);
            rows.push(self.row(row, depth));
        }
        self.carried = outer;
        let mut origin = self.origin();
        origin.paragraph = first;
        match rows.as_mut_slice() {
            [] => {}
            [row] if row.len() == 1 => {
                let blocks = row.pop().unwrap_or_default();
                entries.extend(blocks.into_iter().map(BodyEntry::Block));
            }
            _ => entries.push(BodyEntry::Block(ManuscriptBlock {
                origin,
                content: Content::Table(Table { has_header, rows }),
            })),
        }
    }

    fn row(&mut self, row: Node<'a>, depth: usize) -> Vec<Cell> {
        let mut cells = Vec::new();
        for node in cells_of(row) {
            let properties = xml::child(node, "tcPr");
            let property = |name| properties.and_then(|properties| xml::child(properties, name));
            let span = property("gridSpan").and_then(|span| xml::attribute(span, "val"));
            let span = span.and_then(|span| span.parse().ok()).unwrap_or(1_usize);
            if property("cellDel").is_some() {
                self.remarks.deletions += 1;
                continue;
            }
            // A cell that goes on from the row above has no text of its own.
            let goes_on = property("vMerge")
                .is_some_and(|merge| !matches!(xml::attribute(merge, "val"), Some("restart")));
            let blocks = self.blocks(node, depth + 1);
            cells.push(if goes_on { Cell::new() } else { blocks });
            let rest = span.clamp(1, MOST_COLUMNS) - 1;
            cells.extend(std::iter::repeat_n(Cell::new(), rest));
        }
        cells
    }
}

/// Whether `w:tblPr` gives the first row a look of its own.
fn has_first_row(properties: Node<'_>) -> bool {
    let Some(look) = xml::child(properties, "tblLook") else {
        return false;
    };
    match xml::attribute(look, "firstRow") {
        Some(value) => matches!(value, "1" | "true" | "on"),
        None => {
            let bits = xml::attribute(look, "val").unwrap_or_default();
            u32::from_str_radix(bits, 16).is_ok_and(|bits| bits & 0x20 != 0)
        }
    }
}

fn rows_of(table: Node<'_>) -> Vec<Node<'_>> {
    unwrapped(table, "tr")
}

fn cells_of(row: Node<'_>) -> Vec<Node<'_>> {
    unwrapped(row, "tc")
}

/// The elements called `name` in `node`, with or without content controls around them.
fn unwrapped<'a>(node: Node<'a>, name: &str) -> Vec<Node<'a>> {
    let mut found = Vec::new();
    for child in xml::children(node) {
        if xml::is(child, name) {
            found.push(child);
        } else if matches!(child.tag_name().name(), "sdt" | "customXml" | "ins") {
            let content = xml::child(child, "sdtContent").unwrap_or(child);
            found.extend(
                xml::children(content)
                    .into_iter()
                    .filter(|node| xml::is(*node, name)),
            );
        }
    }
    found
}
