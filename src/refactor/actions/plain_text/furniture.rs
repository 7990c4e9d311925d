//! Running heads and page numbers that a page layout left in plain text.

use rustc_hash::FxHashMap;

use crate::config::Form;
use crate::index::{Document, ItemId, is_page_number};
use crate::syntax::{BlockAt, Item, ItemKind, Leaf, is_finished};
use crate::text::{Edit, Span};

/// The longest running head, in bytes.
const LONGEST: usize = 120;

/// A line is a running head if it comes so often.
const OFTEN: usize = 3;

/// What ends a page in text that is extracted from a PDF: the form feed.
const PAGE_END: char = '\u{c}';

/// The edits that take running heads and page numbers out of the plain text `document`, and their lines, from 1: lines
/// that stand alone where a page ends, and come on several pages or are numbers. The halves of a paragraph that only
/// these part are joined.
pub(super) fn removals(document: &Document) -> (Vec<Edit>, Vec<usize>) {
    let blocks: Vec<BlockAt<'_>> = document
        .blocks()
        .iter()
        .filter(|at| at.block.leaf != Leaf::Blank)
        .collect();
    let repeated = repeated(document, &blocks);
    let is_number = |index: usize| is_number_alone(document, blocks[index]);
    let beside = |other: Option<usize>| other.is_some_and(|at| repeated.get(at) == Some(&true));
    let is_furniture: Vec<bool> = (0..blocks.len())
        .map(|index| {
            let is_beside = || beside(index.checked_sub(1)) || beside(Some(index + 1));
            repeated[index]
                || is_number(index) && (ends_page(document, &blocks, index) || is_beside())
        })
        .collect();
    let mut edits = Vec::new();
    let mut lines = Vec::new();
    let mut index = 0;
    while index < blocks.len() {
        let end = (index..blocks.len())
            .find(|at| !is_furniture[*at])
            .unwrap_or(blocks.len());
        if end > index {
            let line = |at: &BlockAt<'_>| document.text().line_of(at.body().start) + 1;
            lines.extend(blocks[index..end].iter().map(line));
            edits.push(removal(document, &blocks, index, end));
        }
        index = end + 1;
    }
    (edits, lines)
}

/// Which of `blocks` are lines that come on several pages, where these end.
fn repeated(document: &Document, blocks: &[BlockAt<'_>]) -> Vec<bool> {
    let mut places: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (index, at) in blocks.iter().enumerate() {
        let line = single_line(document, *at).filter(|line| line.len() <= LONGEST);
        let Some(line) = line else { continue };
        // The number of the page may stand in the same line.
        let words = line.trim_matches(|c: char| c.is_ascii_digit() || " \t|–—-\u{c}".contains(c));
        if words.chars().any(char::is_alphabetic) {
            places.entry(words.to_owned()).or_default().push(index);
        }
    }
    let mut repeated = vec![false; blocks.len()];
    for places in places.into_values().filter(|places| places.len() >= OFTEN) {
        let at_end = |index: &&usize| {
            let beside_number = |at: Option<usize>| {
                let at = at.and_then(|at| blocks.get(at));
                at.is_some_and(|at| is_number_alone(document, *at))
            };
            ends_page(document, blocks, **index)
                || beside_number(index.checked_sub(1))
                || beside_number(Some(*index + 1))
        };
        if places.iter().filter(at_end).count() * 2 > places.len() {
            places.iter().for_each(|index| repeated[*index] = true);
        }
    }
    repeated
}

/// Whether a block is a number as pages bear it. In the middle of a line below a list, it reads as code in the last item.
fn is_number_alone(document: &Document, at: BlockAt<'_>) -> bool {
    let may_be = matches!(at.block.leaf, Leaf::Paragraph | Leaf::Code);
    may_be && line_alone(document, at).is_some_and(|line| is_page_number(&line))
}

/// The text of a paragraph of one line that is no marker and no note.
fn single_line(document: &Document, at: BlockAt<'_>) -> Option<String> {
    let is_paragraph =
        at.block.leaf == Leaf::Paragraph && at.block.kept == 0 && at.block.opens.is_none();
    line_alone(document, at).filter(|_| is_paragraph)
}

/// The text of a block of one line without marker or note.
fn line_alone(document: &Document, at: BlockAt<'_>) -> Option<String> {
    let is_mark = |(id, item): (ItemId, &Item)| match item.kind {
        // The number of a page may look like the head of a note.
        ItemKind::Note {
            form: Form::Flat, ..
        } => document.footnotes().note(id).is_some(),
        ItemKind::Marker { .. } | ItemKind::Note { .. } => true,
        _ => false,
    };
    if at.body().len() > LONGEST || document.items_in(at).any(is_mark) {
        return None;
    }
    let body = document.text().slice(at.body());
    let line = body.trim();
    (!line.is_empty() && !line.contains('\n')).then(|| line.to_owned())
}

/// Whether a page ends before or after the block at `index`: there is a form feed, or a paragraph breaks off before it
/// and goes on after it, or after the notes there.
fn ends_page(document: &Document, blocks: &[BlockAt<'_>], index: usize) -> bool {
    let text = |at: &BlockAt<'_>| document.text().slice(at.body()).into_owned();
    let before = index.checked_sub(1).and_then(|index| blocks.get(index));
    let after = blocks.get(index + 1);
    let start = before.map_or(0, |at| at.body().end);
    let end = after.map_or(document.text().len(), |at| at.body().start + 1);
    let around = document
        .text()
        .slice(Span::new(start, document.text().floor(end)));
    if around.contains(PAGE_END) {
        return true;
    }
    let (Some(before), Some(after)) = (before, after) else {
        return false;
    };
    let breaks_off = is_text(before) && !is_finished(&text(before));
    let continues = is_text(after) && text(after).starts_with(char::is_lowercase);
    continues && (breaks_off || is_note(before))
        || breaks_off && is_note(after) && !is_heading(before)
}

fn is_text(at: &BlockAt<'_>) -> bool {
    at.block.leaf == Leaf::Paragraph && at.block.kept == 0 && at.block.opens.is_none()
}

fn is_heading(at: &BlockAt<'_>) -> bool {
    let is_heading = |kind: &ItemKind| matches!(kind, ItemKind::Heading { .. });
    at.block.items.iter().any(|item| is_heading(&item.kind))
}

/// Whether a block begins a note at the foot of a page.
fn is_note(at: &BlockAt<'_>) -> bool {
    let opener = at.block.opener().map(|item| &item.kind);
    matches!(opener, Some(ItemKind::Note { form, .. }) if *form != Form::Endnotes)
}

/// The edit that takes the blocks from `start` to before `end` away. The halves of a paragraph around them become one.
fn removal(document: &Document, blocks: &[BlockAt<'_>], start: usize, end: usize) -> Edit {
    let before = start.checked_sub(1).and_then(|index| blocks.get(index));
    let after = blocks.get(end);
    let body = |at: &BlockAt<'_>| document.text().slice(at.body()).into_owned();
    let joins = |before: &BlockAt<'_>, after: &BlockAt<'_>| {
        let is_half = is_text(before) && is_text(after) && !is_note(before);
        is_half && !is_finished(&body(before)) && body(after).starts_with(char::is_lowercase)
    };
    let newline = document.text().line_break();
    let (from, to) = (
        before.map_or(0, |at| at.body().end),
        after.map_or(document.text().len(), |at| at.body().start),
    );
    let between = match (before, after) {
        (Some(before), Some(after)) if joins(before, after) => " ".to_owned(),
        (Some(_), Some(_)) => newline.repeat(2),
        (Some(_), None) => newline.to_owned(),
        (None, _) => String::new(),
    };
    Edit::new(Span::new(from, to), between)
}
