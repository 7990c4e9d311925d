//! Makes a manuscript of what was read.

use super::super::manuscript::{
    Content, Inline, List, Manuscript, ManuscriptBlock, ManuscriptNote, Metadata, Origin, TextStyle,
};
use super::flow::{FlowPiece, Typography, flow};
use super::heading;
use super::page::Pages;
use super::paragraph::{self, Kind};
use super::reading::PdfReading;

/// An item further to the right than the one before, by this many points, is one of a list within it.
const NESTED: f32 = 8.0;
/// Lists within lists.
const DEPTH: usize = 4;
/// What programs write for an author.
const NOBODY: &[&str] = &[
    "",
    "anonymous",
    "unknown",
    "user",
    "admin",
    "administrator",
    "author",
];
/// Endings of titles that are names of files.
const FILE_NAMES: &[&str] = &[
    ".indd", ".docx", ".doc", ".pdf", ".tex", ".odt", ".pptx", ".qxd",
];

/// The manuscript of `reading`, which was read from `pages`.
pub fn manuscript(pages: &Pages, reading: &PdfReading) -> Manuscript {
    let mut assembler = Assembler {
        pages,
        reading,
        paragraph: 0,
        cited_by: vec![0; reading.notes.len()],
    };
    let blocks = assembler.blocks();
    let notes = assembler.notes();
    Manuscript {
        metadata: metadata(pages, reading),
        blocks,
        notes,
        left_out: left_out(pages, reading),
    }
}

struct Assembler<'a> {
    pages: &'a Pages,
    reading: &'a PdfReading,
    paragraph: u32,
    /// Of each note, the paragraph with its first marker.
    cited_by: Vec<u32>,
}

impl Assembler<'_> {
    fn blocks(&mut self) -> Vec<ManuscriptBlock> {
        let mut blocks = Vec::new();
        let all: &[paragraph::LineBlock] = &self.reading.blocks;
        let mut place = 0;
        while let Some(block) = all.get(place) {
            match block.kind {
                Kind::Title => place += 1,
                Kind::Item { .. } => {
                    let rest = all.get(place..).unwrap_or_default();
                    let items = rest
                        .iter()
                        .take_while(|block| matches!(block.kind, Kind::Item { .. }))
                        .count();
                    self.lists(rest.get(..items).unwrap_or_default(), 0, &mut blocks);
                    place += items;
                }
                Kind::Heading(level) => {
                    let (origin, text) = self.text(block, 0, true);
                    blocks.push(ManuscriptBlock {
                        origin,
                        content: Content::Heading { level, text },
                    });
                    place += 1;
                }
                Kind::Text => {
                    let (origin, text) = self.text(block, 0, false);
                    blocks.push(ManuscriptBlock::paragraph(origin, text));
                    place += 1;
                }
            }
        }
        blocks
    }

    /// The lists that `items` are: a new one where bullets and numbers change, or numbers do not go on.
    fn lists(
        &mut self,
        items: &[paragraph::LineBlock],
        depth: usize,
        blocks: &mut Vec<ManuscriptBlock>,
    ) {
        let left = items
            .first()
            .and_then(paragraph::LineBlock::first)
            .map_or(0.0, |line| line.x0);
        let mut list = List::default();
        let mut origin = None;
        let mut last: Option<Option<u32>> = None;
        let mut place = 0;
        while let Some(item) = items.get(place) {
            let Kind::Item { number, skip } = item.kind else {
                return;
            };
            let nested = items
                .get(place..)
                .unwrap_or_default()
                .iter()
                .take_while(|item| item.first().is_some_and(|line| line.x0 > left + NESTED))
                .count();
            if nested > 0
                && depth < DEPTH
                && let Some(into) = list.items.last_mut()
            {
                let mut inner = Vec::new();
                self.lists(
                    items.get(place..place + nested).unwrap_or_default(),
                    depth + 1,
                    &mut inner,
                );
                into.append(&mut inner);
                place += nested;
                continue;
            }
            let goes_on = match (last, number) {
                (Some(None), None) => true,
                (Some(Some(before)), Some(number)) => number == before + 1,
                _ => false,
            };
            if !goes_on {
                push_list(&mut list, &mut origin, blocks);
                list.start = number.map(u64::from);
            }
            let (at, text) = self.text(item, skip, false);
            origin = origin.or(Some(at));
            list.items.push(vec![ManuscriptBlock::paragraph(at, text)]);
            last = Some(number);
            place += 1;
        }
        push_list(&mut list, &mut origin, blocks);
    }

    /// The text of a block, with its place; of a heading without the formatting that all headings have.
    fn text(
        &mut self,
        block: &paragraph::LineBlock,
        skip: usize,
        is_heading: bool,
    ) -> (Origin, Vec<Inline>) {
        self.paragraph += 1;
        let page = block
            .first()
            .and_then(|line| u32::try_from(line.page + 1).ok());
        let origin = Origin {
            page,
            paragraph: self.paragraph,
        };
        let pieces = flow(
            &block.lines,
            skip,
            &self.pages.pages,
            &self.pages.faces,
            &self.reading.words,
        );
        for piece in &pieces {
            if let FlowPiece::Markers(notes) = piece {
                for &note in notes {
                    if let Some(paragraph) = self
                        .cited_by
                        .get_mut(note)
                        .filter(|paragraph| **paragraph == 0)
                    {
                        *paragraph = self.paragraph;
                    }
                }
            }
        }
        (origin, inlines(pieces, is_heading))
    }

    fn notes(&self) -> Vec<ManuscriptNote> {
        let notes = self.reading.notes.iter().zip(&self.cited_by);
        notes
            .map(|(note, &paragraph)| {
                let lines: Vec<_> = note
                    .lines
                    .iter()
                    .map(|line| (line.clone(), Vec::new()))
                    .collect();
                let pieces = flow(
                    &lines,
                    0,
                    &self.pages.pages,
                    &self.pages.faces,
                    &self.reading.words,
                );
                let origin = Origin {
                    page: u32::try_from(note.page + 1).ok(),
                    paragraph,
                };
                ManuscriptNote {
                    blocks: vec![ManuscriptBlock::paragraph(origin, inlines(pieces, false))],
                }
            })
            .collect()
    }
}

fn push_list(list: &mut List, origin: &mut Option<Origin>, blocks: &mut Vec<ManuscriptBlock>) {
    let list = std::mem::take(list);
    if let Some(origin) = origin.take()
        && !list.items.is_empty()
    {
        blocks.push(ManuscriptBlock {
            origin,
            content: Content::List(list),
        });
    }
}

fn inlines(pieces: Vec<FlowPiece>, is_heading: bool) -> Vec<Inline> {
    let mut inlines = Vec::new();
    for piece in pieces {
        match piece {
            FlowPiece::Markers(notes) => inlines.extend(notes.into_iter().map(Inline::Note)),
            FlowPiece::Text { text, look } => {
                let text = Inline::Text {
                    text,
                    style: style(&look, is_heading),
                };
                inlines.push(match look.uri.filter(|uri| is_address(uri)) {
                    Some(target) => Inline::Link {
                        target,
                        text: vec![text],
                    },
                    None => text,
                });
            }
        }
    }
    inlines
}

fn style(look: &Typography, is_heading: bool) -> TextStyle {
    TextStyle {
        bold: look.bold && !is_heading,
        italic: look.italic && !is_heading,
        superscript: look.raised,
        ..TextStyle::default()
    }
}

fn is_address(uri: &str) -> bool {
    ["http://", "https://", "mailto:", "ftp://"]
        .iter()
        .any(|scheme| uri.starts_with(scheme))
}

fn metadata(pages: &Pages, reading: &PdfReading) -> Metadata {
    let printed: Vec<String> = reading
        .blocks
        .iter()
        .filter(|block| block.kind == Kind::Title)
        .map(|block| {
            let pieces = flow(&block.lines, 0, &pages.pages, &pages.faces, &reading.words);
            Inline::words(&inlines(pieces, true))
        })
        .collect();
    let stated = pages.title.clone().filter(|title| {
        let title = title.to_lowercase();
        !FILE_NAMES.iter().any(|ending| title.ends_with(ending))
            && !title.starts_with("microsoft ")
            && title != "untitled"
    });
    let printed = Some(printed.join(" ")).filter(|title| !title.is_empty());
    // What is printed may be a part of it, or an ornament.
    let is_whole = |stated: &String| {
        printed
            .as_ref()
            .is_none_or(|printed| heading::letters(stated).contains(&heading::letters(printed)))
    };
    Metadata {
        title: stated.filter(is_whole).or(printed.clone()),
        authors: pages
            .author
            .iter()
            .filter(|author| is_name(author))
            .cloned()
            .collect(),
        ..Metadata::default()
    }
}

/// Whether a file names someone as its author: programs write a word of their own where nobody is named.
fn is_name(author: &str) -> bool {
    let word = author
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase();
    !NOBODY.contains(&word.as_str())
}

/// What the file has and the manuscript has not.
fn left_out(pages: &Pages, reading: &PdfReading) -> Vec<String> {
    let mut left_out = Vec::new();
    let images = pages.pages.iter().filter(|page| page.image).count();
    match images {
        0 => {}
        1 => left_out.push("the images of 1 page".to_owned()),
        _ => left_out.push(format!("the images of {images} pages")),
    }
    if !reading.untied.is_empty() {
        let pages: Vec<String> = reading
            .untied
            .iter()
            .map(|page| (page + 1).to_string())
            .collect();
        let word = if pages.len() == 1 { "page" } else { "pages" };
        left_out.push(format!(
            "superscript numbers without a note ({word} {})",
            pages.join(", ")
        ));
    }
    left_out
}
