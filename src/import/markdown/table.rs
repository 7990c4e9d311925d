//! A table as Markdown has it: one line a row (GFM 4.10, Pandoc's `pipe_tables`).

use super::super::manuscript::{Content, Inline, ManuscriptBlock, Origin, Table};
use super::inlines;
use super::text_place::TextPlace;

/// What numbers a note.
type CellNumber<'a> = &'a mut dyn FnMut(usize) -> usize;

/// The lines of the table, and where the first block of each stood.
pub(super) fn write(table: &Table, number: CellNumber<'_>) -> (Vec<String>, Vec<Option<Origin>>) {
    let columns = table.rows.iter().map(Vec::len).max().unwrap_or(0).max(1);
    let mut lines = Vec::with_capacity(table.rows.len() + 2);
    let mut origins = Vec::with_capacity(table.rows.len() + 2);
    let rule = format!("|{}", " --- |".repeat(columns));
    if !table.has_header {
        lines.extend([format!("|{}", "  |".repeat(columns)), rule.clone()]);
        origins.extend([None, None]);
    }
    for (index, row) in table.rows.iter().enumerate() {
        let mut line = String::from("|");
        for column in 0..columns {
            let cell = row.get(column).map(|cell| write_cell(cell, number));
            line.push_str(&format!(" {} |", cell.unwrap_or_default()));
        }
        lines.push(line);
        origins.push(row.iter().flatten().map(|block| block.origin).next());
        if index == 0 && table.has_header {
            lines.push(rule.clone());
            origins.push(None);
        }
    }
    (lines, origins)
}

/// The text of a cell on one line.
fn write_cell(blocks: &[ManuscriptBlock], number: CellNumber<'_>) -> String {
    let mut parts = Vec::new();
    collect(blocks, &mut parts);
    let mut written = Vec::new();
    for part in parts {
        let text = inlines::write(&part, TextPlace::Cell, &mut |note| number(note).to_string());
        if !text.is_empty() {
            written.push(text);
        }
    }
    written.join("<br>")
}

/// Appends the text of the blocks, a line each.
fn collect(blocks: &[ManuscriptBlock], parts: &mut Vec<Vec<Inline>>) {
    for block in blocks {
        match &block.content {
            Content::Heading { text, .. } | Content::Paragraph(text) => parts.push(text.clone()),
            Content::Quote(blocks) => collect(blocks, parts),
            Content::List(list) => {
                for (index, item) in list.items.iter().enumerate() {
                    let from = parts.len();
                    collect(item, parts);
                    let number = list.start.map(|start| start.saturating_add(index as u64));
                    let sign = number.map_or("• ".to_owned(), |number| format!("{number}. "));
                    if let Some(first) = parts.get_mut(from) {
                        first.insert(0, Inline::plain(sign));
                    }
                }
            }
            Content::Table(table) => table
                .rows
                .iter()
                .flatten()
                .for_each(|cell| collect(cell, parts)),
            Content::Code(code) => parts.push(vec![Inline::plain(code.as_str())]),
            Content::Rule => {}
        }
    }
}
