//! The outline: title, sections, and the notes where they stand.

use pulldown_cmark::{Event, Parser, TagEnd};

use crate::config::Form;
use crate::index::{Document, Note, without_attributes};
use crate::text::Span;

use super::counts::{Counts, PartCounts};
use super::note_runs::{extent, note_runs};
use super::sections::{Section, sections};

/// The longest name of a note, in characters.
const LONGEST_NAME: usize = 60;

/// The longest brief whose sections are counted, in bytes: editors ask for the outline after each edit.
const LONGEST_COUNTED: usize = 1 << 20;

/// The name of what has no text.
pub(super) const NAMELESS: &str = "(no text)";

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
    /// An entry of a bibliography.
    Entry,
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
        entries.extend(runs(document).into_iter().map(|symbol| SymbolNode {
            level: u8::MAX,
            symbol,
        }));
        entries.sort_by_key(|entry| entry.symbol.span.start);
    }
    nested(entries)
}

struct SymbolNode {
    level: u8,
    symbol: Symbol,
}

/// Title and headings, each with its level and with the span of its section.
fn headings(document: &Document) -> Vec<SymbolNode> {
    let is_counted = document.text().len() <= LONGEST_COUNTED;
    let counts = is_counted.then(|| PartCounts::of(document));
    let counts = counts.as_ref().map(|counts| (counts, counts.total()));
    let entry = |section: Section| SymbolNode {
        level: section.level,
        symbol: Symbol {
            name: section_name(document, section.name),
            detail: detail(document, &section, counts),
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

/// Authors and date of a title, and how long the section is. `counts` has those of parts and the total.
fn detail(
    document: &Document,
    section: &Section,
    counts: Option<(&PartCounts, Counts)>,
) -> Option<String> {
    let byline = section.title.then(|| byline(document)).flatten();
    let length = counts.and_then(|(counts, all)| length(counts.within(section.span), all));
    let parts: Vec<String> = byline.into_iter().chain(length).collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// `586 words (612 with notes), 2 notes, 1 source`, of a section of a brief that has `all` of them. A brief without
/// notes and sources misses none in a section.
fn length(section: Counts, all: Counts) -> Option<String> {
    let counted = |count: usize, one: &str| match count {
        0 => format!("no {one}s"),
        1 => format!("1 {one}"),
        count => format!("{count} {one}s"),
    };
    if section == Counts::default() {
        return None;
    }
    let mut length = counted(section.words, "word");
    if section.notes > 0 {
        length += &format!(" ({} with notes)", section.words_with_notes);
    }
    if all.notes > 0 {
        length += &format!(", {}", counted(section.notes, "note"));
    }
    if section.sources > 0 || section.notes > 0 {
        length += &format!(", {}", counted(section.sources, "source"));
    }
    Some(length)
}

/// The text `span` of a heading without its markers. A symbol has a name (LSP 3.17, `DocumentSymbol`): one without
/// text is called so.
pub fn section_name(document: &Document, span: Span) -> String {
    let text = document.text();
    let Some(block) = document.blocks().at_offset(span.start) else {
        return String::new();
    };
    let markers = document.markers_in(block);
    let mut name = String::new();
    let mut from = span.start;
    for marker in markers.filter(|marker| span.covers(marker.span)) {
        name += &text.slice(Span::new(from, marker.span.start));
        from = from.max(marker.span.end);
    }
    name += &text.slice(Span::new(from, span.end));
    let name = plain(without_attributes(&name));
    if name.is_empty() {
        NAMELESS.to_owned()
    } else {
        name
    }
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
    let inline = document.notes().filter(|note| note.form == Form::Inline);
    let inline = inline.map(|note| of_note(document, &note));
    let groups = note_runs(document).into_iter().filter_map(grouped);
    groups.chain(inline).collect()
}

fn grouped(document: &Document, run: &[Note]) -> Option<Symbol> {
    let (first, last) = (run.first()?, run.last()?);
    if run.len() == 1 {
        return Some(of_note(document, first));
    }
    let numbers: Option<Vec<u32>> = run.iter().map(|note| note.label.number()).collect();
    let range = numbers.and_then(|all| Some((*all.iter().min()?, *all.iter().max()?)));
    let name = match range {
        Some((lowest, highest)) => format!("Notes {lowest}–{highest}"),
        None => format!("Notes {} – {}", first.label, last.label),
    };
    Some(Symbol {
        name,
        detail: Some(run.len().to_string()),
        kind: SymbolKind::Notes,
        span: extent(run)?,
        selection: first.opener,
        children: run.iter().map(|note| of_note(document, note)).collect(),
    })
}

fn of_note(document: &Document, note: &Note) -> Symbol {
    let text = plain(document.note_text(note).as_str());
    let mut name = format!("{} {text}", note.label);
    if let Some((end, _)) = name.char_indices().nth(LONGEST_NAME) {
        name.truncate(end);
        name.truncate(name.trim_end().len());
        name.push('…');
    }
    let cited = document.footnotes().citing(note.id).len();
    Symbol {
        name: name.trim().to_owned(),
        detail: match cited {
            0 => Some("no marker".to_owned()),
            1 => None,
            count => Some(format!("{count} markers")),
        },
        kind: SymbolKind::Note,
        span: note.span,
        selection: note.opener,
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
fn nested(entries: Vec<SymbolNode>) -> Vec<Symbol> {
    let mut roots = Vec::new();
    let mut open: Vec<SymbolNode> = Vec::new();
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

fn place(done: SymbolNode, open: &mut [SymbolNode], roots: &mut Vec<Symbol>) {
    match open.last_mut() {
        Some(parent) => parent.symbol.children.push(done.symbol),
        None => roots.push(done.symbol),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::DocumentKind;
    use crate::testing::document;

    /// The outline as indented lines; what is selected lies within what is covered.
    fn outline(kind: DocumentKind, text: &str) -> Vec<String> {
        fn lines(symbols: &[Symbol], depth: usize, all: &mut Vec<String>) {
            for symbol in symbols {
                assert!(symbol.span.covers(symbol.selection), "{symbol:?}");
                let detail = symbol.detail.as_ref().map(|detail| format!(" ({detail})"));
                let indent = "  ".repeat(depth);
                all.push(format!(
                    "{indent}{}{}",
                    symbol.name,
                    detail.unwrap_or_default()
                ));
                lines(&symbol.children, depth + 1, all);
            }
        }
        let mut all = Vec::new();
        lines(&symbols(&document(kind, text), true), 0, &mut all);
        all
    }

    #[test]
    fn sections_nest_and_notes_stand_where_they_are() {
        let text = "# A *brief*[^1]\n\nText.[^3]\n\n[^3]: Third, [linked](http://a.test).\n\n\
                    [^1]: First.\n\n## \n\n### Deep\n\n## Next\n\n[^9]: Unused.\n";
        let expected = [
            "A brief (1 word (4 with notes), 2 notes, 1 source)",
            "  Notes 1–3 (2)",
            "    3 Third, linked.",
            "    1 First.",
            "  (no text)",
            "    Deep",
            "  Next",
            "    9 Unused. (no marker)",
        ];
        assert_eq!(outline(DocumentKind::Markdown, text), expected);
    }

    #[test]
    fn attributes_of_headings_are_left_out_and_inline_notes_are_shown() {
        let text = "# Head {#sec-a .unnumbered}\n\nText^[A *note* here.] more.\n\n## Next\n";
        assert_eq!(
            outline(DocumentKind::Pandoc, text),
            [
                "Head (2 words (5 with notes), 1 note, no sources)",
                "  A note here.",
                "  Next"
            ]
        );
    }

    #[test]
    fn a_brief_without_notes_misses_none() {
        let text = "# One\n\nTwo words.\n\n## Three\n";
        assert_eq!(
            outline(DocumentKind::Markdown, text),
            ["One (2 words)", "  Three"]
        );
    }

    #[test]
    fn a_brief_that_is_too_long_is_not_counted() {
        let text = format!("# One\n\n{}\n", "word ".repeat(LONGEST_COUNTED / 5));
        assert_eq!(outline(DocumentKind::Markdown, &text), ["One"]);
    }

    #[test]
    fn a_brief_laid_out_as_text_has_its_title_for_a_root() {
        let text = "An Institute\n\nPolicy Brief\n\nThe Dam\n\nJane Roe\n\nMay 4, 2024\n\nSummary\n\n\
                    A fact.¹\n\n¹ A.\n\nWhat Next?\n\nText.\n";
        let expected = [
            "The Dam (Jane Roe, May 4, 2024 · 3 words (4 with notes), 1 note, no sources)",
            "  Summary (2 words (3 with notes), 1 note, no sources)",
            "    1 A.",
            "  What Next? (1 word, no notes)",
        ];
        assert_eq!(outline(DocumentKind::Plain, text), expected);
    }
}
