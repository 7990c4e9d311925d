//! `brief-ls outline`.

use std::io::{self, Write};
use std::process::ExitCode;

use schemars::JsonSchema;
use serde::Serialize;

use crate::ide::{self, Symbol, SymbolKind};
use crate::index::{Document, RunningWords};
use crate::workspace::BatchContext;

use super::args::{OutlineArgs, OutlineFormat};
use super::configurations::{configurations, faults};
use super::inputs::{Import, Input};
use super::printable::{name, printable_line};
use super::{FAILED, complain};

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
    let words = args.words.then(|| document.words());
    let entries = symbols
        .iter()
        .map(|symbol| OutlineEntry::new(&document, brief.import.as_ref(), symbol, words.as_ref()));
    let outline = BriefOutline {
        path: input.shown().to_string_lossy().into_owned(),
        words: words.as_ref().map(RunningWords::total),
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
    /// The words of the brief without notes and markers, with `--words`.
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<usize>,
    /// The title, sections and notes at the top level.
    outline: Vec<OutlineEntry>,
}

/// A title, a section, a note or a group of notes.
#[derive(Serialize, JsonSchema)]
struct OutlineEntry {
    /// The heading, or the number or label of the note.
    name: String,
    /// Of a note, the beginning of its text; of a group of notes, how many there are.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    /// `title`, `section`, `note`, `notes` or `entry`.
    kind: &'static str,
    /// The line, from 1.
    line: usize,
    /// The page, from 1, in a file with pages (PDF).
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
    /// The words of a section, with the sections in it, with `--words`; notes have none.
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<usize>,
    /// The sections and notes in it.
    children: Vec<OutlineEntry>,
}

impl OutlineEntry {
    fn new(
        document: &Document,
        import: Option<&Import>,
        symbol: &Symbol,
        words: Option<&RunningWords>,
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
            words: words
                .filter(|_| counted)
                .map(|words| words.within(symbol.span)),
            children: children
                .map(|child| OutlineEntry::new(document, import, child, words))
                .collect(),
        }
    }
}

impl BriefOutline {
    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let width = self
            .words
            .map(|words| words.to_string().len().max("words".len()));
        for entry in &self.outline {
            entry.write(out, 0, width)?;
        }
        match (self.words, width) {
            (Some(words), Some(width)) => writeln!(out, "{words:width$}  words in total"),
            _ => Ok(()),
        }
    }
}

impl OutlineEntry {
    /// Writes a line for it and for each of its children; with a column for words if it has a `width`.
    fn write(&self, out: &mut dyn Write, depth: usize, width: Option<usize>) -> io::Result<()> {
        if let Some(width) = width {
            let words = self
                .words
                .map(|words| words.to_string())
                .unwrap_or_default();
            write!(out, "{words:>width$}  ")?;
        }
        writeln!(
            out,
            "{:indent$}{}",
            "",
            printable_line(&self.name),
            indent = depth * 2
        )?;
        let mut children = self.children.iter();
        children.try_for_each(|child| child.write(out, depth + 1, width))
    }
}
