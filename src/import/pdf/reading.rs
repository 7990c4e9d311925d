//! The stages in order: from pages to blocks and notes.

use super::columns::{self, Region};
use super::feet;
use super::flow::Words;
use super::line::{TextLine, lines};
use super::metrics::Metrics;
use super::note::PageNote;
use super::page::Pages;
use super::paragraph::{self, LineBlock};
use super::{endnotes, furniture, heading, markers};

/// A document as it was read.
#[derive(Debug)]
pub struct PdfReading {
    /// Its blocks in the order of reading.
    pub blocks: Vec<LineBlock>,
    /// Its notes, in order of their place.
    pub notes: Vec<PageNote>,
    /// Pages, from 0, with raised numbers that look like markers and have no note.
    pub untied: Vec<usize>,
    /// Words that it has.
    pub words: Words,
}

/// Reads the document that `pages` print.
pub fn read(pages: &Pages) -> PdfReading {
    let mut by_page: Vec<Vec<TextLine>> = pages
        .pages
        .iter()
        .enumerate()
        .map(|(number, page)| lines(page, number))
        .collect();
    furniture::remove(&mut by_page, &pages.pages);
    let words = Words::of(by_page.iter().flatten());
    let mut by_page: Vec<Vec<Region>> = by_page
        .into_iter()
        .enumerate()
        .map(|(number, lines)| columns::regions(lines, number))
        .collect();
    let metrics = Metrics::of(by_page.iter().flatten());
    let (mut notes, mut waiting) = (Vec::new(), Vec::new());
    for (regions, page) in by_page.iter_mut().zip(&pages.pages) {
        feet::take(regions, &page.rules, &metrics, &mut notes, &mut waiting);
    }
    let mut regions: Vec<Region> = by_page.into_iter().flatten().collect();
    for (order, region) in regions.iter_mut().enumerate() {
        region.order = order;
    }
    let wanted = markers::wanted(&regions, &pages.pages, &notes);
    endnotes::take(&mut regions, &wanted, &mut notes);
    regions.retain(|region| !region.lines.is_empty());
    let markers = markers::tie(&regions, &pages.pages, &notes);
    let untied = markers::untied(&regions, &markers);
    let mut blocks = paragraph::blocks(regions, markers, &metrics, &pages.faces);
    heading::mark(&mut blocks, &metrics, &pages.faces, &pages.bookmarks);
    let blocks = paragraph::join(blocks, &metrics, &pages.faces);
    PdfReading {
        blocks,
        notes,
        untied,
        words,
    }
}
