//! `brief-ls fix`.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use similar::TextDiff;

use crate::check::{Fixed, Fixes, fix_all};
use crate::import::Format;
use crate::index::Document;
use crate::workspace::{self, BatchContext, Configured};

use super::args::FixArgs;
use super::configurations::{configurations, excludes, faults};
use super::inputs::{Arguments, Input, Inputs, Origin};
use super::printable::name;
use super::{FAILED, complain, output};

/// What is said of a file that is no text.
const NO_TEXT: &str = "cannot be changed: write it as text first, with `brief-ls convert`";

/// Repairs what the arguments name, file by file in their order.
pub(super) fn run(args: &FixArgs, out: &mut dyn Write) -> io::Result<ExitCode> {
    let arguments = Arguments::new(&args.paths, None, args.stdin_name.as_deref());
    let configurations = configurations(args.profile);
    let contexts = BatchContext::default();
    let mut run = FixRun {
        args,
        failed: false,
        changes: false,
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
                run.repair(&input, &document, &configured, out)?;
            }
            Ok(None) => {}
            Err(error) => run.fail(&input.shown(), &error),
        }
    }
    Ok(match (run.failed, run.changes && args.check) {
        (true, _) => ExitCode::from(FAILED),
        (false, true) => ExitCode::FAILURE,
        (false, false) => ExitCode::SUCCESS,
    })
}

/// What has been seen so far.
struct FixRun<'a> {
    args: &'a FixArgs,
    /// Whether something could not be repaired.
    failed: bool,
    /// Whether something is repaired, or would be.
    changes: bool,
}

impl FixRun<'_> {
    fn repair(
        &mut self,
        input: &Input,
        document: &Document,
        configured: &Configured,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let repairs = if self.args.r#unsafe {
            Fixes::All
        } else {
            Fixes::Safe
        };
        let repaired = fix_all(document, &configured.levels, repairs);
        let changes = !repaired.edits.is_empty();
        self.changes |= changes;
        let (before, after) = (
            document.text().to_string(),
            repaired.document.text().to_string(),
        );
        let shown = input.shown();
        if self.args.diff {
            return out.write_all(diff(&shown, &before, &after).as_bytes());
        }
        if self.args.check {
            return match changes {
                true => writeln!(out, "{}: would be fixed", name(&shown)),
                false => Ok(()),
            };
        }
        if input.origin == Origin::Stdin {
            out.flush()?;
            return output::document(&after);
        }
        if !changes {
            return Ok(());
        }
        match workspace::rewrite(&input.path, &before, &after) {
            Ok(()) => writeln!(out, "{}: {}", name(&shown), summary(&repaired)),
            Err(error) => {
                self.fail(&shown, &format_args!("cannot be written: {error}"));
                Ok(())
            }
        }
    }

    fn fail(&mut self, path: &Path, error: &dyn std::fmt::Display) {
        self.failed = true;
        complain(&format_args!("{}: {error}", name(path)));
    }
}

fn summary(repaired: &Fixed) -> String {
    match repaired.left.len() {
        0 => "fixed, no findings left".to_owned(),
        1 => "fixed, one finding left".to_owned(),
        count => format!("fixed, {count} findings left"),
    }
}

/// What changes, as a unified diff; nothing where nothing does.
fn diff(path: &Path, before: &str, after: &str) -> String {
    let name = name(path);
    let name = name.trim_start_matches('/');
    TextDiff::from_lines(before, after)
        .unified_diff()
        .header(&format!("a/{name}"), &format!("b/{name}"))
        .to_string()
}
