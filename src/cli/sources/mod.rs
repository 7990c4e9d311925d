//! `brief-ls sources`.

mod separated;
mod table;

use std::io::{self, Write};
use std::process::ExitCode;

use crate::citation::export::{ExportedCitation, bibtex, csl_json, hayagriva, unique};
use crate::ide;
use crate::workspace::{Configured, Inclusions, ReadError, walk};

use super::args::{SourcesArgs, SourcesFormat};
use super::check::tasks::{Task, Tasks};
use super::configurations::configurations;
use super::in_order::{Worker, guarded, in_order};
use super::inputs::{Arguments, Input, Inputs};
use super::printable::name;
use super::{FAILED, complain};

/// Writes what the notes of briefs cite, brief by brief, in the order of the notes.
pub(super) fn run(args: &SourcesArgs, out: &mut dyn Write) -> io::Result<ExitCode> {
    let one = matches!(&args.paths[..], [path] if walk(path).is_none());
    // Each pattern was compiled with the arguments.
    let included = Inclusions::new(&args.include).unwrap_or_default();
    let arguments = Arguments::new(&args.paths, None, None).including(included);
    let mut tasks = Tasks::new(Inputs::new(arguments), configurations(None));
    let (mut cited, mut briefs, mut failed) = (Vec::new(), 0, false);
    in_order(&mut tasks, &SourcesWorker { one }, |outcome| {
        match outcome {
            Some(SourcesOutcome::Brief(new)) => {
                briefs += 1;
                cited.extend(new);
            }
            Some(SourcesOutcome::Failed(error)) => {
                failed = true;
                complain(&error);
            }
            Some(SourcesOutcome::Nothing) | None => {}
        }
        Ok(())
    })?;
    if args.unique {
        cited = unique(cited);
    }
    match args.format {
        SourcesFormat::Table => table::write(&cited, args.unique, out)?,
        SourcesFormat::Csv => separated::write(&cited, ',', out)?,
        SourcesFormat::Tsv => separated::write(&cited, '\t', out)?,
        SourcesFormat::Urls => separated::addresses(&cited, out)?,
        SourcesFormat::CslJson => out.write_all(csl_json(&cited).as_bytes())?,
        SourcesFormat::Bibtex => out.write_all(bibtex(&cited).as_bytes())?,
        SourcesFormat::Hayagriva => out.write_all(hayagriva(&cited).as_bytes())?,
    }
    if briefs == 0 && !failed {
        complain(&"no briefs found");
    }
    Ok(match failed || briefs == 0 {
        true => ExitCode::from(FAILED),
        false => ExitCode::SUCCESS,
    })
}

/// What became of a file.
enum SourcesOutcome {
    /// What the notes of a brief cite.
    Brief(Vec<ExportedCitation>),
    /// Why it, or its configuration, could not be read, in a sentence.
    Failed(String),
    /// It is not a brief, or left out.
    Nothing,
}

/// Reads the sources of briefs, each by itself.
struct SourcesWorker {
    /// Whether there is only one brief, which need not be named.
    one: bool,
}

impl Worker for SourcesWorker {
    type Item = Task;
    type Result = SourcesOutcome;

    fn work(&self, task: Task) -> SourcesOutcome {
        match task {
            Task::Check(input, configured) => match guarded(|| self.read(&input, &configured)) {
                Ok(Some(cited)) => SourcesOutcome::Brief(cited),
                Ok(None) => SourcesOutcome::Nothing,
                Err(error) => SourcesOutcome::Failed(format!("{}: {error}", name(&input.shown()))),
            },
            Task::Unseen(error) => SourcesOutcome::Failed(error),
            Task::Fault(report) => SourcesOutcome::Failed(report.of_settings()),
            Task::LeftOut => SourcesOutcome::Nothing,
        }
    }

    fn weight(outcome: &SourcesOutcome) -> usize {
        match outcome {
            SourcesOutcome::Brief(cited) => cited.len() * size_of::<ExportedCitation>(),
            _ => 0,
        }
    }
}

impl SourcesWorker {
    /// None where the file is not a brief.
    fn read(
        &self,
        input: &Input,
        configured: &Configured,
    ) -> Result<Option<Vec<ExportedCitation>>, ReadError> {
        let Some(brief) = input.brief(configured.dialect())? else {
            return Ok(None);
        };
        let shown = (!self.one).then(|| input.shown());
        Ok(Some(ide::exported_citations(
            &brief.document,
            shown.as_deref(),
        )))
    }
}
