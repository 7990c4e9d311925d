//! `brief-ls check`.

pub(super) mod bibliographies;

mod file_check;
mod scope;
mod show_config;
pub(super) mod tasks;

use std::collections::HashSet;
use std::fmt::Display;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::workspace::{BatchContext, Inclusions, is_pattern};

use super::args::{CheckArgs, DiagnosticsFormat};
use super::baseline::{Baseline, BaselineComparison, Compared};
use super::configurations::configurations;
use super::in_order::in_order;
use super::inputs::{self, Arguments, Input, InputOrigin, Inputs};
use super::printable::{name, printable_line};
use super::progress::CheckProgress;
use super::report::{Report, ReportArgs, ReportedDiagnostic, Reporter};
use super::{FAILED, complain};

use bibliographies::Bibliographies;
use file_check::{CheckOutcome, FileCheck};
use scope::Scope;
use tasks::Tasks;

/// How many findings that are gone are listed one by one.
const GONE: usize = 10;

/// Checks what the arguments name and reports it, file by file in their order.
pub(super) fn run(args: &CheckArgs, out: &mut dyn Write) -> io::Result<ExitCode> {
    if let Some(file) = &args.show_config {
        return show_config::run(file, args.profile, out);
    }
    let (arguments, file_check) = match prepare(args) {
        Ok(prepared) => prepared,
        Err(error) => {
            complain(&error);
            return Ok(ExitCode::from(FAILED));
        }
    };
    let scope = &file_check.scope;
    let baseline = scope.baseline.as_ref();
    let mut run = CheckRun {
        args,
        reporter: args.format.reporter(&args.report, baseline.is_some()),
        progress: CheckProgress::new(&arguments),
        comparison: baseline.map(BaselineComparison::new),
        failed: false,
        found: false,
        folders: HashSet::new(),
        checked: arguments.is_empty(),
    };
    let mut tasks = Tasks::new(Inputs::new(arguments), configurations(args.profile));
    run.reporter.start(out)?;
    in_order(&mut tasks, &file_check, |outcome| run.outcome(outcome, out))?;
    for (report, compared) in file_check.bibliographies.reports(scope) {
        run.reported(&report, compared, out)?;
    }
    run.finish(&tasks.inputs.searched, out)
}

/// What is checked and by what.
///
/// # Errors
/// Why nothing can be, in a sentence.
fn prepare(args: &CheckArgs) -> Result<(Arguments, FileCheck), String> {
    let counts = [DiagnosticsFormat::Human, DiagnosticsFormat::Json];
    if args.report.statistics && !counts.contains(&args.format) {
        return Err("--statistics can be written with --format human or json only".to_owned());
    }
    let stdin = Path::new(inputs::STDIN);
    let list = args.files_from.as_deref();
    if list == Some(stdin) && args.paths.iter().any(|path| path == stdin) {
        return Err("standard input cannot be both a list of files and a document".to_owned());
    }
    let failed = |path: &Path, error: &dyn Display| format!("{}: {error}", name(path));
    let listed = list.map(|list| inputs::list(list).map_err(|error| failed(list, &error)));
    let baseline = args.baseline.as_deref().map(|path| {
        Baseline::read(path, args.write_baseline).map_err(|error| failed(path, &error))
    });
    let stdin_name = args.stdin_name.as_deref();
    let included = Inclusions::new(&args.include).map_err(|error| error.to_string())?;
    let arguments =
        Arguments::new(&args.paths, listed.transpose()?, stdin_name).including(included);
    let file_check = FileCheck {
        scope: Scope {
            baseline: baseline.transpose()?,
            only: args.report.codes(),
        },
        contexts: BatchContext::default(),
        bibliographies: Bibliographies::default(),
    };
    Ok((arguments, file_check))
}

/// What has been seen so far.
struct CheckRun<'a> {
    args: &'a CheckArgs,
    reporter: Box<dyn Reporter>,
    progress: CheckProgress,
    comparison: Option<BaselineComparison<'a>>,
    /// Whether something could not be checked.
    failed: bool,
    /// Whether a finding is bad enough for an exit code.
    found: bool,
    /// Whether any file was a brief, or none was asked for.
    checked: bool,
    /// The folders, by argument, in which there was a brief.
    folders: HashSet<usize>,
}

impl CheckRun<'_> {
    /// Takes what became of the next task; none where it takes its time.
    fn outcome(&mut self, outcome: Option<CheckOutcome>, out: &mut dyn Write) -> io::Result<()> {
        let Some(outcome) = outcome else {
            self.progress.look();
            return Ok(());
        };
        match outcome {
            CheckOutcome::Fault(report) => return self.report(&report, out),
            CheckOutcome::Unseen(error) => self.fail(&error),
            CheckOutcome::Failed(input, error) => {
                self.saw(&input);
                self.fail(&format_args!("{}: {error}", name(&input.shown())));
            }
            CheckOutcome::Checked(input, report, compared) => {
                self.saw(&input);
                self.reported(&report, compared, out)?;
                self.progress.advance(Some(&report.path));
                return Ok(());
            }
            CheckOutcome::Nothing => {}
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
        if let InputOrigin::Found(folder) = input.origin {
            self.folders.insert(folder);
        }
    }

    fn fail(&mut self, error: &dyn Display) {
        self.failed = true;
        self.progress.aside(|| complain(error));
    }

    fn report(&mut self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        let fails = |diagnostic: &ReportedDiagnostic| diagnostic.level >= self.args.fail_on;
        self.found |= report.diagnostics.iter().any(fails);
        if report.diagnostics.is_empty() {
            return self.reporter.report(report, out);
        }
        self.progress.aside(|| self.reporter.report(report, out))
    }

    fn finish(
        mut self,
        searched: &[(usize, PathBuf)],
        out: &mut dyn Write,
    ) -> io::Result<ExitCode> {
        self.progress.end();
        self.reporter.finish(out)?;
        out.flush()?;
        self.complain_of_empty(searched);
        self.finish_baseline();
        Ok(match (self.failed, self.found) {
            (true, _) => ExitCode::from(FAILED),
            (false, true) => ExitCode::FAILURE,
            (false, false) => ExitCode::SUCCESS,
        })
    }

    /// Says which folders and patterns have no brief; that none at all has one is a failure, unless it is allowed.
    fn complain_of_empty(&mut self, searched: &[(usize, PathBuf)]) {
        let empty = searched.iter();
        let empty = empty.filter(|(argument, _)| !self.folders.contains(argument));
        for (_, searched) in empty.filter(|_| !(self.args.allow_empty && self.args.report.quiet)) {
            complain(&no_briefs(searched));
        }
        self.failed |= !(self.checked || self.args.allow_empty);
    }

    /// Whether what is gone is worth telling: to people, where all rules were asked.
    fn tells_gone(&self) -> bool {
        let ReportArgs { rules, quiet, .. } = &self.args.report;
        self.args.format == DiagnosticsFormat::Human && rules.is_empty() && !quiet
    }

    fn finish_baseline(&mut self) {
        let Some(comparison) = &self.comparison else {
            return;
        };
        match comparison.write() {
            Ok(Some(written)) => complain(&written),
            Ok(None) if self.tells_gone() => tell_gone(&comparison.gone()),
            Ok(None) => {}
            Err(error) => {
                self.failed = true;
                complain(&format_args!("cannot write the baseline: {error}"));
            }
        }
    }
}

/// What is said of a folder or pattern without briefs.
fn no_briefs(searched: &Path) -> String {
    if is_pattern(searched) && !searched.exists() {
        return format!("no brief matches {}", name(searched));
    }
    let folder = match searched == Path::new(".") {
        true => "this folder".to_owned(),
        false => name(searched),
    };
    format!(
        "no briefs in {folder}: no file ends in .md, .markdown, .brief, .qmd or .rmd, and no text file has a \
         footnote"
    )
}

/// Tells what the baseline knows and is not there any more.
fn tell_gone(gone: &[String]) {
    if gone.is_empty() {
        return;
    }
    complain(&"in the baseline, but no longer found (--write-baseline removes it):");
    let mut err = io::stderr().lock();
    for line in gone.iter().take(GONE) {
        let _ = writeln!(err, "  {}", printable_line(line));
    }
    if gone.len() > GONE {
        let _ = writeln!(err, "  and {} more", gone.len() - GONE);
    }
}
