//! The lists of a Word file: each has a definition of its own, so that none counts on from another.

use crate::import::ListNumbering;

/// The levels that a list has.
const LEVELS: usize = 9;
/// How far a level is moved in, in twentieths of a point.
const INDENT: usize = 720;

/// The lists that were written.
#[derive(Debug, Default)]
pub(super) struct Lists(Vec<(Option<u64>, ListNumbering)>);

impl Lists {
    /// A new list: its id.
    pub fn add(&mut self, start: Option<u64>, numbering: ListNumbering) -> usize {
        self.0.push((start, numbering));
        self.0.len()
    }

    /// The definitions and lists, as the content of the part `numbering.xml`.
    pub fn xml(&self) -> String {
        let mut xml = String::new();
        for (index, (start, numbering)) in self.0.iter().enumerate() {
            let id = index + 1;
            xml.push_str(&format!(
                "<w:abstractNum w:abstractNumId=\"{id}\"><w:multiLevelType w:val=\"multilevel\"/>"
            ));
            for level in 0..LEVELS {
                xml.push_str(&level_xml(level, *start, *numbering));
            }
            xml.push_str("</w:abstractNum>");
        }
        for index in 0..self.0.len() {
            let id = index + 1;
            xml.push_str(&format!(
                "<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{id}\"/></w:num>"
            ));
        }
        xml
    }
}

fn level_xml(level: usize, start: Option<u64>, numbering: ListNumbering) -> String {
    let format = match (start, numbering) {
        (None, _) => "bullet",
        (_, ListNumbering::Decimal) => "decimal",
        (_, ListNumbering::LowerLetter) => "lowerLetter",
        (_, ListNumbering::UpperLetter) => "upperLetter",
        (_, ListNumbering::LowerRoman) => "lowerRoman",
        (_, ListNumbering::UpperRoman) => "upperRoman",
    };
    let text = match start {
        None => "•".to_owned(),
        Some(_) => format!("%{}.", level + 1),
    };
    format!(
        "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"{}\"/><w:numFmt w:val=\"{format}\"/>\
         <w:lvlText w:val=\"{text}\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"{}\" \
         w:hanging=\"360\"/></w:pPr></w:lvl>",
        start.unwrap_or(1),
        INDENT * (level + 1)
    )
}
