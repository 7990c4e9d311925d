use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{ColorChoice, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::config::{Level, Profile};
use crate::workspace::Inclusions;

use super::output_file::OutputFileArgs;
use super::report::ReportArgs;
use super::rules::RulesArgs;
use super::setup::SetupArgs;

/// Finds footnote errors in policy briefs.
///
/// A brief is a document with footnotes, in Markdown or plain text; Word files and PDFs can be checked too.
/// brief-ls matches every footnote marker with its note and reports what is wrong: a marker without a note, a
/// note without a marker, numbers out of order, a placeholder link. Only `fix` changes briefs in place.
/// `convert -o` and `merge -o` write the file that you name, `init` a brief-ls.toml, and `check --write-baseline`
/// the baseline.
#[derive(Parser, Debug)]
#[command(version, after_help = EXAMPLES, max_term_width = 100)]
pub(super) struct Args {
    /// What to do. Without a command, and with a pipe on standard input, it runs as `server`
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Run as a language server on standard input and output, like `server`
    #[arg(long)]
    pub stdio: bool,
    /// When to use colors
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
  brief-ls check                       check all briefs in this folder and its subfolders
  brief-ls check draft.md annex.txt    check two files
  brief-ls check --profile brief       also check the numbers of Markdown footnotes
  brief-ls fix --diff draft.md         preview the safe fixes
  brief-ls convert draft.txt --to markdown -o draft.md
                                       convert to Markdown footnotes
  brief-ls convert report.docx --to markdown -o report.md
                                       convert a Word file or PDF to Markdown
  brief-ls merge a.md b.md -o book.md  join briefs and renumber their footnotes
  brief-ls outline draft.md --words    list the sections with their words, notes and sources
  brief-ls report draft.md -o report.html
                                       write a report for the editor
  brief-ls sources draft.md            list the sources that the notes cite
  brief-ls explain undefined-marker    explain a rule and how to fix what it reports";

#[derive(Subcommand, Debug)]
pub(super) enum Command {
    /// Run the language server for an editor
    ///
    /// Editors start it themselves. It uses the Language Server Protocol on standard input and output.
    Server(ServerArgs),
    /// Check briefs and report findings
    Check(CheckArgs),
    /// Apply safe fixes in place
    ///
    /// Safe fixes never delete your words. Each file is replaced completely or not at all; line endings, byte
    /// order mark and permissions are kept.
    Fix(FixArgs),
    /// Convert footnotes to another form, Word files and PDFs to Markdown, or Markdown to Word
    ///
    /// In a brief, only markers and notes change; from plain text to Markdown, the page layout is cleaned up too:
    /// page numbers, running heads and broken words. A Word file or PDF becomes a brief with its headings, lists,
    /// tables and footnotes; `--to docx` writes a brief as a Word file. Nothing is written if any other text of a
    /// brief would be lost or any marker would point to a different note.
    Convert(ConvertArgs),
    /// Join briefs or chapters into one brief
    ///
    /// All footnotes become Markdown footnotes in one sequence, and every marker keeps its note. References such
    /// as `supra note 3` are updated. The front matter is that of the first brief, with the authors and
    /// bibliographies of all; the title of each other brief becomes a heading.
    Merge(MergeArgs),
    /// List the sections and notes of a brief
    Outline(OutlineArgs),
    /// Write a report on a brief for the editor: what to fix, what has no source, what the sources are
    ///
    /// One page of HTML that opens in any browser, prints, and loads nothing. It ends with a list for the fact-checker:
    /// each sentence with a note beside its sources.
    Report(ReviewArgs),
    /// List the sources that the notes cite, or export them as a bibliography
    Sources(SourcesArgs),
    /// Create a commented brief-ls.toml in the current folder
    ///
    /// It lists every setting and every rule with its default, commented out.
    Init(InitArgs),
    /// Print the JSON Schema of brief-ls.toml, or of JSON output
    ///
    /// With the schema of brief-ls.toml, editors can complete and validate the file.
    Schema(SchemaArgs),
    /// List the rules
    ///
    /// For each rule: its code, its level in the profiles `default` and `brief`, and what it reports. In the profile
    /// `default`, note-order and numbering-gap are off for Markdown footnotes, whose numbers are not printed.
    Rules(RulesArgs),
    /// Explain a rule: what it reports, why it matters, how to fix it
    Explain {
        /// The code of the rule, as shown in each finding
        #[arg(required = true)]
        code: Vec<String>,
    },
    /// Print the settings to add to an editor, and the file for them
    Setup(SetupArgs),
    /// Check the installation: program, PATH, settings, editors
    ///
    /// The exit code is 1 if something is wrong.
    Doctor,
    /// Print shell completions
    Completions(CompletionsArgs),
    /// Print the man page of brief-ls or of one of its commands
    Man(ManArgs),
}

#[derive(clap::Args, Debug)]
pub(super) struct ServerArgs {
    /// Use standard input and output (the default)
    #[arg(long)]
    pub stdio: bool,
}

#[derive(clap::Args, Debug)]
pub(super) struct InitArgs {
    /// Overwrite an existing brief-ls.toml
    #[arg(long)]
    pub force: bool,
}

/// How findings are written.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum DiagnosticsFormat {
    /// For people: the line of the text with the finding underlined
    Human,
    /// One JSON array of findings
    Json,
    /// JSON Lines: one finding per line, as they are found
    Jsonl,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Workflow commands, shown by GitHub Actions beside the text
    Github,
}

#[derive(clap::Args, Debug)]
#[command(after_help = CHECK_HELP)]
pub(super) struct CheckArgs {
    /// Files and folders; `-` reads a document from standard input [default: this folder]
    ///
    /// A file named here may be a Word file or a PDF; one with another ending is checked if it has a footnote or a
    /// heading. A folder is searched for .md, .markdown, .brief, .qmd and .rmd files, and for .txt and .text files with
    /// a footnote. Hidden files, files in .gitignore and files in `exclude` of brief-ls.toml are skipped.
    pub paths: Vec<PathBuf>,
    /// In folders, also check files with names like GLOB: '*.docx', '*.pdf'
    #[arg(long, value_name = "GLOB", value_parser = glob)]
    pub include: Vec<String>,
    /// Read more file names from FILE, one per line or separated by NUL (`find -print0`); `-` reads them from
    /// standard input
    #[arg(long, value_name = "FILE")]
    pub files_from: Option<PathBuf>,
    /// The set of rules: `default` for any document with footnotes, `brief` for a policy brief before
    /// publication. Overrides brief-ls.toml
    #[arg(long, value_name = "PROFILE", value_parser = profile())]
    pub profile: Option<Profile>,
    /// The output format
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "human")]
    pub format: DiagnosticsFormat,
    #[command(flatten)]
    pub report: ReportArgs,
    /// Succeed if there is no brief to check
    #[arg(long)]
    pub allow_empty: bool,
    /// The lowest level for exit code 1
    #[arg(long, value_name = "LEVEL", value_parser = severity(), default_value = "warning")]
    pub fail_on: Level,
    /// A file of known findings, which are not reported and do not affect the exit code
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Record all current findings in the baseline
    ///
    /// Entries for files not checked in this run are kept.
    #[arg(long, requires = "baseline", conflicts_with = "rules")]
    pub write_baseline: bool,
    /// The name of the document on standard input: sets its format, its configuration and its path in the output
    #[arg(long, value_name = "PATH")]
    pub stdin_name: Option<PathBuf>,
    /// Show the settings for FILE, each with its origin (file and line, or `default`), and check nothing
    #[arg(long, value_name = "FILE", conflicts_with_all = ["paths", "include", "files_from", "format", "baseline"])]
    pub show_config: Option<PathBuf>,
}

const CHECK_HELP: &str = "\
Exit code:
  0  no finding of level warning or higher (or as set by --fail-on)
  1  at least one such finding
  2  something could not be checked: a missing path; a file that is not a brief, larger than
     100 MB, or neither UTF-8 text nor a Word file or PDF; no brief in the folders given;
     an invalid baseline; all other files were checked

Settings come from the brief-ls.toml files in the folder of each file and in the folders above, up to the \
root of its repository; the nearest takes precedence. `--show-config FILE` shows the result. Errors in these files are reported under `configuration`; valid settings still apply. A \
baseline does not cover them.

To adopt brief-ls on an existing archive, run once with `--baseline known.json --write-baseline`, and then \
with `--baseline known.json`: only new findings are reported. A finding is recognized by its file, its code \
and the words around it, even if it moves within the file. SARIF output includes known findings as \
`unchanged`.

Lines and columns start at 1. Columns count characters in the human format and UTF-16 units in all others. \
In JSON and JSON Lines a finding is an object with `path`, `code`, `severity`, `message`, `range` (`start` \
and `end`, each with `line`, `column` and the byte `offset`; the end is exclusive) and `related` (a list of \
`range` and `message`).";

#[derive(clap::Args, Debug)]
#[command(after_help = FIX_HELP)]
pub(super) struct FixArgs {
    /// Files and folders, as for `check`; `-` fixes standard input to standard output [default: this folder]
    pub paths: Vec<PathBuf>,
    /// Show the changes as a unified diff without applying them
    #[arg(long)]
    pub diff: bool,
    /// List the files that would change without changing them; exit code 1 if there are any
    #[arg(long)]
    pub check: bool,
    /// Also apply fixes that may be wrong or need your text
    #[arg(long)]
    pub r#unsafe: bool,
    /// The set of rules, as for `check`
    #[arg(long, value_name = "PROFILE", value_parser = profile())]
    pub profile: Option<Profile>,
    /// The name of the document on standard input, as for `check`
    #[arg(long, value_name = "PATH")]
    pub stdin_name: Option<PathBuf>,
}

const FIX_HELP: &str = "\
Exit code:
  0  the fixes are applied, even if findings remain; with --check: nothing to fix
  1  with --check: something to fix
  2  something could not be read or written; all other files were fixed

Overlapping fixes are applied in passes. The findings that remain are listed by rule, with their lines and the \
reason. No fix deletes a note that has text, or makes a marker point to another note.";

#[derive(clap::Args, Debug)]
#[command(after_help = CONVERT_HELP)]
pub(super) struct ConvertArgs {
    /// The brief, which may be a Word file (.docx) or a PDF; `-` reads it from standard input
    pub file: PathBuf,
    /// The form for all markers and notes, or `docx`
    #[arg(long, value_enum, value_name = "FORM")]
    pub to: ConvertForm,
    #[command(flatten)]
    pub output: OutputFileArgs,
    /// The name of the document on standard input, as for `check`
    #[arg(long, value_name = "PATH")]
    pub stdin_name: Option<PathBuf>,
}

/// The forms that `convert` writes.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum ConvertForm {
    /// `[^1]` and `[^1]: text`; labels such as `[^roy2021]` are kept
    Markdown,
    /// `¹` and `¹ text`
    Superscript,
    /// `<sup>1</sup>` and `<sup>1</sup> text`
    Html,
    /// `^[text]` (Pandoc only); a note that cannot be inline stays below, as `[^1]`
    Inline,
    /// Superscript numbers, and a list under a heading `Notes`
    Endnotes,
    /// A Word file with footnotes, headings, lists and tables
    Docx,
}

const CONVERT_HELP: &str = "\
Exit code:
  0  OUT was written
  2  FILE could not be read or converted, or has no footnotes, or OUT exists or could not be
     written; OUT is unchanged

Markers that cannot be converted stay as they are, and standard error lists them with their lines.

Numbers that run through the whole brief are kept. If they restart on each page or section, or if a Markdown \
renderer assigns them, notes are numbered in order of first citation, and references such as `supra note 3` \
are updated. Notes stay in place, except that notes that split a paragraph move after it and endnotes move to \
the end.

When plain text becomes Markdown, its title block becomes front matter and its headings become headings; \
paragraphs split by notes or pages are rejoined; page numbers, running heads, soft hyphens and broken words are \
fixed; and the notes move to the end. A literal * or an indented line becomes Markdown syntax. When Markdown \
becomes plain text, front matter becomes a title block, and backslashes are removed. In all other briefs, only \
footnotes are converted. Markdown renderers do not link superscript numbers to a list of notes. The extension of \
OUT decides the format: .md is Markdown, .txt is plain text.";

const MERGE_HELP: &str = "\
Exit code:
  0  OUT was written
  2  a FILE could not be read or merged, or OUT exists or could not be written; OUT is unchanged";

#[derive(clap::Args, Debug)]
#[command(after_help = MERGE_HELP)]
pub(super) struct MergeArgs {
    /// The briefs, in the order of the result
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Move all headings N levels down
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u8).range(0..=5))]
    pub shift_headings: u8,
    #[command(flatten)]
    pub output: OutputFileArgs,
}

#[derive(clap::Args, Debug)]
pub(super) struct OutlineArgs {
    /// The brief; `-` reads it from standard input
    pub file: PathBuf,
    /// For each section, show the number of words (without and with notes), of notes and of sources
    #[arg(long)]
    pub words: bool,
    /// The output format
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "text")]
    pub format: OutlineFormat,
}

/// How an outline is written.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum OutlineFormat {
    /// An indented list
    Text,
    /// JSON: an object with `path`, `words` and the `outline`, see `schema --of outline`
    Json,
}

#[derive(clap::Args, Debug)]
#[command(after_help = REPORT_HELP)]
pub(super) struct ReviewArgs {
    /// The brief, which may be a Word file (.docx) or a PDF; `-` reads it from standard input
    pub file: PathBuf,
    #[command(flatten)]
    pub output: OutputFileArgs,
    /// The output format
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "html")]
    pub format: ReviewFormat,
    /// The set of rules, as for `check` [default: brief]
    #[arg(long, value_name = "PROFILE", value_parser = profile())]
    pub profile: Option<Profile>,
    /// The name of the document on standard input, as for `check`
    #[arg(long, value_name = "PATH")]
    pub stdin_name: Option<PathBuf>,
}

const REPORT_HELP: &str = "\
Exit code:
  0  the report was written, even if there are findings
  2  FILE could not be read, or OUT exists or could not be written; OUT is unchanged

The age of a source is that at the date of the brief, in its title block or front matter; without one, there are no \
ages. No address is looked up: `brief-ls sources --format urls` lists them for a link checker.";

/// How a report is written.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum ReviewFormat {
    /// A page for a browser or a printer
    Html,
    /// JSON Lines: one object for the brief, see `schema --of report`
    Jsonl,
}

#[derive(clap::Args, Debug)]
pub(super) struct SourcesArgs {
    /// Briefs and folders of briefs; `-` reads a document from standard input [default: this folder]
    pub paths: Vec<PathBuf>,
    /// In folders, also read files with names like GLOB, as in `check`
    #[arg(long, value_name = "GLOB", value_parser = glob)]
    pub include: Vec<String>,
    /// The output format
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "table")]
    pub format: SourcesFormat,
    /// List each source once, with all places where it is cited
    #[arg(long)]
    pub unique: bool,
}

/// How sources are written.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum SourcesFormat {
    /// For people: one line per citation
    Table,
    /// CSL-JSON, for Zotero and Pandoc; `custom` has the note and the line number
    CslJson,
    /// BibTeX
    Bibtex,
    /// Hayagriva YAML, for Typst
    Hayagriva,
    /// Comma-separated values, for spreadsheets
    Csv,
    /// Tab-separated values
    Tsv,
    /// One web address per line, for a link checker
    Urls,
}

#[derive(clap::Args, Debug)]
pub(super) struct SchemaArgs {
    /// What the schema describes
    #[arg(long, value_enum, value_name = "WHAT", default_value = "settings")]
    pub of: SchemaOf,
}

/// What there is a schema of.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum SchemaOf {
    /// brief-ls.toml
    Settings,
    /// A house profile
    House,
    /// `check --format json`; with jsonl, each line is one of its items
    Findings,
    /// `check --statistics --format json`
    Statistics,
    /// `rules --format json`
    Rules,
    /// `outline --format json`
    Outline,
    /// What `report --format jsonl` writes: one brief
    Report,
}

#[derive(clap::Args, Debug)]
pub(super) struct CompletionsArgs {
    /// The shell
    pub shell: Shell,
}

#[derive(clap::Args, Debug)]
pub(super) struct ManArgs {
    /// The command [default: the program as a whole]
    pub command: Option<String>,
}

/// A pattern of file names, if it is one.
fn glob(pattern: &str) -> Result<String, String> {
    let pattern = [pattern.to_owned()];
    Inclusions::new(&pattern).map_err(|error| error.to_string())?;
    Ok(pattern.concat())
}

fn profile() -> impl TypedValueParser<Value = Profile> {
    PossibleValuesParser::new(Profile::ALL.map(Profile::name))
        .map(|name| Profile::named(&name).unwrap_or_default())
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
