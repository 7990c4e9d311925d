//! Reads a PDF: glyphs with their places become lines, columns, paragraphs, notes and headings.

mod assemble;
mod columns;
mod content;
mod destinations;
mod endnotes;
mod feet;
mod file;
mod flow;
mod font;
mod furniture;
mod heading;
mod limits;
mod line;
mod markers;
mod metadata;
mod metrics;
mod note;
mod number;
mod page;
mod paragraph;
mod path;
mod reading;
mod row;
mod text_string;
mod unpacked;

#[cfg(test)]
mod file_tests;
#[cfg(test)]
mod stage_tests;
#[cfg(test)]
mod testing;

use super::manuscript::Manuscript;

/// Reads the PDF that `file` is.
///
/// # Errors
///
/// Where it is no PDF, is encrypted, has no text, or asks for more than the limits allow.
pub fn read(file: &[u8]) -> Result<Manuscript, PdfError> {
    let pages = file::pages(file)?;
    Ok(assemble::manuscript(&pages, &reading::read(&pages)))
}

/// Why a PDF could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PdfError {
    /// It is no PDF, or damaged beyond repair.
    Damaged,
    /// It opens with a password only.
    Encrypted,
    /// It has images of pages, and no text.
    Scanned,
    /// It has no text.
    NoText,
    /// It has text of which the file does not say which characters it is.
    Unreadable,
    /// It asks for more of something than the limits allow.
    TooLarge(&'static str),
}

impl std::fmt::Display for PdfError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Damaged => f.write_str("is not a PDF, or is damaged"),
            Self::Encrypted => f.write_str("is encrypted: save a copy without a password first"),
            Self::Scanned => {
                f.write_str("has images of pages and no text: run OCR (text recognition) on it first")
            }
            Self::NoText => f.write_str("has no text"),
            Self::Unreadable => f.write_str(
                "has text whose fonts do not say which characters they print: run OCR (text recognition) on it first",
            ),
            Self::TooLarge(what) => write!(f, "is too large: too many {what}"),
        }
    }
}

impl std::error::Error for PdfError {}
