use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{ColorChoice, Parser, Subcommand, ValueEnum};

use crate::config::{Level, Profile};

/// Finds the faults in footnoted policy briefs.
///
/// A brief is a document with footnotes, in Markdown or plain text. brief-ls ties every marker in the
/// text to its note and tells what does not fit: a marker without a note, a note that nothing cites,
/// numbers out of order, a link still to be filled in. Only `fix` and
/// `convert -o` change your files.
#[derive(Parser, Debug)]
#[command(version, after_help = EXAMPLES, max_term_width = 100)]
pub(super) struct Args {
    /// What to do; with nothing, and a pipe on standard input, it serves an editor.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Serve an editor on standard input and output, as `server` does
    #[arg(long)]
    pub stdio: bool,
    /// When to use colours
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "WHEN",
        default_value = "auto"
    )]
    pub color: ColorChoice,
}

const EXAMPLES: &str = "\
Examples:
  brief-ls check                       check every brief in this folder and below it
  brief-ls check draft.md annex.txt    check these two
  brief-ls check --profile brief       craft and house style too, before publication
  brief-ls fix --diff draft.md         what could be repaired without asking
  brief-ls convert draft.txt --to markdown -o draft.md
                                       its notes as Markdown footnotes
  brief-ls outline draft.md --words    the sections, and how many words each has
  brief-ls sources draft.md            what its notes cite
  brief-ls explain undefined-marker    what a finding means and how to mend it";

#[derive(Subcommand, Debug)]
pub(super) enum Command {
    /// Serve an editor: findings while you write, jumps between marker and note, the outline
    ///
    /// Editors start this by themselves and speak the Language Server Protocol with it, on standard
    /// input and output. There is no reason to start it by hand.
    Server(ServerArgs),
    /// Check briefs and show what is wrong with them
    Check(CheckArgs),
    /// Repair briefs in place: what can be repaired without asking
    ///
    /// Makes the safe repairs of what `check` finds: none takes a word of yours away. A file is replaced at
    /// once or not at all; its line ends, its byte order mark and its permissions stay.
    Fix(FixArgs),
    /// Write a brief with all its notes in one form
    ///
    /// The markers and notes are written anew, the text stays as it is. A brief that would read otherwise then
    /// is not converted: no word of the text or of a note is lost, and every marker leads to its note.
    Convert(ConvertArgs),
    /// Show the sections and notes of a brief
    Outline(OutlineArgs),
    /// Show the sources that the notes cite, or write them as a bibliography
    Sources(SourcesArgs),
    /// Write a brief-ls.toml with all that can be set to this folder
    ///
    /// Every setting stands in it with its default, commented out, and every rule with what it reports.
    Init(InitArgs),
    /// Print the JSON Schema of brief-ls.toml
    ///
    /// Editors that know JSON Schema complete and check the file by it.
    Schema,
    /// List the rules
    ///
    /// The list has the code of each rule, its level in the profiles `default` and `brief`, and what it
    /// reports.
    Rules,
    /// Tell what a rule reports, why it matters and what to do about it
    Explain {
        /// The code of the rule, as a finding shows it in brackets
        code: String,
    },
}

#[derive(clap::Args, Debug)]
pub(super) struct ServerArgs {
    /// Speak on standard input and output, which is the default
    #[arg(long)]
    pub stdio: bool,
}

#[derive(clap::Args, Debug)]
pub(super) struct InitArgs {
    /// Write over a brief-ls.toml that is there
    #[arg(long)]
    pub force: bool,
}

/// How findings are written.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum DiagnosticsFormat {
    /// For people: the line of the text, and a mark under the place
    Human,
    /// One JSON array of findings
    Json,
    /// JSON Lines: a finding a line, as they come
    Jsonl,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Workflow commands, which GitHub Actions shows beside the text
    Github,
}

#[derive(clap::Args, Debug)]
#[command(after_help = CHECK_HELP)]
pub(super) struct CheckArgs {
    /// Files and folders; `-` is a document on standard input [default: this folder]
    ///
    /// A file is checked whatever it is called, a PDF too. In a folder, the briefs are the files that end in .md,
    /// .markdown, .brief, .qmd and .rmd, and those in .txt and .text that have a footnote. Hidden
    /// files are left out, and so are those that .gitignore names or that `exclude` in brief-ls.toml does.
    pub paths: Vec<PathBuf>,
    /// A list of more files, one a line, or each ended by a NUL byte as `find -print0` writes them; `-` is
    /// a list on standard input
    #[arg(long, value_name = "FILE")]
    pub files_from: Option<PathBuf>,
    /// Which rules are on: `default` for any document with footnotes, `brief` for a policy brief on its way
    /// to publication. Overrides brief-ls.toml
    #[arg(long, value_name = "PROFILE", value_parser = profile())]
    pub profile: Option<Profile>,
    /// How to write the findings
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "human")]
    pub format: DiagnosticsFormat,
    /// From which severity on findings make the exit code 1
    #[arg(long, value_name = "SEVERITY", value_parser = severity(), default_value = "warning")]
    pub fail_on: Level,
    /// The findings that are known: they are left out, and do not count for the exit code
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Write all that is found to the baseline, as known from now on
    ///
    /// What the baseline knows of files that are not checked this time stays in it.
    #[arg(long, requires = "baseline")]
    pub write_baseline: bool,
    /// What the document on standard input is called: says its kind, its folder's configuration, and the
    /// path in the output
    #[arg(long, value_name = "PATH")]
    pub stdin_name: Option<PathBuf>,
}

const CHECK_HELP: &str = "\
Exit code:
  0  no finding of severity warning or worse (or as --fail-on says)
  1  such a finding
  2  something could not be checked, everything else was: a path that is missing,
     a file that is no text in UTF-8 or longer than 100 MB, no brief at all in the
     folders given, a baseline that is none

Settings come from the nearest brief-ls.toml, upward from each file to the top of its repository. What \
is wrong in that file is a finding too, with the code `configuration`; the rest of it counts. No \
baseline takes it.

To begin with an archive that has findings: `--baseline known.json --write-baseline` once, and from then \
on `--baseline known.json`, which tells only what is new. A finding is known by its file, its code and \
the words around it, wherever in the file they stand. SARIF has the known ones too, as `unchanged`.

Lines and columns count from 1. Columns count characters in the human format; in all others UTF-16 \
units, as editors and SARIF do. JSON has offsets in bytes as well: in JSON and JSON Lines a finding is \
an object with `path`, `code`, `severity`, `message`, `range` (`start` and `end`, each with `line`, \
`column` and `offset`; the end is one past the last character) and `related` (places, each with `range` \
and `message`).";

#[derive(clap::Args, Debug)]
#[command(after_help = FIX_HELP)]
pub(super) struct FixArgs {
    /// Files and folders, as for `check`; `-` is a document on standard input, which is written to standard
    /// output [default: this folder]
    pub paths: Vec<PathBuf>,
    /// Show what would change, as a unified diff, and change nothing
    #[arg(long)]
    pub diff: bool,
    /// Tell which files would change, by the exit code too, and change nothing
    #[arg(long)]
    pub check: bool,
    /// Make the repairs that may be wrong, too: look at the result
    #[arg(long)]
    pub r#unsafe: bool,
    /// Which rules are on, as for `check`
    #[arg(long, value_name = "PROFILE", value_parser = profile())]
    pub profile: Option<Profile>,
    /// What the document on standard input is called, as for `check`
    #[arg(long, value_name = "PATH")]
    pub stdin_name: Option<PathBuf>,
}

const FIX_HELP: &str = "\
Exit code:
  0  all is repaired that can be, or with --check, nothing would change
  1  with --check: something would change
  2  something could not be read or written, everything else was

Repairs that touch each other are made one after the other. What is left over is what `check` then finds.";

#[derive(clap::Args, Debug)]
#[command(after_help = CONVERT_HELP)]
pub(super) struct ConvertArgs {
    /// The brief, which may be a PDF; `-` is a document on standard input
    pub file: PathBuf,
    /// The form that all markers and notes are to have
    #[arg(long, value_enum, value_name = "FORM")]
    pub to: ConvertForm,
    /// Where to write the brief; `-` is standard output, as without it
    #[arg(short, long, value_name = "OUT")]
    pub output: Option<PathBuf>,
    /// What the document on standard input is called, as for `check`
    #[arg(long, value_name = "PATH")]
    pub stdin_name: Option<PathBuf>,
}

/// The forms that `convert` writes.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum ConvertForm {
    /// `[^1]` and `[^1]: text`; names such as `[^roy2021]` stay
    Markdown,
    /// `¹` and `¹ text`
    Superscript,
    /// `<sup>1</sup>` and `<sup>1</sup> text`
    Html,
    /// `^[text]`, which Pandoc reads; a note that cannot stand in the text stays below, as `[^1]`
    Inline,
    /// raised numbers, and a list under a heading `Notes`
    Endnotes,
}

const CONVERT_HELP: &str = "\
Exit code:
  0  the brief is written
  2  it could not be read, converted or written; the file OUT is as it was

Numbers that count the notes of the whole brief stay. Where they begin again with each page or section, or \
where a reader of Markdown counts the notes, they are given by first use, and `supra note 3` follows. Notes \
stay where they are, but those that cut a paragraph in two come after it, and a list comes to the end.

Nothing but notes is converted. A brief in plain text becomes Markdown as far as its notes go: headings stay \
lines, and what plain text takes literally, such as a lone * or an indented line, is Markdown then. Readers of \
Markdown do not link raised numbers to a list of notes. What a file is, its name tells: OUT.md is Markdown, \
OUT.txt plain text.";

#[derive(clap::Args, Debug)]
pub(super) struct OutlineArgs {
    /// The brief; `-` is a document on standard input
    pub file: PathBuf,
    /// Count the words of each section, without notes and markers
    #[arg(long)]
    pub words: bool,
    /// How to write it
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "text")]
    pub format: OutlineFormat,
}

/// How an outline is written.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum OutlineFormat {
    /// An indented list
    Text,
    /// JSON: objects with `name`, `detail`, `kind`, `line`, `words` and `children`
    Json,
}

#[derive(clap::Args, Debug)]
pub(super) struct SourcesArgs {
    /// Briefs and folders of briefs; `-` is a document on standard input [default: this folder]
    pub paths: Vec<PathBuf>,
    /// How to write them
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "table")]
    pub format: SourcesFormat,
}

/// How sources are written.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum SourcesFormat {
    /// For people: a line for each citation
    Table,
    /// CSL-JSON, for Zotero and Pandoc; `custom` has the note and the line, from 1
    CslJson,
    /// BibTeX
    Bibtex,
    /// The YAML of Hayagriva and Typst
    Hayagriva,
}

fn profile() -> impl TypedValueParser<Value = Profile> {
    PossibleValuesParser::new(["default", "brief"]).map(|name| match name.as_str() {
        "brief" => Profile::Brief,
        _ => Profile::Default,
    })
}

fn severity() -> impl TypedValueParser<Value = Level> {
    let levels = [
        Level::Error,
        Level::Warning,
        Level::Information,
        Level::Hint,
    ];
    PossibleValuesParser::new(levels.map(Level::name)).map(move |name| {
        let named = levels.into_iter().find(|level| level.name() == name);
        named.unwrap_or(Level::Warning)
    })
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_definition_is_sound() {
        Args::command().debug_assert();
    }
}
