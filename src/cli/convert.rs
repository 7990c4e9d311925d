//! `brief-ls convert`.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use crate::index::Document;
use crate::refactor::{Target, check_ties};
use crate::syntax::Kind;
use crate::text::Span;
use crate::workspace;

use super::args::{Convert, Form};
use super::configurations::Configurations;
use super::inputs::{Input, STDIN};
use super::{FAILED, complain};

/// Writes a brief with all its notes in one form.
pub(super) fn run(args: &Convert, out: &mut dyn Write) -> io::Result<ExitCode> {
    let input = match args.file == Path::new(STDIN) {
        true => Input::stdin(args.stdin_name.as_deref()),
        false => Input::of(&args.file),
    };
    let text = match converted(args, &input) {
        Ok(text) => text,
        Err(error) => {
            complain(&format_args!("{}: {error}", input.shown().display()));
            return Ok(ExitCode::from(FAILED));
        }
    };
    match &args.output {
        None => {
            // Past the filter for colours, which would take escapes out of a text, too.
            out.flush()?;
            io::stdout().write_all(text.as_bytes())?;
        }
        Some(path) => {
            if let Err(error) = workspace::replace(path, &text) {
                complain(&format_args!(
                    "{}: cannot be written: {error}",
                    path.display()
                ));
                return Ok(ExitCode::from(FAILED));
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The text of the brief in the other form; what is in the way, in a sentence.
fn converted(args: &Convert, input: &Input) -> Result<String, String> {
    let mut configurations = Configurations::new(None);
    let settings = configurations.of(input);
    for report in &configurations.faults {
        complain(&report.of_settings());
    }
    let document = input.brief(settings.dialect);
    let Some(document) = document.map_err(|error| error.to_string())? else {
        return Ok(String::new());
    };
    let target = target(args.to);
    let edits = (target.refactoring().edits)(&document, Span::at(0));
    let edits = edits.map_err(|refusal| refusal.to_string())?;
    let result = edits.apply(document.text());
    let kind = kind(args, document.kind());
    if kind != document.kind() {
        let result = Document::new(result.clone(), kind, settings.dialect);
        check_ties(&document, &result).map_err(|refusal| {
            let kind = if kind == Kind::Plain {
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
fn kind(args: &Convert, before: Kind) -> Kind {
    let named = args.output.as_deref().and_then(workspace::kind);
    let is_markdown = matches!(args.to, Form::Markdown | Form::Inline);
    named.unwrap_or(match before {
        Kind::Plain if is_markdown => Kind::Markdown,
        kind => kind,
    })
}

fn target(form: Form) -> Target {
    match form {
        Form::Markdown => Target::Markdown,
        Form::Superscript => Target::Superscript,
        Form::Html => Target::Html,
        Form::Inline => Target::Inline,
        Form::Endnotes => Target::Endnotes,
    }
}
