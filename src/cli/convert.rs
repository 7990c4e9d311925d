//! `brief-ls convert`.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use crate::index::Document;
use crate::refactor::{ConversionTarget, check_reference_links};
use crate::syntax::DocumentKind;
use crate::text::Span;
use crate::workspace;

use super::args::{ConvertArgs, ConvertForm};
use super::configurations::{configurations, faults};
use super::inputs::{Input, STDIN};
use super::printable::name;
use super::{FAILED, complain, output};

/// Writes a brief with all its notes in one form.
pub(super) fn run(args: &ConvertArgs, out: &mut dyn Write) -> io::Result<ExitCode> {
    let input = match args.file == Path::new(STDIN) {
        true => Input::stdin(args.stdin_name.as_deref()),
        false => Input::of(&args.file),
    };
    let text = match converted(args, &input) {
        Ok(text) => text,
        Err(error) => {
            complain(&format_args!("{}: {error}", name(&input.shown())));
            return Ok(ExitCode::from(FAILED));
        }
    };
    match args
        .output
        .as_deref()
        .filter(|path| *path != Path::new(STDIN))
    {
        None => {
            out.flush()?;
            output::document(&text)?;
        }
        Some(path) => {
            if let Err(error) = workspace::replace(path, &text) {
                complain(&format_args!("{}: cannot be written: {error}", name(path)));
                return Ok(ExitCode::from(FAILED));
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The text of the brief in the other form; what is in the way, in a sentence.
fn converted(args: &ConvertArgs, input: &Input) -> Result<String, String> {
    let configurations = configurations(None);
    let configured = configurations.of(&input.path);
    for report in faults(&configurations) {
        complain(&report.of_settings());
    }
    let brief = input.brief(configured.dialect());
    let Some(brief) = brief.map_err(|error| error.to_string())? else {
        return Ok(String::new());
    };
    for phrase in brief.import.iter().flat_map(|import| &import.left_out) {
        complain(&format_args!("{}: omitted: {phrase}", name(&input.shown())));
    }
    let document = brief.document;
    let target = target(args.to);
    let edits = (target.refactoring().edits)(&document, Span::at(0));
    let edits = edits.map_err(|refusal| refusal.to_string())?;
    let result = edits.apply(document.text());
    let kind = kind(args, document.kind());
    if kind != document.kind() {
        let result = Document::new(result.clone(), kind, configured.dialect());
        check_reference_links(&document, &result).map_err(|refusal| {
            let kind = if kind == DocumentKind::Plain {
                "plain text"
            } else {
                "Markdown"
            };
            format!("Read as {kind}: {refusal}")
        })?;
    }
    Ok(result.to_string())
}

/// What kind of document the result is: what its name tells, and where that tells nothing, Markdown if the form
/// is Markdown's.
fn kind(args: &ConvertArgs, before: DocumentKind) -> DocumentKind {
    let named = args.output.as_deref().and_then(workspace::kind);
    let is_markdown = matches!(args.to, ConvertForm::Markdown | ConvertForm::Inline);
    named.unwrap_or(match before {
        DocumentKind::Plain if is_markdown => DocumentKind::Markdown,
        kind => kind,
    })
}

fn target(form: ConvertForm) -> ConversionTarget {
    match form {
        ConvertForm::Markdown => ConversionTarget::Markdown,
        ConvertForm::Superscript => ConversionTarget::Superscript,
        ConvertForm::Html => ConversionTarget::Html,
        ConvertForm::Inline => ConversionTarget::Inline,
        ConvertForm::Endnotes => ConversionTarget::Endnotes,
    }
}
