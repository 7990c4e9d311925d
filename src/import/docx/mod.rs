//! Word files (.docx; WordprocessingML of ISO/IEC 29500), as a manuscript.
//!
//! Tracked changes are taken as accepted. Comments, pictures, headers and footers, and the table of contents are
//! left out.

mod assembly;
mod blocks;
mod comments;
mod fields;
mod numbering;
mod package;
mod properties;
mod reader;
mod remarks;
mod runs;
mod styles;
mod tables;
mod xml;

#[cfg(test)]
mod tests;

use std::fmt;

use super::manuscript::Manuscript;
use comments::Comments;
use numbering::ListNumbers;
use package::{Package, Relationships, of_kind};
use reader::{NotesOfKind, Reader};
use styles::Styles;

/// Why a Word file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocxError {
    /// It is no zip archive.
    NoArchive,
    /// It has no text of Word in it.
    NoText,
    /// It is a compound file: of the old format, or encrypted.
    CompoundFile,
    /// It is larger, unpacked, than any document.
    TooLarge,
    /// It is nested deeper than any document.
    TooDeep,
    /// A part of it is broken; what the reader of XML says.
    Broken(String),
}

impl fmt::Display for DocxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoArchive => f.write_str("is not a Word file (.docx)"),
            Self::NoText => f.write_str("is not a Word file: there is no document in it"),
            Self::CompoundFile => f.write_str(
                "is a Word file with a password, or of the old format .doc; save it as .docx, without a password",
            ),
            Self::TooLarge => f.write_str("is too large for a document"),
            Self::TooDeep => f.write_str("is nested too deep for a document"),
            Self::Broken(reason) => write!(f, "is a broken Word file: {reason}"),
        }
    }
}

impl std::error::Error for DocxError {}

/// The text of a part and what it names.
#[derive(Default)]
struct DocxPart {
    text: String,
    links: Relationships,
}

/// The parts that are read.
#[derive(Default)]
struct DocxParts {
    document: DocxPart,
    styles: DocxPart,
    numbering: DocxPart,
    footnotes: DocxPart,
    endnotes: DocxPart,
    comments: DocxPart,
    properties: DocxPart,
}

/// Reads a Word file.
///
/// # Errors
/// [`DocxError`] where it is none, or larger or deeper than a document may be.
pub fn read(bytes: &[u8]) -> Result<Manuscript, DocxError> {
    let parts = DocxParts::of(bytes)?;
    let document = xml::parse(&parts.document.text)?;
    let body = xml::child(document.root_element(), "body").ok_or(DocxError::NoText)?;
    let styles = xml::parse(&parts.styles.text)?;
    let numbering = xml::parse(&parts.numbering.text)?;
    let comments = xml::parse(&parts.comments.text)?;
    let properties = xml::parse(&parts.properties.text)?;
    let footnotes = xml::parse(&parts.footnotes.text)?;
    let endnotes = xml::parse(&parts.endnotes.text)?;
    let mut reader = Reader {
        styles: Styles::of(styles.root_element()),
        numbering: ListNumbers::of(numbering.root_element()),
        comments: Comments::of(comments.root_element()),
        links: parts.document.links.clone(),
        footnotes: NotesOfKind::of(footnotes.root_element(), parts.footnotes.links.clone()),
        endnotes: NotesOfKind::of(endnotes.root_element(), parts.endnotes.links.clone()),
        in_title_block: true,
        ..Reader::default()
    };
    let blocks = reader.blocks(body, 0);
    if reader.is_too_deep {
        return Err(DocxError::TooDeep);
    }
    let mut left_out = reader.comments.phrases();
    left_out.extend(reader.remarks.phrases());
    let mut metadata = reader.metadata;
    properties::add(properties.root_element(), &blocks, &mut metadata);
    Ok(Manuscript {
        metadata,
        blocks,
        notes: reader.notes,
        left_out,
    })
}

impl DocxParts {
    fn of(bytes: &[u8]) -> Result<Self, DocxError> {
        let mut package = Package::open(bytes)?;
        let root = package.relationships("")?;
        let main = of_kind(&root, "officeDocument")
            .unwrap_or("word/document.xml")
            .to_owned();
        let text = package.part(&main)?.ok_or(DocxError::NoText)?;
        let links = package.relationships(&main)?;
        let mut named = |from: &Relationships, kind: &str| -> Result<DocxPart, DocxError> {
            let path = of_kind(from, kind);
            let text = path.map(|path| package.part(path)).transpose()?.flatten();
            let links = match (path, &text) {
                (Some(path), Some(_)) => package.relationships(path)?,
                _ => Relationships::default(),
            };
            Ok(DocxPart {
                text: text.unwrap_or_else(|| "<none/>".to_owned()),
                links,
            })
        };
        Ok(Self {
            styles: named(&links, "styles")?,
            numbering: named(&links, "numbering")?,
            footnotes: named(&links, "footnotes")?,
            endnotes: named(&links, "endnotes")?,
            comments: named(&links, "comments")?,
            properties: named(&root, "core-properties")?,
            document: DocxPart { text, links },
        })
    }
}
