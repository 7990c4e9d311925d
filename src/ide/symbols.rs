//! The outline: title, sections, and the notes where they stand.

use pulldown_cmark::{Event, Parser, TagEnd};

use crate::index::{Document, Note};
use crate::text::Span;

use super::note_runs::{extent, note_runs};
use super::sections::{Section, sections};

/// The longest name of a note, in characters.
const LONGEST_NAME: usize = 60;

/// What kind of thing a symbol of the outline is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SymbolKind {
    /// The document's title.
    Title,
    /// A section.
    Section,
    /// A note.
    Note,
    /// A run of several notes.
    Notes,
}

/// An entry of the outline.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Symbol {
    /// What the outline shows.
    pub name: String,
    /// More, shown fainter.
    pub detail: Option<String>,
    /// What it is.
    pub kind: SymbolKind,
    /// All of it, children included.
    pub span: Span,
    /// What to select when it is chosen; lies within `span`.
    pub selection: Span,
    /// What stands inside it.
    pub children: Vec<Symbol>,
}

/// The outline; with the notes where they stand if `notes`.
pub fn symbols(document: &Document, notes: bool) -> Vec<Symbol> {
    let mut entries = headings(document);
    if notes {
        entries.extend(runs(document).into_iter().map(|symbol| Entry {
            level: u8::MAX,
            symbol,
        }));
        entries.sort_by_key(|entry| entry.symbol.span.start);
    }
    nested(entries)
}

struct Entry {
    level: u8,
    symbol: Symbol,
}

/// Title and headings, each with its level and with the span of its section.
fn headings(document: &Document) -> Vec<Entry> {
    let text = document.text();
    let entry = |section: Section| Entry {
        level: section.level,
        symbol: Symbol {
            name: plain(&text.slice(section.name)),
            detail: section.title.then(|| byline(document)).flatten(),
            kind: match section.title {
                true => SymbolKind::Title,
                false => SymbolKind::Section,
            },
            span: section.span,
            selection: section.name,
            children: Vec::new(),
        },
    };
    sections(document).into_iter().map(entry).collect()
}

/// Authors and date of the title block.
fn byline(document: &Document) -> Option<String> {
    let title = document.title()?;
    let details = [title.authors, title.date];
    let details = details
        .iter()
        .flatten()
        .map(|span| document.text().slice(*span).into_owned());
    let byline = details.collect::<Vec<_>>().join(", ");
    (!byline.is_empty()).then_some(byline)
}

/// The notes, those that stand together as one group.
fn runs(document: &Document) -> Vec<Symbol> {
    let grouped = |run: Vec<Note>| grouped(document, &run);
    note_runs(document)
        .into_iter()
        .filter_map(grouped)
        .collect()
}

fn grouped(document: &Document, run: &[Note]) -> Option<Symbol> {
    let (first, last) = (run.first()?, run.last()?);
    if run.len() == 1 {
        return Some(of_note(document, first));
    }
    let name = match (first.label.number(), last.label.number()) {
        (Some(first), Some(last)) => format!("Notes {first}–{last}"),
        _ => format!("Notes {} – {}", first.label, last.label),
    };
    Some(Symbol {
        name,
        detail: Some(run.len().to_string()),
        kind: SymbolKind::Notes,
        span: extent(run)?,
        selection: first.head,
        children: run.iter().map(|note| of_note(document, note)).collect(),
    })
}

fn of_note(document: &Document, note: &Note) -> Symbol {
    let text = plain(&document.note_text(note));
    let mut name = format!("{} {text}", note.label);
    if let Some((end, _)) = name.char_indices().nth(LONGEST_NAME) {
        name.truncate(end);
        name.truncate(name.trim_end().len());
        name.push('…');
    }
    let cited = document.footnotes().citing(note.id).len();
    Symbol {
        name: name.trim_end().to_owned(),
        detail: (cited != 1).then(|| format!("cited {cited} times")),
        kind: SymbolKind::Note,
        span: note.span,
        selection: note.head,
        children: Vec::new(),
    }
}

/// Text without the signs of emphasis and links, on one line.
fn plain(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for event in Parser::new(text) {
        match event {
            Event::Text(text) | Event::Code(text) => result += &text,
            Event::SoftBreak | Event::End(TagEnd::Paragraph) => result.push(' '),
            _ => {}
        }
    }
    result.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Puts each entry under the nearest one before it that has a lower level.
fn nested(entries: Vec<Entry>) -> Vec<Symbol> {
    let mut roots = Vec::new();
    let mut open: Vec<Entry> = Vec::new();
    for entry in entries {
        while let Some(done) = open.pop_if(|last| last.level >= entry.level) {
            place(done, &mut open, &mut roots);
        }
        open.push(entry);
    }
    while let Some(done) = open.pop() {
        place(done, &mut open, &mut roots);
    }
    roots
}

fn place(done: Entry, open: &mut [Entry], roots: &mut Vec<Symbol>) {
    match open.last_mut() {
        Some(parent) => parent.symbol.children.push(done.symbol),
        None => roots.push(done.symbol),
    }
}
