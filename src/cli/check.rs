//! `brief-ls check`.

use std::collections::{BTreeMap, HashSet};
use std::io::{self, Write};
use std::panic::AssertUnwindSafe;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, SyncSender};

use crate::check;
use crate::index::Document;
use crate::text::Text;
use crate::workspace::{Neighbours, ReadError};

use super::args::Check;
use super::configurations::{Configurations, Settings};
use super::inputs::{Input, Inputs, Origin};
use super::report::{Diagnostic, Report, Reporter};
use super::{FAILED, complain};

/// A file to check, and how.
type Task = (Input, Arc<Settings>);

/// What became of a file: none if it turned out to be no brief.
type Outcome = Option<Result<Report, ReadError>>;

/// Checks what the arguments name and reports it, file by file in their order.
pub(super) fn run(args: &Check, out: &mut dyn Write) -> io::Result<ExitCode> {
    let inputs = Inputs::find(&args.paths, args.stdin_name.as_deref());
    let mut configurations = Configurations::new(args.profile);
    let tasks = tasks(&inputs, &mut configurations);
    let mut run = Run {
        args,
        reporter: args.format.reporter(),
        failed: !inputs.errors.is_empty(),
        found: false,
        folders: HashSet::new(),
        checked: false,
    };
    inputs.errors.iter().for_each(|error| complain(error));
    run.reporter.start(out)?;
    for report in &configurations.faults {
        run.report(report, out)?;
    }
    let neighbours = Neighbours::default();
    in_order(&tasks, &neighbours, |task, outcome| {
        run.outcome(&task.0, outcome, out)
    })?;
    run.reporter.finish(out)?;
    out.flush()?;
    run.complain_of_empty_folders(&inputs);
    Ok(run.exit_code())
}

fn tasks(inputs: &Inputs, configurations: &mut Configurations) -> Vec<Task> {
    let with_settings = |input: &Input| (input.clone(), configurations.of(input));
    inputs
        .files
        .iter()
        .map(with_settings)
        .filter(|(input, settings)| !settings.excludes(input))
        .collect()
}

/// What has been seen so far.
struct Run<'a> {
    args: &'a Check,
    reporter: Box<dyn Reporter>,
    /// Whether something could not be checked.
    failed: bool,
    /// Whether a finding is bad enough for an exit code.
    found: bool,
    /// Whether any file was a brief.
    checked: bool,
    /// The folders, by argument, in which there was a brief.
    folders: HashSet<usize>,
}

impl Run<'_> {
    fn outcome(&mut self, input: &Input, outcome: Outcome, out: &mut dyn Write) -> io::Result<()> {
        let Some(result) = outcome else {
            return Ok(());
        };
        self.checked = true;
        if let Origin::Found(folder) = input.origin {
            self.folders.insert(folder);
        }
        match result {
            Ok(report) => self.report(&report, out),
            Err(error) => {
                self.failed = true;
                complain(&format_args!("{}: {error}", input.shown().display()));
                Ok(())
            }
        }
    }

    fn report(&mut self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        let fails = |diagnostic: &Diagnostic| diagnostic.level >= self.args.fail_on;
        self.found |= report.diagnostics.iter().any(fails);
        self.reporter.report(report, out)
    }

    fn complain_of_empty_folders(&mut self, inputs: &Inputs) {
        let empty = inputs.folders.iter();
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

    fn exit_code(&self) -> ExitCode {
        match (self.failed, self.found) {
            (true, _) => ExitCode::from(FAILED),
            (false, true) => ExitCode::FAILURE,
            (false, false) => ExitCode::SUCCESS,
        }
    }
}

/// Checks `tasks` side by side, and gives each outcome to `done` in their order, as soon as those before
/// it are there.
fn in_order(
    tasks: &[Task],
    neighbours: &Neighbours,
    mut done: impl FnMut(&Task, Outcome) -> io::Result<()>,
) -> io::Result<()> {
    let next = AtomicUsize::new(0);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let (sender, receiver) = mpsc::sync_channel(threads * 4);
    std::thread::scope(|scope| {
        for _ in 0..threads.min(tasks.len()) {
            let sender = sender.clone();
            scope.spawn(|| work(tasks, neighbours, &next, sender));
        }
        drop(sender);
        let mut waiting = BTreeMap::new();
        let mut turn = 0;
        for (index, outcome) in receiver {
            waiting.insert(index, outcome);
            while let (Some(task), Some(outcome)) = (tasks.get(turn), waiting.remove(&turn)) {
                done(task, outcome)?;
                turn += 1;
            }
        }
        Ok(())
    })
}

/// Checks the next task that nobody has taken, until there is none or nobody listens any more.
fn work(
    tasks: &[Task],
    neighbours: &Neighbours,
    next: &AtomicUsize,
    sender: SyncSender<(usize, Outcome)>,
) {
    loop {
        let index = next.fetch_add(1, Ordering::Relaxed);
        let Some((input, settings)) = tasks.get(index) else {
            return;
        };
        if sender
            .send((index, guarded(input, settings, neighbours)))
            .is_err()
        {
            return;
        }
    }
}

/// A fault of this program in one file keeps no other file from being checked.
fn guarded(input: &Input, settings: &Settings, neighbours: &Neighbours) -> Outcome {
    let look = || look_at(input, settings, neighbours);
    let looked = std::panic::catch_unwind(AssertUnwindSafe(look));
    looked.unwrap_or_else(|_| {
        let message = "checking it failed, which is a fault of brief-ls: please report it";
        Some(Err(ReadError::Unreadable(message.to_owned())))
    })
}

fn look_at(input: &Input, settings: &Settings, neighbours: &Neighbours) -> Outcome {
    let text = match input.read() {
        Ok(text) => Text::new(&text),
        // A binary file among text files is no brief, whatever it is called.
        Err(ReadError::Binary) if input.needs_note() => return None,
        Err(error) => return Some(Err(error)),
    };
    let document = Document::new(text.clone(), input.kind(), settings.dialect);
    if input.needs_note() && document.notes().next().is_none() {
        return None;
    }
    let document = neighbours.surround(&document, &input.path, &settings.configured);
    let findings = check::check(&document, &settings.rules);
    Some(Ok(Report {
        path: input.shown(),
        text,
        diagnostics: findings.into_iter().map(Diagnostic::from).collect(),
    }))
}
