//! The outline: title, sections, and the notes where they stand.

use pulldown_cmark::{Event, Parser, TagEnd};

use crate::config::Form;
use crate::index::{Document, Note};
use crate::syntax::Label;
use crate::text::Span;

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
    let mut entries = Vec::new();
    if let Some(title) = document.title()
        && let Some(selection) = title.title
    {
        let details = [title.authors, title.date];
        let details = details
            .iter()
            .flatten()
            .map(|span| text.slice(*span).into_owned());
        let detail = details.collect::<Vec<_>>().join(", ");
        let symbol = Symbol {
            name: plain(&text.slice(selection)),
            detail: Some(detail).filter(|detail| !detail.is_empty()),
            kind: SymbolKind::Title,
            span: title.span,
            selection,
            children: Vec::new(),
        };
        entries.push(Entry { level: 1, symbol });
    }
    let sections = document.headings().map(|heading| Entry {
        level: heading.level,
        symbol: Symbol {
            name: plain(&text.slice(heading.text)),
            detail: None,
            kind: SymbolKind::Section,
            span: heading.span,
            selection: heading.text,
            children: Vec::new(),
        },
    });
    entries.extend(sections);
    let mut open: Vec<usize> = Vec::new();
    for index in 0..entries.len() {
        while let Some(last) = open.pop_if(|last| entries[*last].level >= entries[index].level) {
            let end = entries[index].symbol.span.start;
            close(document, &mut entries[last].symbol, end);
        }
        open.push(index);
    }
    for last in open {
        close(document, &mut entries[last].symbol, text.len());
    }
    entries
}

/// Lets a section end before `end`, without the blank lines there.
fn close(document: &Document, symbol: &mut Symbol, end: usize) {
    let block = document.blocks().at_offset(end.saturating_sub(1));
    let trimmed = block.map_or(end, |block| {
        let text = document.text().slice(Span::new(block.start, end));
        block.start + text.trim_end().len()
    });
    symbol.span = symbol.span.join(Span::at(trimmed.max(symbol.span.end)));
}

/// The notes, those that stand together as one group.
fn runs(document: &Document) -> Vec<Symbol> {
    let mut runs: Vec<Vec<Symbol>> = Vec::new();
    let mut labels: Vec<(Label, Label)> = Vec::new();
    for note in document.notes().filter(|note| note.form != Form::Inline) {
        let symbol = of_note(document, &note);
        let adjoins = runs.last().and_then(|run| run.last()).is_some_and(|last| {
            let between = Span::new(last.span.end, symbol.span.start);
            document.text().slice(between).trim().is_empty()
        });
        match (runs.last_mut(), labels.last_mut()) {
            (Some(run), Some(labels)) if adjoins => {
                run.push(symbol);
                labels.1 = note.label;
            }
            _ => {
                runs.push(vec![symbol]);
                labels.push((note.label.clone(), note.label));
            }
        }
    }
    runs.into_iter()
        .zip(labels)
        .filter_map(|(run, labels)| grouped(run, &labels))
        .collect()
}

fn grouped(mut run: Vec<Symbol>, (first, last): &(Label, Label)) -> Option<Symbol> {
    if run.len() < 2 {
        return run.pop();
    }
    let (start, end) = (run.first()?.span, run.last()?.span);
    let name = match (first.number(), last.number()) {
        (Some(first), Some(last)) => format!("Notes {first}–{last}"),
        _ => format!("Notes {first} – {last}"),
    };
    Some(Symbol {
        name,
        detail: Some(run.len().to_string()),
        kind: SymbolKind::Notes,
        span: start.join(end),
        selection: run.first()?.selection,
        children: run,
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
