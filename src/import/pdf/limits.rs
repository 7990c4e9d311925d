//! What a file may ask for. A published report stays far below; a file made to harm meets an error.

use std::cell::Cell;

use super::PdfError;

/// Bytes of a file.
pub const FILE_SIZE: usize = 100_000_000;
/// Pages of a file.
pub const PAGES: usize = 5_000;
/// Bytes that all streams of a file may unpack to.
pub const UNPACKED: u64 = 1 << 30;
/// Bytes that one stream may unpack to.
pub const UNPACKED_STREAM: u64 = 128 << 20;
/// Forms within forms that are drawn.
pub const FORM_DEPTH: usize = 12;
/// Graphics states saved within each other.
pub const SAVED_STATES: usize = 512;
/// Operators of all pages, forms counted each time that they are drawn.
pub const OPERATORS: u64 = 20_000_000;
/// Glyphs of all pages.
pub const GLYPHS: u64 = 6_000_000;
/// Links of a page.
pub const LINKS: usize = 5_000;
/// Named places, bookmarks.
pub const NAMES: usize = 100_000;
/// How deep trees of names and bookmarks are followed.
pub const TREE_DEPTH: usize = 32;

/// What is left of the counted limits.
pub struct Budget {
    operators: Cell<u64>,
    glyphs: Cell<u64>,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            operators: Cell::new(OPERATORS),
            glyphs: Cell::new(GLYPHS),
        }
    }
}

impl Budget {
    /// Counts one operator.
    pub fn operator(&self) -> Result<(), PdfError> {
        take(&self.operators, "drawing operators")
    }

    /// Counts one glyph.
    pub fn glyph(&self) -> Result<(), PdfError> {
        take(&self.glyphs, "characters")
    }
}

fn take(left: &Cell<u64>, what: &'static str) -> Result<(), PdfError> {
    left.set(left.get().checked_sub(1).ok_or(PdfError::TooLarge(what))?);
    Ok(())
}
