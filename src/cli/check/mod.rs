//! `brief-ls check`.

pub(super) mod bibliographies;

mod look;
pub(super) mod tasks;

use std::collections::HashSet;
use std::fmt::Display;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::workspace::Neighbours;

use super::args::{Check, Format};
use super::baseline::{Baseline, Compared, Comparison};
use super::configurations::Configurations;
use super::in_order::in_order;
use super::inputs::{self, Arguments, Input, Inputs, Origin};
use super::progress::Progress;
use super::report::{Diagnostic, Report, Reporter};
use super::{FAILED, complain};

use bibliographies::Bibliographies;
use look::{Looker, Outcome};
use tasks::Tasks;

/// How many findings that are gone are told one by one.
const GONE: usize = 10;

/// Checks what the arguments name and reports it, file by file in their order.
pub(super) fn run(args: &Check, out: &mut dyn Write) -> io::Result<ExitCode> {
    let (arguments, looker) = match prepare(args) {
        Ok(prepared) => prepared,
        Err(error) => {
            complain(&error);
            return Ok(ExitCode::from(FAILED));
        }
    };
    let baseline = looker.baseline.as_ref();
    let mut run = Run {
        args,
        reporter: args.format.reporter(baseline.is_some()),
        progress: Progress::new(&arguments),
        comparison: baseline.map(Comparison::new),
        failed: false,
        found: false,
        folders: HashSet::new(),
        checked: arguments.is_empty(),
    };
    let mut tasks = Tasks::new(Inputs::new(arguments), Configurations::new(args.profile));
    run.reporter.start(out)?;
    in_order(&mut tasks, &looker, |outcome| run.outcome(outcome, out))?;
    for (report, compared) in looker.bibliographies.reports(baseline) {
        run.reported(&report, compared, out)?;
    }
    run.finish(&tasks.inputs.folders, out)
}

/// What is checked and by what.
///
/// # Errors
/// Why nothing can be, in a sentence.
fn prepare(args: &Check) -> Result<(Arguments, Looker), String> {
    let stdin = Path::new(inputs::STDIN);
    let list = args.files_from.as_deref();
    if list == Some(stdin) && args.paths.iter().any(|path| path == stdin) {
        return Err("standard input cannot be both a list of files and a document".to_owned());
    }
    let failed = |path: &Path, error: &dyn Display| format!("{}: {error}", path.display());
    let listed = list.map(|list| inputs::list(list).map_err(|error| failed(list, &error)));
    let baseline = args.baseline.as_deref().map(|path| {
        Baseline::read(path, args.write_baseline).map_err(|error| failed(path, &error))
    });
    let name = args.stdin_name.as_deref();
    let arguments = Arguments::new(&args.paths, listed.transpose()?, name);
    let looker = Looker {
        baseline: baseline.transpose()?,
        neighbours: Neighbours::default(),
        bibliographies: Bibliographies::default(),
    };
    Ok((arguments, looker))
}

/// What has been seen so far.
struct Run<'a> {
    args: &'a Check,
    reporter: Box<dyn Reporter>,
    progress: Progress,
    comparison: Option<Comparison<'a>>,
    /// Whether something could not be checked.
    failed: bool,
    /// Whether a finding is bad enough for an exit code.
    found: bool,
    /// Whether any file was a brief, or none was asked for.
    checked: bool,
    /// The folders, by argument, in which there was a brief.
    folders: HashSet<usize>,
}

impl Run<'_> {
    /// Takes what became of the next task; none where it takes its time.
    fn outcome(&mut self, outcome: Option<Outcome>, out: &mut dyn Write) -> io::Result<()> {
        let Some(outcome) = outcome else {
            self.progress.look();
            return Ok(());
        };
        match outcome {
            Outcome::Fault(report) => return self.report(&report, out),
            Outcome::Unseen(error) => self.fail(&error),
            Outcome::Failed(input, error) => {
                self.saw(&input);
                self.fail(&format_args!("{}: {error}", input.shown().display()));
            }
            Outcome::Checked(input, report, compared) => {
                self.saw(&input);
                self.reported(&report, compared, out)?;
                self.progress.advance(Some(&report.path));
                return Ok(());
            }
            Outcome::Nothing => {}
        }
        self.progress.advance(None);
        Ok(())
    }

    /// Reports a file, and takes what it says to the baseline.
    fn reported(
        &mut self,
        report: &Report,
        compared: Option<Compared>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        if let (Some(comparison), Some(compared)) = (&mut self.comparison, compared) {
            comparison.add(compared);
        }
        self.report(report, out)
    }

    fn saw(&mut self, input: &Input) {
        self.checked = true;
        if let Origin::Found(folder) = input.origin {
            self.folders.insert(folder);
        }
    }

    fn fail(&mut self, error: &dyn Display) {
        self.failed = true;
        self.progress.aside(|| complain(error));
    }

    fn report(&mut self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        let fails = |diagnostic: &Diagnostic| diagnostic.level >= self.args.fail_on;
        self.found |= report.diagnostics.iter().any(fails);
        if report.diagnostics.is_empty() {
            return self.reporter.report(report, out);
        }
        self.progress.aside(|| self.reporter.report(report, out))
    }

    fn finish(mut self, folders: &[(usize, PathBuf)], out: &mut dyn Write) -> io::Result<ExitCode> {
        self.progress.end();
        self.reporter.finish(out)?;
        out.flush()?;
        self.complain_of_empty_folders(folders);
        self.finish_baseline();
        Ok(match (self.failed, self.found) {
            (true, _) => ExitCode::from(FAILED),
            (false, true) => ExitCode::FAILURE,
            (false, false) => ExitCode::SUCCESS,
        })
    }

    fn complain_of_empty_folders(&mut self, folders: &[(usize, PathBuf)]) {
        let empty = folders.iter();
        for (_, folder) in empty.filter(|(argument, _)| !self.folders.contains(argument)) {
            let name = match folder == Path::new(".") {
                true => "this folder".to_owned(),
                false => folder.display().to_string(),
            };
            complain(&format_args!(
                "no briefs in {name}: no file ends in .md, .markdown, .brief, .qmd or .rmd, and no \
                 text file has a footnote"
            ));
        }
        self.failed |= !self.checked;
    }

    fn finish_baseline(&mut self) {
        let Some(comparison) = &self.comparison else {
            return;
        };
        match comparison.write() {
            Ok(Some(written)) => complain(&written),
            Ok(None) if self.args.format == Format::Human => tell_gone(&comparison.gone()),
            Ok(None) => {}
            Err(error) => {
                self.failed = true;
                complain(&format_args!("cannot write the baseline: {error}"));
            }
        }
    }
}

/// Tells what the baseline knows and is not there any more.
fn tell_gone(gone: &[String]) {
    if gone.is_empty() {
        return;
    }
    complain(&"no longer there, but in the baseline (--write-baseline takes it out):");
    let mut err = io::stderr().lock();
    for line in gone.iter().take(GONE) {
        let _ = writeln!(err, "  {line}");
    }
    if gone.len() > GONE {
        let _ = writeln!(err, "  and {} more", gone.len() - GONE);
    }
}
