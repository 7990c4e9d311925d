//! A manuscript as a Word file (WordprocessingML of ISO/IEC 29500, transitional): real footnotes, headings, lists,
//! tables.

mod blocks;
mod numbering;
mod package;
mod runs;
mod xml;

use crate::import::{Inline, Manuscript, Metadata};

use blocks::BlockPlace;
use numbering::Lists;
use package::{Links, PackageParts};

/// Writes the parts of a Word file.
struct DocxWriter<'a> {
    manuscript: &'a Manuscript,
    /// The part that is written, as XML.
    out: String,
    /// What the part that is written links to.
    links: Links,
    lists: Lists,
    /// The notes in the order of their first markers.
    notes: Vec<usize>,
    in_note: bool,
}

/// The Word file that `manuscript` is.
///
/// # Errors
/// Where the archive cannot be written: it is longer than 4 GB.
pub fn docx(manuscript: &Manuscript) -> std::io::Result<Vec<u8>> {
    let mut writer = DocxWriter {
        manuscript,
        out: String::new(),
        links: Links::default(),
        lists: Lists::default(),
        notes: Vec::new(),
        in_note: false,
    };
    writer.title_block(&manuscript.metadata);
    writer.blocks(&manuscript.blocks, BlockPlace::default());
    let body = std::mem::take(&mut writer.out);
    let links = std::mem::take(&mut writer.links);
    writer.footnotes();
    package::write(&PackageParts {
        metadata: &manuscript.metadata,
        body: &body,
        links: &links,
        footnotes: &writer.out,
        footnote_links: &writer.links,
        numbering: &writer.lists.xml(),
    })
}

impl DocxWriter<'_> {
    fn title_block(&mut self, metadata: &Metadata) {
        let one = |text: &Option<String>| text.clone().into_iter().collect::<Vec<_>>();
        let parts = [
            ("Title", one(&metadata.title)),
            ("Subtitle", one(&metadata.subtitle)),
            ("Author", metadata.authors.clone()),
            ("Institution", one(&metadata.institution)),
            ("Date", one(&metadata.date)),
        ];
        for (style, texts) in parts {
            for text in texts {
                self.paragraph(style, "", &[Inline::plain(text)]);
            }
        }
    }

    /// Writes the notes that have a marker; Word has no others.
    fn footnotes(&mut self) {
        self.in_note = true;
        for (index, note) in self.notes.clone().into_iter().enumerate() {
            let id = package::FIRST_NOTE + index;
            self.out.push_str(&format!("<w:footnote w:id=\"{id}\">"));
            let blocks = self.manuscript.notes.get(note);
            let blocks = blocks
                .map(|note| note.blocks.as_slice())
                .unwrap_or_default();
            self.note(blocks);
            self.out.push_str("</w:footnote>");
        }
    }
}
