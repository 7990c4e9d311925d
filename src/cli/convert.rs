//! `brief-ls convert`.

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use crate::export;
use crate::index::Dialect;
use crate::refactor::ConversionTarget;
use crate::syntax::DocumentKind;
use crate::workspace;

use super::args::{ConvertArgs, ConvertForm};
use super::configurations::{configurations, faults};
use super::conversion::BriefConversion;
use super::inputs::{Input, STDIN};
use super::output_file::OutputContent;
use super::printable::name;
use super::{FAILED, complain};

/// Writes a brief with all its notes in one form.
pub(super) fn run(args: &ConvertArgs, out: &mut dyn Write) -> io::Result<ExitCode> {
    let input = match args.file == Path::new(STDIN) {
        true => Input::stdin(args.stdin_name.as_deref()),
        false => Input::of(&args.file),
    };
    if args.output.is_taken() {
        return Ok(ExitCode::from(FAILED));
    }
    let is_printed = args.output.path().is_none() && io::stdout().is_terminal();
    if args.to == ConvertForm::Docx && is_printed {
        complain(&"a Word file cannot be written to a terminal; use -o OUT.docx");
        return Ok(ExitCode::from(FAILED));
    }
    let content = match converted(args, &input) {
        Ok(content) => content,
        Err(error) => {
            complain(&format_args!("{}: {error}", name(&input.shown())));
            return Ok(ExitCode::from(FAILED));
        }
    };
    args.output.write(&content, out)
}

/// The brief in the other form; what is in the way, in a sentence.
fn converted(args: &ConvertArgs, input: &Input) -> Result<OutputContent, String> {
    let configurations = configurations(None);
    let configured = configurations.of(&input.path);
    for report in faults(&configurations) {
        complain(&report.of_settings());
    }
    let brief = input.brief(configured.dialect());
    let Some(brief) = brief.map_err(|error| error.to_string())? else {
        return Ok(OutputContent::Text(String::new()));
    };
    let shown = input.shown();
    let left = |phrase: &str| complain(&format_args!("{}: omitted: {phrase}", name(&shown)));
    let phrases = brief.import.iter().flat_map(|import| &import.left_out);
    phrases.for_each(|phrase| left(phrase));
    let document = brief.document;
    // What is no text, and what becomes a Word file, is converted even if it has no footnote.
    let needs_note = brief.import.is_none() && args.to != ConvertForm::Docx;
    if needs_note && document.notes().next().is_none() {
        return Err("nothing was converted: no footnotes were found".to_owned());
    }
    let conversion = BriefConversion {
        path: &shown,
        kind: kind(args, document.kind()),
        target: target(args.to),
    };
    let result = match conversion.convert(&document) {
        Ok(result) => result,
        // Markdown footnotes are read as they are.
        Err(refusal) if args.to == ConvertForm::Docx => {
            complain(&format_args!("{}: {refusal}", name(&shown)));
            document
        }
        Err(refusal) => return Err(refusal.to_string()),
    };
    if args.to != ConvertForm::Docx {
        return Ok(OutputContent::Text(result.text().to_string()));
    }
    let is_pandoc = result.footnotes().dialect == Dialect::Pandoc;
    let manuscript = export::manuscript(&result.text().to_string(), is_pandoc);
    manuscript.left_out.iter().for_each(|phrase| left(phrase));
    let file = export::docx(&manuscript);
    Ok(OutputContent::Docx(
        file.map_err(|error| error.to_string())?,
    ))
}

/// What kind of document the result is: what its name tells, and where that tells nothing, Markdown if the form
/// is Markdown's.
fn kind(args: &ConvertArgs, before: DocumentKind) -> DocumentKind {
    let named = args.output.path().and_then(workspace::kind);
    let is_markdown = matches!(
        args.to,
        ConvertForm::Markdown | ConvertForm::Inline | ConvertForm::Docx
    );
    named.unwrap_or(match before {
        DocumentKind::Plain if is_markdown => DocumentKind::Markdown,
        kind => kind,
    })
}

fn target(form: ConvertForm) -> ConversionTarget {
    match form {
        ConvertForm::Markdown | ConvertForm::Docx => ConversionTarget::Markdown,
        ConvertForm::Superscript => ConversionTarget::Superscript,
        ConvertForm::Html => ConversionTarget::Html,
        ConvertForm::Inline => ConversionTarget::Inline,
        ConvertForm::Endnotes => ConversionTarget::Endnotes,
    }
}
