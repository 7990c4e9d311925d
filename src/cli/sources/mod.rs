//! `brief-ls sources`.

mod table;

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use crate::citation::export::{Cited, bibtex, csl_json, hayagriva};
use crate::ide;
use crate::index::Document;
use crate::workspace::{ReadError, walk};

use super::args::{Sources, SourcesFormat};
use super::check::tasks::{Task, Tasks};
use super::configurations::{Configurations, Settings};
use super::in_order::{Work, guarded, in_order};
use super::inputs::{Arguments, Input, Inputs};
use super::{FAILED, complain};

/// Writes what the notes of briefs cite, brief by brief, in the order of the notes.
pub(super) fn run(args: &Sources, out: &mut dyn Write) -> io::Result<ExitCode> {
    let one = matches!(&args.paths[..], [path] if walk(path).is_none());
    let arguments = Arguments::new(&args.paths, None, None);
    let mut tasks = Tasks::new(Inputs::new(arguments), Configurations::new(None));
    let (mut cited, mut briefs, mut failed) = (Vec::new(), 0, false);
    in_order(&mut tasks, &Reader { one }, |outcome| {
        match outcome {
            Some(Outcome::Brief(new)) => {
                briefs += 1;
                cited.extend(new);
            }
            Some(Outcome::Failed(error)) => {
                failed = true;
                complain(&error);
            }
            Some(Outcome::Nothing) | None => {}
        }
        Ok(())
    })?;
    match args.format {
        SourcesFormat::Table => table::write(&cited, out)?,
        SourcesFormat::CslJson => out.write_all(csl_json(&cited).as_bytes())?,
        SourcesFormat::Bibtex => out.write_all(bibtex(&cited).as_bytes())?,
        SourcesFormat::Hayagriva => out.write_all(hayagriva(&cited).as_bytes())?,
    }
    if briefs == 0 && !failed {
        complain(&"no briefs there");
    }
    Ok(match failed || briefs == 0 {
        true => ExitCode::from(FAILED),
        false => ExitCode::SUCCESS,
    })
}

/// What became of a file.
enum Outcome {
    /// What the notes of a brief cite.
    Brief(Vec<Cited>),
    /// Why it, or its configuration, could not be read, in a sentence.
    Failed(String),
    /// It is no brief, or left out.
    Nothing,
}

/// Reads the sources of briefs, each by itself.
struct Reader {
    /// Whether there is only one brief, which need not be named.
    one: bool,
}

impl Work for Reader {
    type Item = Task;
    type Result = Outcome;

    fn work(&self, task: Task) -> Outcome {
        match task {
            Task::Check(input, settings) => match guarded(|| self.read(&input, &settings)) {
                Ok(Some(cited)) => Outcome::Brief(cited),
                Ok(None) => Outcome::Nothing,
                Err(error) => Outcome::Failed(format!("{}: {error}", input.shown().display())),
            },
            Task::Unseen(error) => Outcome::Failed(error),
            Task::Fault(report) => Outcome::Failed(report.of_settings()),
            Task::LeftOut => Outcome::Nothing,
        }
    }

    fn weight(outcome: &Outcome) -> usize {
        match outcome {
            Outcome::Brief(cited) => cited.len() * size_of::<Cited>(),
            _ => 0,
        }
    }
}

impl Reader {
    /// None where the file is no brief.
    fn read(&self, input: &Input, settings: &Settings) -> Result<Option<Vec<Cited>>, ReadError> {
        let Some(document) = input.brief(settings.dialect)? else {
            return Ok(None);
        };
        let shown = (!self.one).then(|| input.shown());
        Ok(Some(cited(&document, shown.as_deref())))
    }
}

/// The citations of the notes of a brief, in the order of the notes. A note that readers do not see counts after
/// those that they do, unless its label is a number.
fn cited(document: &Document, path: Option<&Path>) -> Vec<Cited> {
    let path = path.map(|path| path.to_string_lossy().into_owned());
    let mut cited = Vec::new();
    for (place, note) in (1..).zip(ide::sources(document)) {
        let number = note.number.or(note.note.label.number()).unwrap_or(place);
        cited.extend(note.citations.into_iter().map(|citation| Cited {
            source: citation.source,
            note: number,
            line: document.text().line_of(citation.span.start) + 1,
            path: path.clone(),
        }));
    }
    cited
}
