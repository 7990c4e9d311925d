//! Opens a file and draws its pages.

use std::panic;
use std::sync::Arc;

use hayro_syntax::object::Dict;
use hayro_syntax::{LoadPdfError, Pdf};

use super::content::draw;
use super::destinations::Destinations;
use super::font::Fonts;
use super::limits::{Budget, FILE_SIZE, PAGES};
use super::page::{Page, Pages};
use super::{PdfError, metadata, unpacked};

/// More than this part of the characters unknown: the text cannot be read.
const UNKNOWN: f32 = 0.3;

/// Where a page has so many times as many characters that are not seen, its text was recognised in an image.
const HIDDEN: usize = 4;

/// The pages of the file.
///
/// # Errors
///
/// Where it is no PDF, is encrypted, has no text, or asks for more than the limits allow.
pub fn pages(file: &[u8]) -> Result<Pages, PdfError> {
    // The libraries index and unwrap what they have checked before. Should a check be missing somewhere, that costs this
    // file, and not all that are read beside it.
    panic::catch_unwind(|| drawn_pages(file)).unwrap_or(Err(PdfError::Damaged))
}

fn drawn_pages(file: &[u8]) -> Result<Pages, PdfError> {
    let pdf = open(file)?;
    let catalog = pdf
        .xref()
        .get::<Dict<'_>>(pdf.xref().root_id())
        .unwrap_or_default();
    let destinations = Destinations::of(&pdf, &catalog);
    let (fonts, budget) = (Fonts::new(), Budget::default());
    let mut pages = Vec::new();
    for page in pdf.pages().iter() {
        let drawn = draw(page, &fonts, &budget)?;
        let (width, height) = page.render_dimensions();
        // What is printed on a scanned page besides its image is little: a stamp, a number.
        let mut glyphs = drawn.glyphs;
        if drawn.hidden.len() > HIDDEN * glyphs.len() {
            glyphs.extend(drawn.hidden);
        }
        let glyphs = glyphs
            .into_iter()
            .filter(|glyph| {
                (0.0..=width).contains(&glyph.x0) && (0.0..=height + glyph.size).contains(&glyph.y)
            })
            .collect();
        let links = destinations.links(page);
        pages.push(Page {
            width,
            height,
            glyphs,
            rules: drawn.rules,
            links,
            image: drawn.image,
        });
    }
    has_text(&pages)?;
    Ok(Pages {
        pages,
        faces: fonts.faces(),
        title: metadata::title(&pdf),
        author: metadata::author(&pdf),
        bookmarks: metadata::bookmarks(&catalog, &destinations),
    })
}

fn open(file: &[u8]) -> Result<Pdf, PdfError> {
    if file.len() > FILE_SIZE {
        return Err(PdfError::TooLarge("bytes"));
    }
    unpacked::check(file)?;
    let pdf = Pdf::new(Arc::new(file.to_vec())).map_err(|error| match error {
        LoadPdfError::Decryption(_) => PdfError::Encrypted,
        LoadPdfError::Invalid => PdfError::Damaged,
    })?;
    if pdf.pages().len() > PAGES {
        return Err(PdfError::TooLarge("pages"));
    }
    Ok(pdf)
}

fn has_text(pages: &[Page]) -> Result<(), PdfError> {
    let glyphs = || pages.iter().flat_map(|page| &page.glyphs);
    let printed = glyphs()
        .filter(|glyph| !glyph.character.is_whitespace())
        .count();
    if printed == 0 {
        let scanned = pages.iter().any(|page| page.image);
        return Err(if scanned {
            PdfError::Scanned
        } else {
            PdfError::NoText
        });
    }
    let unknown = glyphs()
        .filter(|glyph| glyph.character == '\u{FFFD}')
        .count();
    if unknown as f32 > UNKNOWN * printed as f32 {
        return Err(PdfError::Unreadable);
    }
    Ok(())
}
