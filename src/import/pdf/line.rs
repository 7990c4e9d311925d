//! Lines of text: rows, cut where the gap is wide, for they may be rows of columns.

use super::page::{Glyph, Page, PageLink};
use super::row::{GlyphRun, Row, rows, runs};

/// A character of a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Char {
    /// The character; a space where words are apart.
    pub character: char,
    /// Left edge.
    pub x0: f32,
    /// Right edge.
    pub x1: f32,
    /// Its typeface.
    pub face: u16,
    /// Whether it stands raised and small, as a footnote marker does.
    pub raised: bool,
    /// The link that it stands in, as a place in the page's links.
    pub link: Option<u16>,
}

/// A line of text, or the part of one that stands in one column.
#[derive(Clone, Debug, PartialEq)]
pub struct TextLine {
    /// The page, from 0.
    pub page: usize,
    /// Left edge.
    pub x0: f32,
    /// Right edge.
    pub x1: f32,
    /// Baseline.
    pub y: f32,
    /// The font size of most of its characters.
    pub size: f32,
    /// Whether the file marks all of it as layout.
    pub artifact: bool,
    /// Whether it was put together of parts that stand far apart, as the cells of a table do.
    pub cells: bool,
    /// Its characters.
    pub chars: Vec<Char>,
}

impl TextLine {
    /// Its text.
    pub fn text(&self) -> String {
        self.chars.iter().map(|c| c.character).collect()
    }

    /// Where its letters begin, from above.
    pub fn top(&self) -> f32 {
        self.y - ASCENT * self.size
    }

    /// Whether it ends as sentences do.
    pub fn ends_sentence(&self) -> bool {
        let mut characters = self
            .chars
            .iter()
            .rev()
            .filter(|c| !c.raised)
            .map(|c| c.character);
        let last = characters.find(|c| !c.is_whitespace() && !"”\"’'»)]".contains(*c));
        last.is_some_and(|last| ".!?:;".contains(last))
    }

    /// Whether `other` is as large.
    pub fn is_as_large(&self, other: &TextLine) -> bool {
        (self.size - other.size).abs() < SAME_SIZE * other.size
    }

    /// Adds `other`, which stands to the right on the same row.
    pub fn append(&mut self, other: TextLine) {
        let gap = other.x0 - self.x1;
        if let (Some(last), Some(next)) = (self.chars.last().copied(), other.chars.first())
            && !last.character.is_whitespace()
        {
            self.chars.push(Char {
                character: ' ',
                x0: last.x1,
                x1: next.x0,
                raised: false,
                ..last
            });
        }
        if other.chars.len() > self.chars.len() {
            self.size = other.size;
            self.y = other.y;
        }
        self.x1 = self.x1.max(other.x1);
        self.artifact &= other.artifact;
        self.cells |= gap > CELL_GAP * self.size;
        self.chars.extend(other.chars);
    }
}

/// Lines whose sizes differ by less than this part are of one size.
pub const SAME_SIZE: f32 = 0.04;
/// Height of a letter above the baseline, in parts of the font size.
pub const ASCENT: f32 = 0.75;
/// A gap from which words are apart, in parts of the font size.
const WORD_GAP: f32 = 0.16;
/// Where letters are spaced out by more than this, only the file's own spaces part words.
const SPACED_OUT: f32 = 0.11;
/// A gap from which a row is cut.
const CUT_GAP: f32 = 0.9;
/// Parts of a line further from each other than this are the cells of a table.
const CELL_GAP: f32 = 2.0;

/// The lines of `page`, from above and from the left, not yet in the order of reading.
pub fn lines(page: &Page, number: usize) -> Vec<TextLine> {
    let mut lines: Vec<TextLine> = rows(runs(&page.glyphs))
        .iter()
        .flat_map(|row| cut(row, &page.links, number))
        .collect();
    lines.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x0.total_cmp(&b.x0)));
    lines
}

/// Cuts a row at wide gaps.
fn cut(row: &Row, links: &[PageLink], page: usize) -> Vec<TextLine> {
    let mut runs: Vec<&GlyphRun> = row.runs.iter().collect();
    runs.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    let mut pieces: Vec<Vec<LinePiece>> = Vec::new();
    let mut end = f32::NEG_INFINITY;
    for run in runs {
        for (place, &(glyph, space)) in run.glyphs.iter().enumerate() {
            let gap = (glyph.x0 - end) / row.size;
            let raised = run.raised || glyph.raised;
            let piece = LinePiece {
                glyph,
                space: space && (place > 0 || gap > 0.0),
                raised,
            };
            match pieces.last_mut() {
                Some(last) if gap < CUT_GAP => last.push(piece),
                _ => pieces.push(vec![piece]),
            }
            end = glyph.x1.max(if gap > CUT_GAP {
                f32::NEG_INFINITY
            } else {
                end
            });
        }
    }
    pieces
        .into_iter()
        .filter_map(|pieces| line(&pieces, row, links, page))
        .collect()
}

#[derive(Clone, Copy)]
struct LinePiece {
    glyph: Glyph,
    space: bool,
    raised: bool,
}

fn line(pieces: &[LinePiece], row: &Row, links: &[PageLink], page: usize) -> Option<TextLine> {
    let (first, last) = (pieces.first()?, pieces.last()?);
    let is_raised = pieces.iter().all(|piece| piece.raised);
    let main = if is_raised {
        row.size
    } else {
        main_size(pieces)
    };
    let y = pieces
        .iter()
        .find(|piece| !piece.raised && piece.glyph.size == main)
        .map_or(row.y, |piece| piece.glyph.y);
    let threshold = word_gap(pieces);
    let mut chars: Vec<Char> = Vec::with_capacity(pieces.len() * 6 / 5);
    let mut end: Option<LinePiece> = None;
    for &piece in pieces {
        let glyph = piece.glyph;
        let link = link_at(links, &glyph);
        if let Some(before) = end {
            let em = before.glyph.size.max(glyph.size);
            if piece.space || glyph.x0 - before.glyph.x1 > threshold * em {
                chars.push(Char {
                    character: ' ',
                    x0: before.glyph.x1,
                    x1: glyph.x0,
                    face: before.glyph.face,
                    raised: false,
                    link: link.filter(|_| link == link_at(links, &before.glyph)),
                });
            }
        }
        chars.push(char_of(piece, link));
        end = Some(piece);
    }
    Some(TextLine {
        page,
        x0: first.glyph.x0,
        x1: last.glyph.x1,
        y,
        size: main,
        artifact: pieces.iter().all(|piece| piece.glyph.artifact),
        cells: false,
        chars,
    })
}

fn char_of(piece: LinePiece, link: Option<u16>) -> Char {
    let glyph = piece.glyph;
    let figure = raised_figure(glyph.character);
    Char {
        character: figure.unwrap_or(glyph.character),
        x0: glyph.x0,
        x1: glyph.x1,
        face: glyph.face,
        raised: piece.raised || figure.is_some(),
        link,
    }
}

/// The figure that a raised figure of Unicode is.
fn raised_figure(character: char) -> Option<char> {
    let place = "⁰¹²³⁴⁵⁶⁷⁸⁹"
        .chars()
        .position(|raised| raised == character)?;
    char::from_digit(u32::try_from(place).ok()?, 10)
}

/// The font size of most glyphs.
fn main_size(pieces: &[LinePiece]) -> f32 {
    let mut sizes: Vec<(f32, usize)> = Vec::new();
    for piece in pieces {
        let weight = if piece.raised { 1 } else { 1_000 };
        match sizes
            .iter_mut()
            .find(|(size, _)| (*size - piece.glyph.size).abs() < 0.05)
        {
            Some((_, count)) => *count += weight,
            None => sizes.push((piece.glyph.size, weight)),
        }
    }
    sizes
        .into_iter()
        .max_by_key(|&(_, count)| count)
        .map_or(0.0, |(size, _)| size)
}

/// The gap that parts words here: wider than usual where all letters are spaced out.
fn word_gap(pieces: &[LinePiece]) -> f32 {
    let mut gaps: Vec<f32> = pieces
        .windows(2)
        .filter_map(|pair| match pair {
            [a, b] if !b.space => Some((b.glyph.x0 - a.glyph.x1) / a.glyph.size),
            _ => None,
        })
        .collect();
    gaps.sort_by(f32::total_cmp);
    let middle = gaps.get(gaps.len() / 2).copied().unwrap_or(0.0);
    if middle > SPACED_OUT {
        middle * 1.8
    } else {
        WORD_GAP
    }
}

fn link_at(links: &[PageLink], glyph: &Glyph) -> Option<u16> {
    let (x, y) = ((glyph.x0 + glyph.x1) / 2.0, glyph.y - 0.25 * glyph.size);
    let place = links
        .iter()
        .position(|link| (link.x0..=link.x1).contains(&x) && (link.y0..=link.y1).contains(&y))?;
    u16::try_from(place).ok()
}
