//! `brief-ls report`.

mod page;
mod parts;
mod section_row;
mod strip;
mod words;

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use crate::check;
use crate::config::Profile;
use crate::review::{Review, ReviewPlace, Reviewed};
use crate::workspace::BatchContext;

use super::args::{ReviewArgs, ReviewFormat};
use super::configurations::{configurations, faults};
use super::inputs::{Input, InputBrief, STDIN};
use super::output_file::OutputContent;
use super::printable::name;
use super::{FAILED, complain};

/// Writes what an editor wants to know of a brief before it goes out.
pub(super) fn run(args: &ReviewArgs, out: &mut dyn Write) -> io::Result<ExitCode> {
    let input = match args.file == Path::new(STDIN) {
        true => Input::stdin(args.stdin_name.as_deref()),
        false => Input::of(&args.file),
    };
    if args.output.is_taken() {
        return Ok(ExitCode::from(FAILED));
    }
    let text = match report(args, &input) {
        Ok(text) => text,
        Err(error) => {
            complain(&format_args!("{}: {error}", name(&input.shown())));
            return Ok(ExitCode::from(FAILED));
        }
    };
    args.output.write(&OutputContent::Text(text), out)
}

/// The report; what is in the way, in a sentence.
fn report(args: &ReviewArgs, input: &Input) -> Result<String, String> {
    let configurations = configurations(args.profile.or(Some(Profile::Brief)));
    let configured = configurations.of(&input.path);
    for report in faults(&configurations) {
        complain(&report.of_settings());
    }
    let brief = input.brief(configured.dialect());
    let Some(InputBrief { document, import }) = brief.map_err(|error| error.to_string())? else {
        return Err("is not a brief".to_owned());
    };
    let document = BatchContext::default().add_context(document, &input.path, &configured);
    let findings = check::check(&document, &configured.levels(Some(&input.path)));
    let place = |offset: usize| {
        let origin = import.as_ref().and_then(|import| import.origin(offset));
        ReviewPlace {
            line: document.text().line_of(offset) + 1,
            page: origin.and_then(|origin| origin.page),
            paragraph: origin.map(|origin| origin.paragraph),
        }
    };
    let review = Review::of(&Reviewed {
        document: &document,
        path: input.shown().to_string_lossy().into_owned(),
        findings: &findings,
        place: &place,
    });
    match args.format {
        ReviewFormat::Html => page::html(&review).map_err(|error| error.to_string()),
        ReviewFormat::Jsonl => {
            let line = serde_json::to_string(&review).map_err(|error| error.to_string())?;
            Ok(line + "\n")
        }
    }
}
