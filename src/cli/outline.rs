//! `brief-ls outline`.

use std::fmt::Display;
use std::io::{self, Write};
use std::process::ExitCode;

use schemars::JsonSchema;
use serde::Serialize;

use crate::ide::{self, Counts, PartCounts, Symbol, SymbolKind};
use crate::index::Document;
use crate::workspace::BatchContext;

use super::args::{OutlineArgs, OutlineFormat};
use super::configurations::{configurations, faults};
use super::inputs::{Import, Input};
use super::printable::{name, printable_line};
use super::{FAILED, complain};

/// What stands above the columns of figures.
const HEADS: [&str; 4] = ["words", "with notes", "notes", "sources"];

/// The narrowest column of figures, in characters.
const NARROWEST: usize = 6;

/// Writes the outline of a brief.
pub(super) fn run(args: &OutlineArgs, out: &mut dyn Write) -> io::Result<ExitCode> {
    let input = Input::of(&args.file);
    let configurations = configurations(None);
    let configured = configurations.of(&input.path);
    let faults = faults(&configurations);
    for report in &faults {
        complain(&report.of_settings());
    }
    let brief = match input.brief(configured.dialect()) {
        Ok(Some(brief)) => brief,
        Ok(None) => return Ok(ExitCode::SUCCESS),
        Err(error) => {
            complain(&format_args!("{}: {error}", name(&input.shown())));
            return Ok(ExitCode::from(FAILED));
        }
    };
    let document = BatchContext::default().add_context(brief.document, &input.path, &configured);
    let symbols = ide::symbols(&document, configured.outlines_notes());
    let counts = args.words.then(|| PartCounts::of(&document));
    let entries = symbols
        .iter()
        .map(|symbol| OutlineEntry::new(&document, brief.import.as_ref(), symbol, counts.as_ref()));
    let outline = BriefOutline {
        path: input.shown().to_string_lossy().into_owned(),
        length: counts.as_ref().map(|counts| counts.total().into()),
        outline: entries.collect(),
    };
    match args.format {
        OutlineFormat::Json => {
            serde_json::to_writer_pretty(&mut *out, &outline)?;
            writeln!(out)?;
        }
        OutlineFormat::Text => outline.write(out)?,
    }
    Ok(match faults.is_empty() {
        true => ExitCode::SUCCESS,
        false => ExitCode::from(FAILED),
    })
}

/// The outline of a whole brief.
#[derive(Serialize, JsonSchema)]
pub(super) struct BriefOutline {
    /// The file.
    path: String,
    /// How long the brief is, with `--words`.
    #[serde(flatten)]
    length: Option<Length>,
    /// The title, sections and notes at the top level.
    outline: Vec<OutlineEntry>,
}

/// A title, a section, a note or a group of notes.
#[derive(Serialize, JsonSchema)]
struct OutlineEntry {
    /// The heading, or the number or label of the note.
    name: String,
    /// More, in words: authors and date of the title, how long a section is, how many notes a group has.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    /// `title`; `section`, a heading; `note`; `notes`, a group of notes; `entry`, of a bibliography.
    kind: &'static str,
    /// The line, from 1.
    line: usize,
    /// The page, from 1, in a file with pages (PDF).
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
    /// How long a section is with the sections in it, with `--words`; notes have no length.
    #[serde(flatten)]
    length: Option<Length>,
    /// The sections and notes in it.
    children: Vec<OutlineEntry>,
}

/// How long a brief or a section is.
#[derive(Serialize, JsonSchema)]
struct Length {
    /// With `--words`: the words of running text, without notes and markers.
    words: usize,
    /// With `--words`: the same with the words of its notes.
    words_with_notes: usize,
    /// With `--words`: the notes that its markers cite, each once; of the whole brief, all notes.
    notes: usize,
    /// With `--words`: the sources that these notes and its keys cite, each once.
    sources: usize,
}

impl From<Counts> for Length {
    fn from(counts: Counts) -> Length {
        Length {
            words: counts.words,
            words_with_notes: counts.words_with_notes,
            notes: counts.notes,
            sources: counts.sources,
        }
    }
}

impl Length {
    /// Its figures in the order of [`HEADS`].
    fn cells(&self) -> [usize; 4] {
        let Length {
            words,
            words_with_notes,
            notes,
            sources,
        } = *self;
        [words, words_with_notes, notes, sources]
    }
}

impl OutlineEntry {
    fn new(
        document: &Document,
        import: Option<&Import>,
        symbol: &Symbol,
        counts: Option<&PartCounts>,
    ) -> OutlineEntry {
        let origin = import.and_then(|import| import.origin(symbol.selection.start));
        let (kind, counted) = match symbol.kind {
            SymbolKind::Title => ("title", true),
            SymbolKind::Section => ("section", true),
            SymbolKind::Note => ("note", false),
            SymbolKind::Notes => ("notes", false),
            SymbolKind::Entry => ("entry", false),
        };
        let children = symbol.children.iter();
        OutlineEntry {
            name: symbol.name.clone(),
            detail: symbol.detail.clone(),
            kind,
            line: document.text().line_of(symbol.selection.start) + 1,
            page: origin.and_then(|origin| origin.page),
            length: counts
                .filter(|_| counted)
                .map(|counts| counts.within(symbol.span).into()),
            children: children
                .map(|child| OutlineEntry::new(document, import, child, counts))
                .collect(),
        }
    }
}

impl BriefOutline {
    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let counted = self.length.is_some();
        if counted {
            write_row(out, HEADS, "")?;
        }
        for entry in &self.outline {
            entry.write(out, 0, counted)?;
        }
        match &self.length {
            Some(length) => write_row(out, length.cells(), "the whole brief"),
            None => Ok(()),
        }
    }
}

impl OutlineEntry {
    /// Writes a line for it and for each of its children; with columns for their length if they are `counted`.
    fn write(&self, out: &mut dyn Write, depth: usize, counted: bool) -> io::Result<()> {
        let name = printable_line(&self.name);
        let name = format!("{:indent$}{name}", "", indent = depth * 2);
        match (&self.length, counted) {
            (Some(length), _) => write_row(out, length.cells(), &name)?,
            (None, true) => write_row(out, HEADS.map(|_| ""), &name)?,
            (None, false) => writeln!(out, "{name}")?,
        }
        let mut children = self.children.iter();
        children.try_for_each(|child| child.write(out, depth + 1, counted))
    }
}

/// Writes a line of cells, each below its head, and a name.
fn write_row(out: &mut dyn Write, cells: [impl Display; 4], name: &str) -> io::Result<()> {
    let mut line = String::new();
    for (cell, head) in cells.iter().zip(HEADS) {
        let width = head.len().max(NARROWEST);
        line += &format!("{cell:>width$}  ", cell = cell.to_string());
    }
    writeln!(out, "{}", (line + name).trim_end())
}
