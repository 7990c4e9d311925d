//! `brief-ls fix`.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use crate::check::{Fixed, Fixes, fix_all};
use crate::import::Format;
use crate::index::Document;
use crate::workspace::{self, BatchContext, Configured};

use super::args::FixArgs;
use super::configurations::{configurations, excludes, faults};
use super::diff::diff;
use super::inputs::{Arguments, Input, InputOrigin, Inputs};
use super::left_over::LeftOver;
use super::printable::name;
use super::{FAILED, complain, output};

/// What is said of a file that is no text.
const NO_TEXT: &str =
    "cannot be fixed in place: convert it first, with `brief-ls convert --to markdown`";

/// Fixes what the arguments name, file by file in their order.
pub(super) fn run(args: &FixArgs, out: &mut dyn Write) -> io::Result<ExitCode> {
    let arguments = Arguments::new(&args.paths, None, args.stdin_name.as_deref());
    let configurations = configurations(args.profile);
    let contexts = BatchContext::default();
    let mut run = FixRun {
        args,
        failed: false,
        changes: false,
        told: false,
        files: 0,
        writes_document: false,
    };
    for input in Inputs::new(arguments) {
        let input = match input {
            Ok(input) => input,
            Err(error) => {
                run.failed = true;
                complain(&error);
                continue;
            }
        };
        let configured = configurations.of(&input.path);
        for report in faults(&configurations) {
            run.failed = true;
            complain(&report.of_settings());
        }
        if excludes(&configured, &input) {
            continue;
        }
        if Format::of(&input.path).is_some() {
            run.fail(&input.shown(), &NO_TEXT);
            continue;
        }
        match input.brief(configured.dialect()) {
            Ok(Some(brief)) => {
                let document = contexts.add_context(brief.document, &input.path, &configured);
                run.fix(&input, &document, &configured, out)?;
            }
            Ok(None) => {}
            Err(error) => run.fail(&input.shown(), &error),
        }
    }
    run.finish(out)?;
    Ok(match (run.failed, run.changes && args.check) {
        (true, _) => ExitCode::from(FAILED),
        (false, true) => ExitCode::FAILURE,
        (false, false) => ExitCode::SUCCESS,
    })
}

/// What has been seen so far.
struct FixRun<'a> {
    args: &'a FixArgs,
    /// Whether something could not be fixed.
    failed: bool,
    /// Whether something is fixed, or would be.
    changes: bool,
    /// Whether something was said of a brief.
    told: bool,
    /// How many briefs there were.
    files: usize,
    /// Whether the document on standard input went to standard output.
    writes_document: bool,
}

impl FixRun<'_> {
    fn fix(
        &mut self,
        input: &Input,
        document: &Document,
        configured: &Configured,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let fixes = if self.args.r#unsafe {
            Fixes::All
        } else {
            Fixes::Safe
        };
        let fixed = fix_all(document, &configured.levels(Some(&input.path)), fixes);
        let changes = !fixed.edits.is_empty();
        self.changes |= changes;
        self.files += 1;
        let to_stdout = input.origin == InputOrigin::Stdin && !(self.args.diff || self.args.check);
        self.writes_document |= to_stdout;
        if to_stdout {
            out.flush()?;
            output::document(&fixed.document.text().to_string())?;
        } else if changes && !self.put(input, document, &fixed, out)? {
            return Ok(());
        }
        match self.said(&fixed) {
            Some(said) => self.tell(&format_args!("{}: {said}", name(&input.shown())), out),
            None => Ok(()),
        }
    }

    /// Puts the fixed brief where it belongs, or the diff; whether that could be done.
    fn put(
        &mut self,
        input: &Input,
        document: &Document,
        fixed: &Fixed,
        out: &mut dyn Write,
    ) -> io::Result<bool> {
        let (before, after) = (document.text(), fixed.document.text());
        let (before, after) = (before.to_string(), after.to_string());
        let shown = input.shown();
        if self.args.diff {
            let name = name(&shown);
            let name = name.trim_start_matches('/');
            out.write_all(diff(name, &before, &after, &fixed.edits).as_bytes())?;
        } else if !self.args.check
            && let Err(error) = workspace::rewrite(&input.path, &before, &after)
        {
            self.fail(&shown, &format_args!("cannot be written: {error}"));
            return Ok(false);
        }
        Ok(true)
    }

    /// What is said of a brief, if anything.
    fn said(&self, fixed: &Fixed) -> Option<String> {
        let changes = !fixed.edits.is_empty();
        let done = match (changes, self.args.diff || self.args.check) {
            (true, true) => "would be fixed",
            (true, false) => "fixed",
            (false, _) => "nothing fixed",
        };
        match LeftOver::of(fixed) {
            Some(left) => Some(format!("{done}, {left}")),
            None => changes.then(|| format!("{done}, no findings left")),
        }
    }

    /// Says something of a brief, where standard output is not a diff or a document.
    fn tell(&mut self, what: &dyn std::fmt::Display, out: &mut dyn Write) -> io::Result<()> {
        self.told = true;
        match self.args.diff || self.writes_document {
            true => complain(what),
            false => writeln!(out, "{what}")?,
        }
        Ok(())
    }

    /// Says that nothing is fixed, or that there is no brief, where nothing was said.
    fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        match self.files {
            _ if self.told || self.failed => Ok(()),
            0 => {
                self.fail_without_brief();
                Ok(())
            }
            1 => self.tell(&"nothing to fix in 1 brief", out),
            count => self.tell(&format_args!("nothing to fix in {count} briefs"), out),
        }
    }

    fn fail_without_brief(&mut self) {
        self.failed = true;
        complain(&"no briefs found");
    }

    fn fail(&mut self, path: &Path, error: &dyn std::fmt::Display) {
        self.failed = true;
        complain(&format_args!("{}: {error}", name(path)));
    }
}
