//! Running text as runs.

use crate::import::{Inline, TextStyle};

use super::DocxWriter;
use super::package;
use super::xml::escaped;

/// The run that shows a footnote's number.
const REFERENCE: &str = "<w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr>";

impl DocxWriter<'_> {
    /// Writes a paragraph of a style, with more properties in XML.
    pub fn paragraph(&mut self, style: &str, properties: &str, text: &[Inline]) {
        self.begin_paragraph(style, properties);
        self.runs(text, false);
        self.out.push_str("</w:p>");
    }

    /// Writes the beginning of a paragraph.
    pub fn begin_paragraph(&mut self, style: &str, properties: &str) {
        self.out.push_str("<w:p>");
        if !style.is_empty() || !properties.is_empty() {
            self.out.push_str("<w:pPr>");
            if !style.is_empty() {
                self.out.push_str(&format!("<w:pStyle w:val=\"{style}\"/>"));
            }
            self.out.push_str(properties);
            self.out.push_str("</w:pPr>");
        }
    }

    /// Writes the number of the note that is written, and a space.
    pub fn own_number(&mut self) {
        self.out
            .push_str(&format!("<w:r>{REFERENCE}<w:footnoteRef/></w:r>"));
        self.out
            .push_str("<w:r><w:t xml:space=\"preserve\"> </w:t></w:r>");
    }

    pub fn runs(&mut self, text: &[Inline], in_link: bool) {
        for inline in text {
            match inline {
                Inline::Text { text, style } => self.run(text, *style, in_link),
                Inline::Link { target, text } if !in_link => {
                    let id = self.links.id(target);
                    self.out.push_str(&format!("<w:hyperlink r:id=\"{id}\">"));
                    self.runs(text, true);
                    self.out.push_str("</w:hyperlink>");
                }
                Inline::Link { text, .. } => self.runs(text, true),
                Inline::Note(note) => self.marker(*note),
                Inline::Break => self.out.push_str("<w:r><w:br/></w:r>"),
            }
        }
    }

    fn run(&mut self, text: &str, style: TextStyle, in_link: bool) {
        let properties = properties(style, in_link);
        self.out.push_str("<w:r>");
        if !properties.is_empty() {
            self.out.push_str(&format!("<w:rPr>{properties}</w:rPr>"));
        }
        self.out.push_str(&format!(
            "<w:t xml:space=\"preserve\">{}</w:t></w:r>",
            escaped(text)
        ));
    }

    /// Writes a marker with a note of its own: for a second marker of a note, a second note that says the same, as Pandoc
    /// does. The field that Word has for it (NOTEREF) is a raised number to all others.
    fn marker(&mut self, note: usize) {
        if self.in_note {
            // Word has no notes in notes.
            return;
        }
        let id = package::FIRST_NOTE + self.notes.len();
        self.notes.push(note);
        self.out.push_str(&format!(
            "<w:r>{REFERENCE}<w:footnoteReference w:id=\"{id}\"/></w:r>"
        ));
    }
}

/// The properties of a run, in the order that the schema has them (ISO/IEC 29500-1, 17.3.2.28).
fn properties(style: TextStyle, in_link: bool) -> String {
    let mut properties = String::new();
    match (style.code, in_link) {
        (true, _) => properties.push_str("<w:rStyle w:val=\"VerbatimChar\"/>"),
        (_, true) => properties.push_str("<w:rStyle w:val=\"Hyperlink\"/>"),
        _ => {}
    }
    let flags = [
        (style.bold, "<w:b/>"),
        (style.italic, "<w:i/>"),
        (style.struck, "<w:strike/>"),
        (style.superscript, "<w:vertAlign w:val=\"superscript\"/>"),
        (
            style.subscript && !style.superscript,
            "<w:vertAlign w:val=\"subscript\"/>",
        ),
    ];
    for (is_set, property) in flags {
        if is_set {
            properties.push_str(property);
        }
    }
    properties
}
