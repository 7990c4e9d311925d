//! `brief-ls setup`.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::editors::{EDITORS, Editor};

#[derive(clap::Args, Debug)]
pub(super) struct SetupArgs {
    /// The editor
    #[arg(value_parser = editor())]
    editor: String,
}

/// The names of the editors.
fn editor() -> impl TypedValueParser<Value = String> {
    let names = EDITORS.iter();
    PossibleValuesParser::new(
        names.map(|editor| PossibleValue::new(editor.name).help(editor.title)),
    )
}

/// Writes what to write where for an editor.
pub(super) fn run(args: &SetupArgs, out: &mut dyn Write) -> io::Result<ExitCode> {
    let program = std::env::current_exe().unwrap_or_else(|_| "brief-ls".into());
    let program = program.to_string_lossy().replace('\\', "\\\\");
    let named = EDITORS.iter().find(|editor| editor.name == args.editor);
    named.map_or(Ok(()), |editor| write_steps(editor, &program, out))?;
    Ok(ExitCode::SUCCESS)
}

fn write_steps(editor: &Editor, program: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut place = "";
    for step in editor.steps {
        if step.place != place {
            let between = if place.is_empty() { "" } else { "\n" };
            writeln!(
                out,
                "{between}{} {}: {}\n",
                step.comment, editor.title, step.place
            )?;
            place = step.place;
        }
        out.write_all(step.content.text(program).as_bytes())?;
    }
    Ok(())
}
