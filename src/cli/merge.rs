//! `brief-ls merge`.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use crate::index::Document;
use crate::refactor::{self, ConversionTarget};
use crate::syntax::DocumentKind;
use crate::workspace::Configurations;

use super::args::MergeArgs;
use super::configurations::{configurations, faults};
use super::conversion::BriefConversion;
use super::inputs::Input;
use super::output_file::OutputContent;
use super::printable::name;
use super::{FAILED, complain};

/// Joins briefs to one.
pub(super) fn run(args: &MergeArgs, out: &mut dyn Write) -> io::Result<ExitCode> {
    if args.output.is_taken() {
        return Ok(ExitCode::from(FAILED));
    }
    let configurations = configurations(None);
    let mut briefs = Vec::with_capacity(args.files.len());
    for file in &args.files {
        match brief(file, &configurations) {
            Ok(brief) => briefs.push(brief),
            Err(error) => {
                complain(&format_args!("{}: {error}", name(file)));
                return Ok(ExitCode::from(FAILED));
            }
        }
    }
    let merged = match refactor::merge(&briefs, args.shift_headings) {
        Ok(merged) => merged,
        Err(refusal) => {
            complain(&format_args!("nothing was written: {refusal}"));
            return Ok(ExitCode::from(FAILED));
        }
    };
    for (index, phrase) in &merged.left_out {
        if let Some(file) = args.files.get(*index) {
            complain(&format_args!("{}: omitted: {phrase}", name(file)));
        }
    }
    args.output.write(&OutputContent::Text(merged.text), out)
}

/// The brief in `file`, with its notes as Markdown footnotes.
fn brief(file: &Path, configurations: &Configurations) -> Result<Document, String> {
    let input = Input::of(file);
    let configured = configurations.of(&input.path);
    for report in faults(configurations) {
        complain(&report.of_settings());
    }
    let brief = input
        .brief(configured.dialect())
        .map_err(|error| error.to_string())?;
    let brief = brief.ok_or("is not a brief")?;
    for phrase in brief.import.iter().flat_map(|import| &import.left_out) {
        complain(&format_args!("{}: omitted: {phrase}", name(file)));
    }
    let kind = match brief.document.kind() {
        DocumentKind::Plain => DocumentKind::Markdown,
        kind => kind,
    };
    let conversion = BriefConversion {
        path: file,
        kind,
        target: ConversionTarget::Markdown,
    };
    let converted = conversion.convert(&brief.document);
    converted.map_err(|refusal| refusal.to_string())
}
